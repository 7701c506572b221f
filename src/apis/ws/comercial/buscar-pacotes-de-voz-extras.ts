import { Type } from 'typebox';
import { reais } from '#kernel/money.ts';
import { pacotesDeVozExtras } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Nullable, Resposta } from '../wire.ts';

export const buscarPacotesDeVozExtras = read({
  ids: ['comercial.pacote_voz.buscar_extras'],
  method: 'GET',
  url: '/ws/comercial/contratos/pacotes_voz/extras',
  credentials: ['basic', 'token'],
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      descricao: Type.String(),
      valor: Type.Number(),
      franquias: Type.Array(
        Type.Object({
          id: Type.Integer(),
          descricao: Type.String(),
          tipoLigacao: Type.Object({
            id: Type.Integer(),
            descricao: Type.String(),
            idServico: Nullable(Type.Integer()),
          }),
          minutos: Type.Integer(),
        }),
      ),
    }),
  ),
  async handle({ db }) {
    const pacotes = await pacotesDeVozExtras(db, {});
    return {
      resposta: pacotes.map((pacote) => ({
        id: pacote.id,
        descricao: pacote.descricao,
        valor: reais(pacote.valor),
        franquias: pacote.franquias.map(({ id, descricao, minutos, tipo_id, tipo, servico_id }) => ({
          id,
          descricao,
          tipoLigacao: { id: tipo_id, descricao: tipo, idServico: servico_id },
          minutos,
        })),
      })),
    };
  },
});
