import { Type } from 'typebox';
import { totalDeLigacoes } from '#modules/telefonia/index.ts';
import { read } from '../../core/operation.ts';
import { exigirContratoDoAssinante } from '../atendimentos/do-assinante.ts';
import { AcessoAssinante, Id } from '../wire.ts';

export const buscarTotalDeLigacoes = read({
  ids: ['contratos.total_ligacoes.buscar'],
  method: 'POST',
  url: '/ws/comercial/ligacoes/contrato/:idContrato',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idContrato: Id }),
  body: AcessoAssinante,
  response: Type.Object({
    ligacoes: Type.Array(Type.Object({ descricao: Type.String(), duracao: Type.Integer() })),
  }),
  async handle(context, { params }) {
    await exigirContratoDoAssinante(context, params.idContrato);
    const tipos = await totalDeLigacoes(context.db, { contrato: params.idContrato, hoje: context.clock.today() });
    return {
      ligacoes: tipos.map(({ descricao, segundos }) => ({ descricao: descricao ?? 'Ligações', duracao: segundos })),
    };
  },
});
