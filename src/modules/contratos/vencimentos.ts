import { type Param, prepared } from '#platform/statement.ts';

/** The due days that a contract may change to, prepaid or the others, by their day of the month. */
export const vencimentosAtivos = prepared((db, param: Param<{ prePago: boolean }>) =>
  db
    .selectFrom('vencimento')
    .select(['id', 'dia', 'dia_faturamento_inicial', 'dia_faturamento_final', 'ativo', 'pre_pago'])
    .select('fatura_mesmo_mes_vencimento')
    .where('ativo', '=', true)
    .where('pre_pago', '=', param('prePago'))
    .orderBy('dia')
    .orderBy('id'),
);

/** A row when the customer has a contract with that due day for which no change is waiting. */
export const vencimentoTrocavel = prepared((db, param: Param<{ clienteId: number; vencimentoId: number }>) =>
  db
    .selectFrom('contrato as k')
    .select('k.id')
    .where('k.cliente_id', '=', param('clienteId'))
    .where('k.vencimento_id', '=', param('vencimentoId'))
    .where('k.status', '!=', 'CANCELADO')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('contrato_vencimento_troca as t')
            .select('t.id')
            .whereRef('t.contrato_id', '=', 'k.id')
            .where('t.efetiva_em', 'is', null),
        ),
      ),
    )
    .limit(1),
);
