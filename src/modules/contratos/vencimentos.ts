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

/**
 * The due days to which a customer's contracts may change: active ones, prepaid or the others as the contracts are, since a
 * contract does not change from one to the other. Of a customer without contracts the ones that are not prepaid.
 */
export const vencimentosDoCliente = prepared((db, param: Param<{ clienteId: number }>) =>
  db
    .selectFrom('vencimento as v')
    .select(['v.id', 'v.dia', 'v.dia_faturamento_inicial', 'v.dia_faturamento_final', 'v.ativo', 'v.pre_pago'])
    .where('v.ativo', '=', true)
    .where(({ eb, or, exists, selectFrom }) => {
      const dele = selectFrom('contrato as k')
        .innerJoin('vencimento as atual', 'atual.id', 'k.vencimento_id')
        .select('k.id')
        .where('k.cliente_id', '=', param('clienteId'))
        .where('k.status', '!=', 'CANCELADO')
        .whereRef('atual.pre_pago', '=', 'v.pre_pago');
      const pospago = eb('v.pre_pago', '=', false);
      const algum = selectFrom('contrato as k')
        .select('k.id')
        .where('k.cliente_id', '=', param('clienteId'))
        .where('k.status', '!=', 'CANCELADO');
      return or([exists(dele), eb.and([pospago, eb.not(exists(algum))])]);
    })
    .orderBy('v.dia')
    .orderBy('v.id'),
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
