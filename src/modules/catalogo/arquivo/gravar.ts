import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';
import { advanceIdentity } from '#platform/identity.ts';
import type { Diferenca } from './diferencas.ts';
import { linhaDe, linhasDoFilho } from './linhas.ts';
import type { Problema } from './problema.ts';
import type { Filho, Linha, Registro, Secao } from './secao.ts';
import { secoes } from './secoes.ts';

const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Writes the differences: the tables in the order in which they refer to each other, removals last and backwards.
 * Gives the records that could not be removed because something refers to them.
 */
export async function gravar(tx: Tx, diferencas: readonly Diferenca[]): Promise<Problema[]> {
  const bySection = Map.groupBy(diferencas, ({ secao }) => secao);
  for (const secao of secoes) await gravarSecao(tx, secao, bySection.get(secao.nome) ?? []);
  const problems: Problema[] = [];
  for (const secao of secoes.toReversed()) {
    const removed = (bySection.get(secao.nome) ?? []).filter(({ depois }) => !depois);
    for (const { id } of removed) problems.push(...(await remover(tx, secao, id)));
  }
  // What is only seen at commit is seen now, in a simulation too.
  if (problems.length === 0) await sql`set constraints all immediate`.execute(tx);
  return problems;
}

async function gravarSecao(tx: Tx, secao: Secao, diferencas: readonly Diferenca[]): Promise<void> {
  const written = diferencas.flatMap(({ depois }) => (depois ? [linhaDe(secao, depois)] : []));
  await upsert(tx, secao.tabela, ['id'], written);
  for (const [nome, filho] of Object.entries(secao.filhos)) await gravarFilhos(tx, nome, filho, diferencas);
  if (written.length > 0) await advanceIdentity(tx, secao.tabela);
}

async function gravarFilhos(tx: Tx, nome: string, filho: Filho, diferencas: readonly Diferenca[]): Promise<void> {
  const rows = (registro: Registro | null) => (registro ? linhasDoFilho(nome, filho, registro) : []);
  const keyOf = (row: Linha) => filho.chave.map((coluna) => row[coluna]).join(' ');
  const before = new Map(diferencas.flatMap(({ antes }) => rows(antes)).map((row) => [keyOf(row), row]));
  const after = new Map(diferencas.flatMap(({ depois }) => rows(depois)).map((row) => [keyOf(row), row]));
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, row]) => row);
  const changed = [...after].filter(([key, row]) => !isDeepStrictEqual(row, before.get(key))).map(([, row]) => row);
  await excluir(tx, filho, gone);
  await upsert(tx, filho.tabela, filho.chave, changed);
  if (changed.length > 0) await advanceIdentity(tx, filho.tabela);
}

async function upsert(tx: Tx, tabela: string, chave: readonly string[], rows: readonly Linha[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
  const others = columns.filter((column) => !chave.includes(column));
  const set = sql.join(others.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`));
  await sql`insert into ${sql.table(tabela)} (${refs(columns)})
    select ${refs(columns)} from json_populate_recordset(null::${sql.table(tabela)}, ${JSON.stringify(rows)}::json)
    on conflict (${refs(chave)}) do ${others.length > 0 ? sql`update set ${set}` : sql`nothing`}`.execute(tx);
}

async function excluir(tx: Tx, { tabela, chave }: Filho, rows: readonly Linha[]): Promise<void> {
  if (rows.length === 0) return;
  const same = sql.join(
    chave.map((coluna) => sql`t.${sql.ref(coluna)} = r.${sql.ref(coluna)}`),
    sql` and `,
  );
  await sql`delete from ${sql.table(tabela)} t
    using json_populate_recordset(null::${sql.table(tabela)}, ${JSON.stringify(rows)}::json) r where ${same}`.execute(
    tx,
  );
}

async function remover(tx: Tx, { nome, tabela }: Secao, id: number): Promise<Problema[]> {
  await sql`savepoint remocao`.execute(tx);
  try {
    await sql`delete from ${sql.table(tabela)} where id = ${id}`.execute(tx);
    await sql`release savepoint remocao`.execute(tx);
    return [];
  } catch (error) {
    const { code, table } = error as { code?: string; table?: string };
    if (code !== FOREIGN_KEY_VIOLATION) throw error;
    await sql`rollback to savepoint remocao`.execute(tx);
    return [{ caminho: [nome], codigo: 'em_uso', fatos: { id, tabela: table } }];
  }
}
