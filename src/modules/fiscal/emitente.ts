import type { Reader, Tx } from '#platform/db.ts';
import type { RegraFiscal } from './rules.ts';

/** Who issues notes for a company, under which model. */
export type Emitente = NonNullable<Awaited<ReturnType<typeof emitenteDa>>>;

/** The issuer of a company's notes; undefined when none is set up. */
export function emitenteDa(db: Reader, empresaId: number) {
  return db
    .selectFrom('emitente_fiscal as e')
    .innerJoin('modelo_nota_fiscal as m', 'm.id', 'e.modelo_id')
    .innerJoin('cidade as c', 'c.id', 'e.cidade_id')
    .select(['e.empresa_id', 'e.modelo_id', 'm.codigo as modelo', 'm.serie', 'm.vigente_ate', 'e.cnpj', 'e.crt'])
    .select(['e.inscricao_estadual', 'e.razao_social', 'e.logradouro', 'e.numero', 'e.bairro', 'e.cep', 'e.ambiente'])
    .select(['e.endereco_consulta', 'c.codigo_ibge', 'c.nome as cidade', 'c.uf'])
    .where('e.empresa_id', '=', empresaId)
    .executeTakeFirst();
}

/** The companies for which notes can be issued. */
export async function empresasEmitentes(db: Reader): Promise<number[]> {
  const rows = await db.selectFrom('emitente_fiscal').select('empresa_id').orderBy('empresa_id').execute();
  return rows.map(({ empresa_id }) => empresa_id);
}

/** The tax rules of a company. */
export function regrasDa(db: Reader, empresaId: number): Promise<RegraFiscal[]> {
  return db
    .selectFrom('regra_fiscal')
    .select(['id', 'vigente_desde', 'tipo_tecnologia', 'tipo_linha', 'descricao', 'cclass', 'cfop', 'cst_icms'])
    .select(['icms_centesimos', 'pis_centesimos', 'cofins_centesimos', 'fust_centesimos', 'funttel_centesimos'])
    .where('empresa_id', '=', empresaId)
    .orderBy('id')
    .execute();
}

/**
 * Holds a company's numbering until the end of the transaction and gives the last number: notes are numbered without a
 * gap, one issuer at a time.
 */
export async function travarNumeracao(tx: Tx, { empresa_id, modelo_id }: Emitente): Promise<number> {
  await tx
    .insertInto('nota_fiscal_numeracao')
    .values({ empresa_id, modelo_id })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const { ultimo } = await tx
    .selectFrom('nota_fiscal_numeracao')
    .select('ultimo')
    .where('empresa_id', '=', empresa_id)
    .where('modelo_id', '=', modelo_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return ultimo;
}

/** Puts the last number given on record. */
export async function gravarNumeracao(tx: Tx, { empresa_id, modelo_id }: Emitente, ultimo: number): Promise<void> {
  await tx
    .updateTable('nota_fiscal_numeracao')
    .set({ ultimo })
    .where('empresa_id', '=', empresa_id)
    .where('modelo_id', '=', modelo_id)
    .execute();
}
