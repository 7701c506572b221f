import { Type } from 'typebox';
import { canaisDeVendaAtivos } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Nullable, Resposta } from '../wire.ts';

export const buscarCanaisDeVendaAtivos = read({
  ids: ['comercial.canal_venda.buscar_ativos'],
  method: 'GET',
  url: '/ws/comercial/canais/venda/ativos',
  credentials: ['basic', 'token'],
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      descricao: Type.String(),
      descricoesRD: Nullable(Type.String()),
      permiteQualityCall: Type.Boolean(),
      ativo: Type.Boolean(),
    }),
  ),
  async handle({ db }) {
    const canais = await canaisDeVendaAtivos(db, {});
    return {
      resposta: canais.map(({ descricoes_rd, permite_quality_call, ...canal }) => ({
        ...canal,
        descricoesRD: descricoes_rd,
        permiteQualityCall: permite_quality_call,
      })),
    };
  },
});
