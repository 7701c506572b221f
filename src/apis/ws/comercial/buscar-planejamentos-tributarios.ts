import { Type } from 'typebox';
import { planejamentosTributarios } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Resposta } from '../wire.ts';
import { ServicoInstalacao, servicoInstalacao } from './servico-de-instalacao.ts';

export const buscarPlanejamentosTributarios = read({
  ids: ['comercial.planejamento_tributario.buscar'],
  method: 'GET',
  url: '/ws/comercial/contratos/planejamentos_tributarios/plano/:idPlano/empresa/:idEmpresa',
  credentials: ['basic', 'token'],
  params: Type.Object({ idPlano: Id, idEmpresa: Id }),
  response: Resposta(Type.Object({ Descricao: Type.String(), ServicoInstalacao, Id: Type.Integer() })),
  async handle({ db }, { params }) {
    const rows = await planejamentosTributarios(db, { planoId: params.idPlano, empresaId: params.idEmpresa });
    return {
      resposta: rows.map((row) => ({
        Descricao: row.descricao,
        ServicoInstalacao: servicoInstalacao(row),
        Id: row.id,
      })),
    };
  },
});
