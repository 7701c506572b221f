import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import type { DB, Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

/** An agreement with a bank, as a boleto needs it; table convenio says what each field is. */
export interface Convenio {
  id: number;
  banco: DB['convenio']['banco_codigo'];
  agencia: string;
  agenciaDv: string | null;
  conta: string;
  contaDv: string | null;
  carteira: string;
  codigoBeneficiario: string;
  variacao: string | null;
}

/** What a boleto says of the invoice. */
export interface Titulo {
  nossoNumero: number;
  valor: Centavos;
  vencimento: Day;
}

const doBanco = prepared((db, _: Param<Record<never, never>>) =>
  db
    .selectFrom('forma_cobranca as f')
    .innerJoin('convenio as c', 'c.id', 'f.convenio_id')
    .select(['f.id as formaCobrancaId', 'c.id', 'c.banco_codigo as banco', 'c.agencia', 'c.agencia_dv as agenciaDv'])
    .select(['c.conta', 'c.conta_dv as contaDv', 'c.carteira', 'c.codigo_beneficiario as codigoBeneficiario'])
    .select('c.variacao')
    .where('c.ativo', '=', true),
);

/** The active agreements by the billing forms that use them; forms that share one get the same object. */
export async function convenios(db: Reader): Promise<ReadonlyMap<number, Convenio>> {
  const byId = new Map<number, Convenio>();
  const rows = await doBanco(db, {});
  return new Map(
    rows.map(({ formaCobrancaId, ...row }) => {
      const convenio = byId.get(row.id) ?? row;
      byId.set(row.id, convenio);
      return [formaCobrancaId, convenio];
    }),
  );
}
