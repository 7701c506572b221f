import { type Expression, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';

interface Onde {
  hoje: Expression<Day>;
  tipoContrato: Expression<number>;
  /** FISICA or JURIDICA; null: either. */
  pessoa: Expression<string | null>;
  /** null: anywhere. */
  cidade: Expression<number | null>;
}

/**
 * Whether plan `p` is for sale: to that kind of person, under that kind of contract, in that city, at a price. A plan
 * of the price table has one where a row is valid today for an area of the city or of one of its districts; without
 * a price for companies it is not for sale to them.
 *
 * The price is looked up plan by plan (a scalar, where `exists` would let the planner hash the whole price table).
 */
export function vendavel({ hoje, tipoContrato, pessoa, cidade }: Onde) {
  return sql<boolean>`(p.a_venda
    and case ${pessoa}::text when 'FISICA' then p.pessoa_fisica when 'JURIDICA' then p.pessoa_juridica else true end
    and exists (select from plano_tipo_contrato k where k.plano_id = p.id and k.tipo_contrato_id = ${tipoContrato})
    and (${cidade}::integer is null
      or exists (select from plano_cidade k where k.plano_id = p.id and k.cidade_id = ${cidade})
      or not exists (select from plano_cidade k where k.plano_id = p.id))
    and case when not p.utiliza_tabela_preco then p.valor is not null else coalesce((
      select true from tabela_preco x
      where x.plano_id = p.id and x.tipo_contrato_id = ${tipoContrato} and ${hoje} between x.inicio and x.fim
        and (${pessoa}::text is null or x.tipo_pessoa = ${pessoa})
        and (${cidade}::integer is null or x.area_cobertura_id = any(array(
          select c.area_cobertura_id from area_cobertura_cidade c where c.cidade_id = ${cidade}
          union all
          select d.area_cobertura_id from area_cobertura_bairro d join bairro b on b.id = d.bairro_id
          where b.cidade_id = ${cidade})))
      limit 1), false) end)`;
}
