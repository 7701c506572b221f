import { sql } from 'kysely';
import type { EnderecoErp } from './contato.ts';
import type { TelefoneGravado } from './telefones-rules.ts';

/** An address as it is shown to an ERP. */
export interface EnderecoGravado extends EnderecoErp {
  id: number;
  logradouro_id: number | null;
  /** A contract is installed there. */
  em_contrato: boolean;
}

export type TipoEndereco = 'PADRAO' | 'COBRANCA';

/**
 * The address of a kind that an ERP sees, as JSON, or null: the first active one, and one without a contract rather
 * than one with. `cliente` is the column that holds the customer's id.
 */
export const enderecoErp = (tipo: TipoEndereco, cliente: string) => sql<EnderecoGravado | null>`(
  select to_json(x) from (
    select e.id, e.logradouro_id, case when l.id is null then e.logradouro else btrim(l.tipo || ' ' || l.nome) end as endereco,
      e.numero, e.complemento, coalesce(b.nome, e.bairro) as bairro, coalesce(l.cep, e.cep) as cep,
      coalesce(m.nome_ibge, e.cidade) as cidade, coalesce(m.uf, e.uf) as uf, e.pais,
      exists (select 1 from contrato_endereco ce where ce.cliente_endereco_id = e.id) as em_contrato
    from cliente_endereco e
    left join logradouro l on l.id = e.logradouro_id
    left join bairro b on b.id = l.bairro_id
    left join cidade m on m.id = coalesce(b.cidade_id, e.cidade_id)
    where e.cliente_id = ${sql.ref(cliente)} and e.tipo = ${sql.lit(tipo)} and e.ativo
    order by em_contrato, e.id limit 1) x)`;

type TelefoneMostrado = Pick<TelefoneGravado, 'ddd' | 'numero'>;

/** The first telephone of these kinds, main first, then oldest, as JSON; null when there is none. */
export const telefoneErp = (
  tipos: readonly TelefoneGravado['tipo'][],
  cliente: string,
) => sql<TelefoneMostrado | null>`(
  select json_build_object('ddd', t.ddd, 'numero', t.numero) from cliente_telefone t
  where t.cliente_id = ${sql.ref(cliente)} and t.tipo in (${sql.join(tipos.map((tipo) => sql.lit(tipo)))})
  order by t.principal desc, t.id limit 1)`;

/** An instant as an ERP reads it, in São Paulo. */
export const momentoErp = (coluna: string) =>
  sql<string>`to_char(${sql.ref(coluna)} at time zone 'America/Sao_Paulo', 'DD/MM/YYYY HH24:MI:SS')`;
