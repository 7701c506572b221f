import { Type } from 'typebox';
import { vencimentosAtivos } from '#modules/contratos/index.ts';
import { type Operation, read } from '../../core/operation.ts';
import { OneOf } from '../wire.ts';

/** The due days to choose from: one operation behind the subscriber's area and behind OmniChannel. */
const buscarVencimentosAtivos = (id: string, url: string): Operation =>
  read({
    ids: [id],
    method: 'GET',
    url,
    credentials: ['basic', 'token'],
    query: Type.Object({ isPrePago: OneOf('s', 'n') }),
    response: Type.Object({
      data: Type.Array(
        Type.Object({
          id: Type.Integer(),
          dia: Type.Integer(),
          diaFaturamentoInicial: Type.Integer(),
          diaFaturamentoFinal: Type.Integer(),
          ativo: Type.Boolean(),
          prePago: Type.Boolean(),
          faturaMesmoMesVencimento: Type.Boolean(),
        }),
      ),
      status: Type.Literal('OK'),
    }),
    async handle({ db }, { query }) {
      const vencimentos = await vencimentosAtivos(db, { prePago: query.isPrePago === 's' });
      return {
        data: vencimentos.map((vencimento) => ({
          id: vencimento.id,
          dia: vencimento.dia,
          diaFaturamentoInicial: vencimento.dia_faturamento_inicial,
          diaFaturamentoFinal: vencimento.dia_faturamento_final,
          ativo: vencimento.ativo,
          prePago: vencimento.pre_pago,
          faturaMesmoMesVencimento: vencimento.fatura_mesmo_mes_vencimento,
        })),
        status: 'OK' as const,
      };
    },
  });

export const vencimentosDaAreaDoCliente = buscarVencimentosAtivos(
  'area_cliente.vencimento.buscar_ativos',
  '/ws/area/cliente/vencimentos/ativos',
);
export const vencimentosDoOmnichannel = buscarVencimentosAtivos(
  'omnichannel.vencimentos.buscar',
  '/ws/integracao/omnichannel/vencimentos/ativos',
);
