import { sql } from 'kysely';
import type { Reader } from '#platform/db.ts';
import type { Pagador } from './cnab/remessa-escrever.ts';

/**
 * Customers as payers, by their ids, with the address that bills go to: that of billing, or else the main one. Empty
 * texts stand for what is not on record.
 */
export async function pagadores(db: Reader, clienteIds: readonly number[]): Promise<ReadonlyMap<number, Pagador>> {
  if (clienteIds.length === 0) return new Map();
  const { rows } = await sql<Pagador & { id: number }>`
    select c.id, c.nome, coalesce(c.documento, '') as documento,
      concat_ws(', ',
        nullif(coalesce(concat_ws(' ', l.tipo, l.nome), e.logradouro), ''), nullif(e.numero, ''), nullif(e.complemento, ''))
        as endereco,
      coalesce(b.nome, e.bairro, '') as bairro,
      regexp_replace(coalesce(l.cep, e.cep, ''), '\\D', '', 'g') as cep,
      coalesce(m.nome, e.cidade, '') as cidade, coalesce(m.uf, e.uf, '') as uf
    from cliente c
    left join lateral (
      select * from cliente_endereco e where e.cliente_id = c.id and e.ativo
      order by array_position(array['COBRANCA', 'PADRAO', 'FISCAL', 'INSTALACAO'], e.tipo), e.id limit 1) e on true
    left join logradouro l on l.id = e.logradouro_id
    left join bairro b on b.id = l.bairro_id
    left join cidade m on m.id = coalesce(b.cidade_id, e.cidade_id)
    where c.id = any(${clienteIds as number[]}::integer[])`.execute(db as never);
  return new Map(rows.map(({ id, ...pagador }) => [id, pagador]));
}

/** What a bank does not register a charge without. */
export const pagadorCompleto = ({ documento, endereco, cep, cidade, uf }: Pagador): boolean =>
  (documento.length === 11 || documento.length === 14) &&
  endereco !== '' &&
  cep.length === 8 &&
  cidade !== '' &&
  uf !== '';
