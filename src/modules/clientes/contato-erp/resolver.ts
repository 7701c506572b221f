import { sql } from 'kysely';
import type { Reader } from '#platform/db.ts';
import type { ContatoErp, EnderecoErp, Falha } from './contato.ts';
import { noBrasil } from './rules.ts';

export interface CidadeErp {
  id: number;
  nome: string;
  uf: string;
}

/** What the names of a contact stand for in the register. */
export interface Referencias {
  vendedorId: number | null;
  cidade: CidadeErp | null;
  cidadeCobranca: CidadeErp | null;
}

/** Looks up seller and cities of a contact, and tells which of them the register does not have. */
export async function resolverReferencias(
  db: Reader,
  contato: Pick<ContatoErp, 'idVendedor' | 'nomeVendedor' | 'endereco' | 'cobranca'>,
): Promise<{ referencias: Referencias; falhas: Falha[] }> {
  const falhas: Falha[] = [];
  const ou = <T>(achado: T | Falha): T | null => {
    if (!ehFalha(achado)) return achado;
    falhas.push(achado);
    return null;
  };
  const cidade = ou(await cidadeDe(db, contato.endereco, ''));
  const cidadeCobranca = ou(await cidadeDe(db, contato.cobranca, '_cobranca'));
  const vendedorId = ou(await vendedorDe(db, contato));
  return { referencias: { vendedorId, cidade, cidadeCobranca }, falhas };
}

/** The one street of the city with this CEP and this name (and district, where given); null when there is not just one. */
export async function logradouroDoEndereco(
  db: Reader,
  { endereco, bairro, cep }: EnderecoErp,
  cidadeId: number,
): Promise<number | null> {
  if (endereco === null || cep === null) return null;
  const { rows } = await sql<{ id: number }>`
    select l.id from logradouro l join bairro b on b.id = l.bairro_id
    where l.cep = ${cep} and b.cidade_id = ${cidadeId}
      and chave_busca(${endereco}) in (chave_busca(l.nome), chave_busca(l.tipo || ' ' || l.nome),
        chave_busca(l.tipo_abreviado || ' ' || l.nome))
      and (${bairro}::text is null or chave_busca(${bairro}) = chave_busca(b.nome))
    limit 2`.execute(db);
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

/** The city by its name without accents, in the state when one is named; null for none and for addresses abroad. */
async function cidadeDe(
  db: Reader,
  endereco: EnderecoErp,
  sufixo: '' | '_cobranca',
): Promise<CidadeErp | null | Falha> {
  const { cidade, uf } = endereco;
  if ((cidade === null && uf === null) || !noBrasil(endereco)) return null;
  if (uf !== null && !(await ufExiste(db, uf))) return { codigo: 'contato.uf', fatos: { campo: `uf${sufixo}` } };
  if (cidade === null) return null;
  const { rows } = await sql<CidadeErp>`
    select c.id, c.nome_ibge as nome, c.uf from cidade c join uf u on u.sigla = c.uf
    where chave_busca(c.nome) = chave_busca(${cidade})
      and (${uf}::text is null or chave_busca(${uf}) in (u.sigla, chave_busca(u.nome)))
    order by c.id limit 2`.execute(db);
  if (rows.length === 1) return rows[0] ?? null;
  return {
    codigo: rows.length === 0 ? 'contato.cidade' : 'contato.cidade_ambigua',
    fatos: { campo: `cidade${sufixo}` },
  };
}

async function ufExiste(db: Reader, uf: string): Promise<boolean> {
  const { rows } = await sql`select 1 from uf where chave_busca(${uf}) in (sigla, chave_busca(nome))`.execute(db);
  return rows.length > 0;
}

/** The seller by id, else by name. A seller who has left stays the seller of the contacts that are his. */
async function vendedorDe(
  db: Reader,
  { idVendedor, nomeVendedor }: Pick<ContatoErp, 'idVendedor' | 'nomeVendedor'>,
): Promise<number | null | Falha> {
  if (idVendedor === null && nomeVendedor === null) return null;
  const { rows } = await (idVendedor === null
    ? sql<{
        id: number;
      }>`select id from usuario where vendedor and chave_busca(nome) = chave_busca(${nomeVendedor}) limit 2`
    : sql<{ id: number }>`select id from usuario where vendedor and id = ${idVendedor}::bigint`
  ).execute(db);
  if (rows.length === 1) return rows[0]?.id ?? null;
  return { codigo: rows.length === 0 ? 'contato.vendedor' : 'contato.vendedor_ambiguo' };
}

const ehFalha = (achado: unknown): achado is Falha =>
  typeof achado === 'object' && achado !== null && 'codigo' in achado;
