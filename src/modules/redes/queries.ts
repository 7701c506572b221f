import type { Reader } from '#platform/db.ts';
import { prepared } from '#platform/statement.ts';

/** The reasons that may be given for changing a contract's box. */
export const justificativasDeAlteracao = prepared((db) =>
  db.selectFrom('justificativa_caixa').select(['id', 'descricao', 'tipo']).where('ativa', '=', true).orderBy('id'),
);

/** The outputs of a box with the contracts on them. */
export function saidasDaCaixa(db: Reader, caixaId: number) {
  return db
    .selectFrom('saida_caixa')
    .select(['id', 'numero', 'descricao', 'status', 'contrato_id'])
    .where('caixa_id', '=', caixaId)
    .orderBy('numero')
    .execute();
}

/** All that happened to an output, or to all outputs that a contract had, the oldest first. */
export function historicoDaSaida(db: Reader, de: { saidaId: number } | { contratoId: number }) {
  return db
    .selectFrom('saida_caixa_historico as h')
    .innerJoin('saida_caixa as s', 's.id', 'h.saida_id')
    .leftJoin('justificativa_caixa as j', 'j.id', 'h.justificativa_id')
    .select(['h.quando', 's.caixa_id', 'h.saida_id', 'h.de', 'h.para', 'h.contrato_de', 'h.contrato_para'])
    .select(['j.descricao as justificativa', 'h.operacao'])
    .where((eb) =>
      'saidaId' in de
        ? eb('h.saida_id', '=', de.saidaId)
        : eb.or([eb('h.contrato_de', '=', de.contratoId), eb('h.contrato_para', '=', de.contratoId)]),
    )
    .orderBy('h.id')
    .execute();
}
