import { Type } from 'typebox';
import { velocidadesDaTabela } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Nullable, Resposta } from '../wire.ts';
import { tabelaDe, tabelaPedida } from './tabela-pedida.ts';

export const buscarVelocidadesDaTabela = read({
  ids: ['comercial.tabela_precos.buscar_velocidades'],
  method: 'POST',
  url: '/ws/comercial/contratos/tabela/precos/velocidades',
  credentials: ['basic', 'token'],
  body: Type.Object(tabelaPedida),
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      descricao: Type.String(),
      taxaDownloadGenerico: Type.String(),
      taxaUploadGenerico: Type.String(),
      velocidadesConexaoRadius: Nullable(Type.String()),
    }),
  ),
  async handle({ db, clock }, { body }) {
    const velocidades = await velocidadesDaTabela(db, { ...tabelaDe(body), dia: clock.today() });
    return {
      resposta: velocidades.map((velocidade) => ({
        id: velocidade.id,
        descricao: velocidade.descricao,
        taxaDownloadGenerico: String(velocidade.download_kbps),
        taxaUploadGenerico: String(velocidade.upload_kbps),
        velocidadesConexaoRadius: velocidade.conexao_radius,
      })),
    };
  },
});
