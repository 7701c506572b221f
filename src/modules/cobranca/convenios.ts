import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import type { DB, Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

/** An agreement with a bank; table convenio says what each field is. */
export interface Convenio {
  id: number;
  descricao: string;
  empresaId: number;
  contaFinanceiraId: number;
  banco: DB['convenio']['banco_codigo'];
  agencia: string;
  agenciaDv: string | null;
  conta: string;
  contaDv: string | null;
  carteira: string;
  codigoBeneficiario: string;
  variacao: string | null;
  /** The key that Pix is paid to; null: no Pix. */
  pixChave: string | null;
  /** ESTATICO: the QR code is made here. COBV: by the bank, over the Central Bank's API. */
  pixModo: DB['convenio']['pix_modo'];
}

/** What a boleto says of the invoice. */
export interface Titulo {
  nossoNumero: number;
  valor: Centavos;
  vencimento: Day;
}

const COLUNAS = [
  'c.id',
  'c.descricao',
  'c.empresa_id as empresaId',
  'c.conta_financeira_id as contaFinanceiraId',
  'c.banco_codigo as banco',
  'c.agencia',
  'c.agencia_dv as agenciaDv',
  'c.conta',
  'c.conta_dv as contaDv',
  'c.carteira',
  'c.codigo_beneficiario as codigoBeneficiario',
  'c.variacao',
  'c.pix_chave as pixChave',
  'c.pix_modo as pixModo',
] as const;

const dasFormas = prepared((db, _: Param<Record<never, never>>) =>
  db
    .selectFrom('forma_cobranca as f')
    .innerJoin('convenio as c', 'c.id', 'f.convenio_id')
    .select('f.id as formaCobrancaId')
    .select(COLUNAS)
    .where('c.ativo', '=', true),
);

const peloId = prepared((db, param: Param<{ id: number }>) =>
  db.selectFrom('convenio as c').select(COLUNAS).where('c.id', '=', param('id')),
);

/** The active agreements by the billing forms that use them; forms that share one get the same object. */
export async function convenios(db: Reader): Promise<ReadonlyMap<number, Convenio>> {
  const byId = new Map<number, Convenio>();
  const rows = await dasFormas(db, {});
  return new Map(
    rows.map(({ formaCobrancaId, ...row }) => {
      const convenio = byId.get(row.id) ?? row;
      byId.set(row.id, convenio);
      return [formaCobrancaId, convenio];
    }),
  );
}

/** One agreement, active or not: what was issued under it is still collected. null when there is none. */
export async function convenioPeloId(db: Reader, id: number): Promise<Convenio | null> {
  const [found] = await peloId(db, { id });
  return found ?? null;
}
