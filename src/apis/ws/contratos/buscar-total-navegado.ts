import { Type } from 'typebox';
import { gigabytes, totalNavegado } from '#modules/radius/index.ts';
import { read } from '../../core/operation.ts';
import { exigirContratoDoAssinante } from '../atendimentos/do-assinante.ts';
import { AcessoAssinante, Id, Nullable } from '../wire.ts';

export const buscarTotalNavegado = read({
  ids: ['contratos.total_navegado.buscar'],
  method: 'POST',
  url: '/ws/comercial/total_navegacao/contrato/:idContrato',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idContrato: Id }),
  body: AcessoAssinante,
  response: Type.Object({ navegadoGB: Type.Number(), limiteGB: Nullable(Type.String()) }),
  async handle(context, { params }) {
    await exigirContratoDoAssinante(context, params.idContrato);
    const [total] = await totalNavegado(context.db, { contrato: params.idContrato, hoje: context.clock.today() });
    const limite = total?.limite_gb ?? null;
    return { navegadoGB: gigabytes(total?.bytes ?? 0), limiteGB: limite === null ? null : `${limite}GB` };
  },
});
