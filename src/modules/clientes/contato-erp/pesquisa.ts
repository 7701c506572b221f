import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Reader } from '#platform/db.ts';
import { enderecoErp, momentoErp, telefoneErp } from './leitura.ts';

export interface PesquisaErp {
  /** A part of the name or code. */
  texto: string | null;
  /** A document or the beginning of one, without punctuation. */
  documento: string | null;
  vendedorId: number | null;
  nomeVendedor: string | null;
  situacao: 'A' | 'I' | 'S' | 'E' | null;
  /** Local time of São Paulo, `yyyy-MM-dd HH:mm:ss`: from that moment on. */
  criadoDesde: string | null;
  atualizadoDesde: string | null;
}

/** How many contacts match; without a situation all but the excluded. */
export async function contarContatosErp(db: Reader, pesquisa: PesquisaErp): Promise<number> {
  const { total } = await db
    .selectFrom('cliente as c')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(condicoes(pesquisa))
    .executeTakeFirstOrThrow();
  return total;
}

/** One page of them by id, so that contacts made meanwhile do not move the pages. */
export function contatosErp(
  db: Reader,
  pesquisa: PesquisaErp,
  { pagina, porPagina }: { pagina: number; porPagina: number },
) {
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('cliente as c')
        .selectAll()
        .where(condicoes(pesquisa))
        .orderBy('c.id')
        .limit(porPagina)
        .offset((pagina - 1) * porPagina)
        .as('c'),
    )
    .leftJoin('usuario as v', 'v.id', 'c.vendedor_id')
    .select(['c.id', 'c.codigo', 'c.nome', 'c.nome_fantasia', 'c.tipo_pessoa', 'c.documento', 'c.situacao', 'c.email'])
    .select(['c.vendedor_id', 'v.nome as nome_vendedor'])
    .select([momentoErp('c.criado_em').as('data_criacao'), enderecoErp('PADRAO', 'c.id').as('endereco')])
    .select(telefoneErp(['RESIDENCIAL', 'COMERCIAL'], 'c.id').as('fone'))
    .orderBy('c.id')
    .execute();
}

// The branches of a company share the first eight characters, and a search for one finds them all.
const RAIZ_CNPJ = 8;
const CNPJ = 14;

function condicoes(pesquisa: PesquisaErp): RawBuilder<SqlBool> {
  const { texto, documento, vendedorId, nomeVendedor, situacao, criadoDesde, atualizadoDesde } = pesquisa;
  const todas = [situacao === null ? sql<SqlBool>`c.situacao <> 'E'` : sql<SqlBool>`c.situacao = ${situacao}`];
  if (texto !== null) todas.push(parteDe("c.nome || ' ' || coalesce(c.codigo, '')", texto));
  if (documento !== null) {
    const inicio = documento.length === CNPJ ? documento.slice(0, RAIZ_CNPJ) : documento;
    todas.push(sql<SqlBool>`c.documento like ${`${escapeLike(inicio)}%`}`);
  }
  if (vendedorId !== null) todas.push(sql<SqlBool>`c.vendedor_id = ${vendedorId}::bigint`);
  if (nomeVendedor !== null) {
    todas.push(sql<SqlBool>`c.vendedor_id in (select v.id from usuario v where ${parteDe('v.nome', nomeVendedor)})`);
  }
  if (criadoDesde !== null) todas.push(desde('c.criado_em', criadoDesde));
  if (atualizadoDesde !== null) todas.push(desde('c.atualizado_em', atualizadoDesde));
  return sql<SqlBool>`(${sql.join(todas, sql` and `)})`;
}

// The index knows three letters at least, a blank before a word among them: a shorter term is looked for where words begin.
const SHORTEST = 3;

function parteDe(expressao: string, texto: string): RawBuilder<SqlBool> {
  const chave = sql`chave_busca(${sql.raw(expressao)})`;
  const termo = escapeLike(texto);
  if ([...texto].length >= SHORTEST) return sql<SqlBool>`${chave} like '%' || chave_busca(${termo}) || '%'`;
  return sql<SqlBool>`(${chave} like chave_busca(${termo}) || '%' or ${chave} like '% ' || chave_busca(${termo}) || '%')`;
}

const desde = (coluna: string, momento: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.ref(coluna)} >= ${momento}::timestamp at time zone 'America/Sao_Paulo'`;

const escapeLike = (texto: string): string => texto.replace(/[\\%_]/g, '\\$&');
