import { DomainError } from '#kernel/errors.ts';
import type { Reader, Tx } from '#platform/db.ts';
import type { ConvenioCnab } from './cnab/layout.ts';

export type ConvenioRecebimento = ConvenioCnab & { contaFinanceiraId: number };

function consulta(db: Reader) {
  return db
    .selectFrom('convenio as c')
    .innerJoin('empresa as e', 'e.id', 'c.empresa_id')
    .select(['c.id', 'c.descricao', 'c.empresa_id as empresaId', 'c.conta_financeira_id as contaFinanceiraId'])
    .select(['c.banco_codigo as banco', 'c.agencia', 'c.agencia_dv as agenciaDv', 'c.conta', 'c.conta_dv as contaDv'])
    .select(['c.carteira', 'c.codigo_beneficiario as codigoBeneficiario', 'c.variacao'])
    .select(['c.pix_chave as pixChave', 'c.pix_modo as pixModo', 'c.codigo_transmissao as codigoTransmissao'])
    .select(['e.nome as empresaNome', 'e.cnpj'])
    .orderBy('c.id');
}

const completo = ({ cnpj, ...row }: Awaited<ReturnType<ReturnType<typeof consulta>['execute']>>[number]) => ({
  ...row,
  empresaCnpj: (cnpj ?? '').replace(/[^0-9A-Z]/gi, '').toUpperCase(),
});

/** The agreements with a bank, active or not: what was issued under one is still paid. */
export async function conveniosDoBanco(db: Reader, banco: ConvenioCnab['banco']): Promise<ConvenioRecebimento[]> {
  const rows = await consulta(db).where('c.banco_codigo', '=', banco).execute();
  return rows.map(completo);
}

/**
 * Holds an agreement until the transaction ends: one remittance of it is made at a time.
 * Throws notFound `convenio.nao_encontrado`.
 */
export async function travarConvenio(tx: Tx, id: number): Promise<ConvenioRecebimento> {
  await tx.selectFrom('convenio').select('id').where('id', '=', id).forNoKeyUpdate().execute();
  const row = await consulta(tx).where('c.id', '=', id).executeTakeFirst();
  if (!row) throw new DomainError('notFound', 'convenio.nao_encontrado', { id });
  return completo(row);
}
