import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';

/** Boletos that a remittance has told the bank of: nothing waits for the next one. */
export async function marcarRemetidos(tx: Tx, faturaIds: readonly number[]): Promise<void> {
  await sql`update boleto set
      situacao = case instrucao when 'REGISTRO' then 'REMETIDO' else situacao end,
      recusa = case instrucao when 'REGISTRO' then null else recusa end,
      instrucao = null
    where fatura_id = any(${faturaIds}::integer[]) and instrucao is not null`.execute(tx);
}

/** What a bank says has become of a boleto. */
export type NoticiaDoBanco = 'REGISTRADO' | 'RECUSADO' | 'LIQUIDADO' | 'BAIXADO';

/** The situations that each news may change: what comes late, or again, does not undo what is known already. */
const DE: Readonly<Record<NoticiaDoBanco, readonly string[]>> = {
  REGISTRADO: ['A_REGISTRAR', 'REMETIDO', 'RECUSADO', 'REGISTRADO'],
  RECUSADO: ['A_REGISTRAR', 'REMETIDO', 'RECUSADO'],
  LIQUIDADO: ['A_REGISTRAR', 'REMETIDO', 'REGISTRADO', 'RECUSADO', 'BAIXADO', 'LIQUIDADO'],
  BAIXADO: ['REMETIDO', 'REGISTRADO', 'BAIXADO'],
};

/** Puts on record what the bank says of the boleto that has a number, in use or replaced; `recusa` is its reason in words. */
export async function anotarDoBanco(
  tx: Tx,
  { convenioId, nossoNumero }: { convenioId: number; nossoNumero: number },
  noticia: NoticiaDoBanco,
  recusa: string | null = null,
): Promise<void> {
  const dele = sql`convenio_id = ${convenioId} and nosso_numero = ${nossoNumero}
    and situacao = any(${DE[noticia] as string[]}::text[])`;
  await sql`update boleto set
      situacao = ${noticia},
      recusa = ${recusa},
      instrucao = case when ${noticia} = 'REGISTRADO' and instrucao = 'BAIXA' then instrucao end
    where ${dele}`.execute(tx);
  await sql`update boleto_substituido set situacao = ${noticia} where ${dele}`.execute(tx);
}

/** Boletos that the bank refused go into the next remittance again; gives the invoices of those that there are. */
export async function reenviarRecusados(tx: Tx, faturaIds: readonly number[]): Promise<number[]> {
  const rows = await tx
    .updateTable('boleto')
    .set({ situacao: 'A_REGISTRAR', instrucao: 'REGISTRO' })
    .where('fatura_id', 'in', faturaIds)
    .where('situacao', '=', 'RECUSADO')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('fatura as f')
          .select('f.id')
          .whereRef('f.id', '=', 'boleto.fatura_id')
          .where('f.situacao', '=', 'ABERTA'),
      ),
    )
    .returning('fatura_id')
    .execute();
  return rows.map(({ fatura_id }) => fatura_id);
}
