import { sql } from 'kysely';
import { searchKey } from '#kernel/text.ts';
import { lerCidades } from '#modules/enderecos/index.ts';
import { unnest } from '#platform/bulk.ts';
import {
  type Andamento,
  type ImportKind,
  importFile,
  type Lida,
  type MotivoDeForma,
  type Saida,
} from '#platform/csv-import.ts';
import type { Database, Tx } from '#platform/db.ts';
import type { TextFile } from '#platform/text-file.ts';
import {
  type CaixaLida,
  type ColunaDeCaixa,
  type Conhecido,
  faltamDaCaixa,
  lerCaixa,
  type MotivoDeCaixa,
  NOMES_DE_CAIXA,
} from './leitura.ts';

const caixas: ImportKind<ColunaDeCaixa, CaixaLida, MotivoDeCaixa, Conhecido> = {
  tipo: 'caixas',
  nomes: NOMES_DE_CAIXA,
  faltam: faltamDaCaixa,
  preparar: conhecer,
  ler: lerCaixa,
  gravar,
  terminar: (db) => sql`analyze caixa, saida_caixa`.execute(db),
  desconfiarDoFim: true,
};

/**
 * Loads a file of boxes. A box is known by its number within a municipality: one that is there takes what the file says
 * of it, and gets the outputs that it lacks; none is taken away, and what is known of those that are there stays. Goes on
 * where it was interrupted, and throws what importFile throws.
 */
export function importarCaixas(
  db: Database,
  arquivo: TextFile,
  nome: string,
  saida: Saida<MotivoDeCaixa | MotivoDeForma>,
  blockBytes?: number,
): Promise<Andamento | null> {
  return importFile(db, caixas, arquivo, nome, saida, blockBytes);
}

/** What rows of boxes and outputs name. */
export async function conhecer(db: Database): Promise<Conhecido> {
  const rows = await db.selectFrom('tecnologia').select(['id', 'descricao']).orderBy('id', 'desc').execute();
  // Of two of one name the older one counts; the other is named by its id.
  const tecnologias = new Map(rows.map(({ id, descricao }) => [searchKey(descricao), id]));
  for (const { id } of rows) tecnologias.set(String(id), id);
  return { cidades: await lerCidades(db), tecnologias };
}

/** Joins to each row `nova` the box that its number names, as c.id, and how many have that number, as c.n. */
export const caixaDaLinha = sql`cross join lateral (select min(x.id) as id, count(*)::integer as n from caixa x
  where x.cidade_id = nova.cidade_id and x.numero = nova.numero) c`;

async function gravar(tx: Tx, lidas: readonly Lida<CaixaLida>[]) {
  const nova = unnest(lidas, {
    linha: ['integer', ({ linha }) => linha],
    cidade_id: ['integer', ({ lido }) => lido.cidadeId],
    numero: ['text', ({ lido }) => lido.numero],
    descricao: ['text', ({ lido }) => lido.descricao],
    tecnologia_id: ['integer', ({ lido }) => lido.tecnologiaId],
    latitude: ['double precision', ({ lido }) => lido.latitude],
    longitude: ['double precision', ({ lido }) => lido.longitude],
    saidas: ['integer', ({ lido }) => lido.saidas],
    ativa: ['boolean', ({ lido }) => lido.ativa],
  });
  await sql`create temporary table if not exists caixa_lida (linha integer, cidade_id integer, numero text, descricao text,
    tecnologia_id integer, latitude double precision, longitude double precision, saidas integer, ativa boolean,
    caixa_id integer, existentes integer, vale boolean) on commit drop`.execute(tx);
  // A box that stands in a block twice is as its last row says.
  await sql`insert into caixa_lida
    select nova.*, c.id, c.n, row_number() over (partition by nova.cidade_id, nova.numero order by nova.linha desc) = 1 and c.n < 2
    from ${nova} ${caixaDaLinha}`.execute(tx);
  await sql`update caixa c set descricao = l.descricao, tecnologia_id = l.tecnologia_id, latitude = l.latitude,
      longitude = l.longitude, ativa = l.ativa
    from caixa_lida l where l.vale and c.id = l.caixa_id
      and (c.descricao, c.tecnologia_id, c.latitude, c.longitude, c.ativa)
        is distinct from (l.descricao, l.tecnologia_id, l.latitude, l.longitude, l.ativa)`.execute(tx);
  await sql`with nova as (
      insert into caixa (descricao, numero, cidade_id, tecnologia_id, latitude, longitude, ativa)
      select descricao, numero, cidade_id, tecnologia_id, latitude, longitude, ativa from caixa_lida
      where vale and caixa_id is null order by linha
      returning id, cidade_id, numero)
    update caixa_lida l set caixa_id = nova.id from nova
    where l.vale and l.cidade_id = nova.cidade_id and l.numero = nova.numero`.execute(tx);
  await sql`insert into saida_caixa (caixa_id, numero, descricao)
    select l.caixa_id, n, 'SAIDA ' || n from caixa_lida l cross join lateral generate_series(1, l.saidas) n where l.vale
    on conflict (caixa_id, numero) do nothing`.execute(tx);
  const { rows: novas } = await sql<{ n: number }>`
    select count(*)::integer as n from caixa_lida where vale and existentes = 0`.execute(tx);
  const { rows: ambiguas } = await sql<{ linha: number }>`
    select linha from caixa_lida where existentes > 1 order by linha`.execute(tx);
  await sql`drop table caixa_lida`.execute(tx);
  return {
    incluidos: novas[0]?.n ?? 0,
    recusadas: ambiguas.map(({ linha }) => ({ linha, motivo: 'caixa_ambigua' as const })),
  };
}
