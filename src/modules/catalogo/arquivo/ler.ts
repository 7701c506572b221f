import { sql } from 'kysely';
import type { Reader } from '#platform/db.ts';
import { registroDe } from './linhas.ts';
import type { Filho, Linha, Registro, Secao } from './secao.ts';
import { secoes } from './secoes.ts';

/** A catalogue: its sections by name. One that is absent is left as it is by an import. */
export type Catalogo = Readonly<Record<string, Registro[]>>;

/** The whole catalogue as it is now, each record in the form that an export gives it. */
export async function lerCatalogo(db: Reader): Promise<Catalogo> {
  const catalogo: Record<string, Registro[]> = {};
  for (const secao of secoes) catalogo[secao.nome] = await lerSecao(db, secao);
  return catalogo;
}

async function lerSecao(db: Reader, secao: Secao): Promise<Registro[]> {
  const linhas = await rowsOf(db, secao.tabela, columnsOf(secao, ['id']), ['id']);
  const children = new Map<string, Map<unknown, Linha[]>>();
  for (const [nome, filho] of Object.entries(secao.filhos)) {
    const order = filho.ordem ? [filho.dono, filho.ordem] : filho.chave;
    const rows = await rowsOf(db, filho.tabela, columnsOf(filho, [filho.dono]), order);
    children.set(
      nome,
      Map.groupBy(rows, (row) => row[filho.dono]),
    );
  }
  return linhas.map((linha) =>
    registroDe(
      secao,
      linha,
      Object.fromEntries([...children].map(([nome, groups]) => [nome, groups.get(linha['id']) ?? []])),
    ),
  );
}

const columnsOf = ({ campos }: Secao | Filho, more: string[]): string[] => [
  ...new Set([...more, ...Object.values(campos).flatMap(({ colunas }) => colunas)]),
];

async function rowsOf(db: Reader, tabela: string, columns: string[], order: readonly string[]): Promise<Linha[]> {
  const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
  const query = sql<Linha>`select ${refs(columns)} from ${sql.table(tabela)} order by ${refs(order)}`;
  return (await query.execute(db)).rows;
}
