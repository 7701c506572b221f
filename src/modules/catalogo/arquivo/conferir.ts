import { sql } from 'kysely';
import type { Reader } from '#platform/db.ts';
import type { Campo } from './campos.ts';
import type { Catalogo } from './ler.ts';
import { itens, linhasDoFilho } from './linhas.ts';
import type { Caminho, Problema } from './problema.ts';
import type { Registro, Secao } from './secao.ts';
import { secoes } from './secoes.ts';

/** Ids that come twice in the file: of records, and of what belongs to them. */
export function repetidos(arquivo: Catalogo): Problema[] {
  return secoes.flatMap((secao) => {
    const seen = new Set<string>();
    return withPlace(secao, arquivo).flatMap(({ registro, caminho }) => [
      ...once(seen, `${secao.tabela} ${registro.id}`, [...caminho, 'id'], registro.id),
      ...Object.entries(secao.filhos).flatMap(([nome, filho]) =>
        linhasDoFilho(nome, filho, registro).flatMap((row, i) => {
          const key = filho.chave.map((coluna) => row[coluna]);
          const place = filho.forma === 'objeto' ? [...caminho, nome] : [...caminho, nome, i];
          return once(seen, `${filho.tabela} ${key}`, place, key.at(-1));
        }),
      ),
    ]);
  });
}

function once(seen: Set<string>, key: string, caminho: Caminho, id: unknown): Problema[] {
  if (seen.has(key)) return [{ caminho, codigo: 'repetido', fatos: { id } }];
  seen.add(key);
  return [];
}

interface Mencao {
  caminho: Caminho;
  tabela: string;
  id: unknown;
}

/**
 * References to what does not exist. A section that is in the file must itself hold what is referred to; one that is
 * not, and what the file never holds (companies, cities, districts, profiles), is looked up in the database.
 */
export async function referenciasPerdidas(db: Reader, arquivo: Catalogo): Promise<Problema[]> {
  const mentions = secoes.flatMap((secao) => withPlace(secao, arquivo).flatMap((placed) => mencoes(secao, placed)));
  const problems: Problema[] = [];
  for (const [tabela, list] of Map.groupBy(mentions, (mention) => mention.tabela)) {
    const known = await conhecidos(db, arquivo, tabela, [...new Set(list.map(({ id }) => id))]);
    for (const { caminho, id } of list) {
      if (!known.has(id)) problems.push({ caminho, codigo: 'referencia', fatos: { tabela, id } });
    }
  }
  return problems;
}

interface Lugar {
  registro: Registro;
  caminho: (string | number)[];
}

const withPlace = ({ nome }: Secao, arquivo: Catalogo): Lugar[] =>
  (arquivo[nome] ?? []).map((registro, i) => ({ registro, caminho: [nome, i] }));

function mencoes(secao: Secao, { registro, caminho }: Lugar): Mencao[] {
  const own = dosCampos(secao.campos, registro, caminho);
  const children = Object.entries(secao.filhos).flatMap(([nome, filho]) =>
    itens(nome, filho, registro).flatMap((item, i) => {
      if (filho.forma === 'objeto') return dosCampos(filho.campos, item, [...caminho, nome]);
      const found = dosCampos(filho.campos, item, [...caminho, nome, i]);
      return filho.forma === 'lista' ? found : found.map((mention) => ({ ...mention, caminho: [...caminho, nome, i] }));
    }),
  );
  return [...own, ...children];
}

function dosCampos(campos: Readonly<Record<string, Campo>>, item: Record<string, unknown>, caminho: Caminho): Mencao[] {
  return Object.entries(campos).flatMap(([nome, { aponta }]) => {
    const valor = item[nome];
    if (!aponta || valor === undefined) return [];
    const place = [...caminho, nome];
    if (!Array.isArray(valor)) return [{ caminho: place, tabela: aponta, id: valor }];
    return valor.map((id, i) => ({ caminho: [...place, i], tabela: aponta, id }));
  });
}

async function conhecidos(db: Reader, arquivo: Catalogo, tabela: string, ids: unknown[]): Promise<Set<unknown>> {
  const secao = secoes.find((candidate) => candidate.tabela === tabela);
  const listed = secao && arquivo[secao.nome];
  if (listed) return new Set(listed.map(({ id }) => id));
  const key = sql.ref(tabela === 'uf' ? 'sigla' : 'id');
  const { rows } = await sql<{ key: unknown }>`
    select ${key} as key from ${sql.table(tabela)} where ${key} = any(${ids})`.execute(db);
  return new Set(rows.map((row) => row.key));
}
