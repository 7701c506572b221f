import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';

/** A catalogue of a large provider: 40 cities, each plan in 5 of them, half of the plans in the price table. */
export const SIZE = { cidades: 40, bairros: 20, planos: 2000, promocoes: 500, caixas: 200_000 };

/** Fills an empty database. Half of the plans are of technology 1. */
export async function fill(db: Database): Promise<void> {
  const statements = [
    sql`create table bench_cidade as
      select row_number() over (order by id) - 1 as n, id, uf from (select id, uf from cidade order by id limit ${sql.lit(SIZE.cidades)}) c`,
    sql`insert into tecnologia (id, descricao, tipo) select n, 'TECNOLOGIA ' || n, 'INTERNET' from generate_series(1, 9) n`,
    sql`insert into tipo_contrato (id, nome) select n, 'TIPO ' || n from generate_series(1, 4) n`,
    sql`insert into servico (id, descricao, valor) select n, 'SERVICO ' || n, 10000 from generate_series(1, 20) n`,
    sql`insert into velocidade (id, descricao, download_kbps, upload_kbps)
      select n, n || ' MEGA', n * 1024, n * 512 from generate_series(1, 20) n`,
    sql`insert into bairro (id, cidade_id, nome, nome_abreviado)
      select c.n * ${sql.lit(SIZE.bairros)} + b, c.id, 'BAIRRO ' || b, 'B ' || b
      from bench_cidade c, generate_series(1, ${sql.lit(SIZE.bairros)}) b`,
    sql`insert into area_cobertura (id, descricao) select n + 1, 'AREA ' || n from bench_cidade`,
    sql`insert into area_cobertura_cidade (cidade_id, area_cobertura_id) select id, n + 1 from bench_cidade`,
    sql`insert into area_cobertura_bairro (bairro_id, area_cobertura_id)
      select id, 1 + id % ${sql.lit(SIZE.cidades)} from bairro where id % 10 = 0`,
    sql`insert into plano (id, descricao, tecnologia_id, valor, a_venda, utiliza_tabela_preco, servico_instalacao_id)
      select n, 'PLANO ' || n, case when n % 2 = 0 then 1 else 2 + n % 8 end, case when n % 4 < 2 then 9990 end,
        true, n % 4 >= 2, 1 + n % 20
      from generate_series(1, ${sql.lit(SIZE.planos)}) n`,
    sql`insert into plano_tipo_contrato (plano_id, tipo_contrato_id)
      select p.id, t from plano p, generate_series(1, 2) t`,
    sql`insert into plano_cidade (plano_id, cidade_id)
      select p.id, c.id from plano p join bench_cidade c on (c.n + p.id / 4) % 8 = 0`,
    sql`insert into plano_rede (plano_id, velocidade_id) select id, 1 + id % 20 from plano`,
    sql`insert into tabela_preco (plano_id, tipo_contrato_id, area_cobertura_id, tipo_pessoa, velocidade_id, valor)
      select p.id, t, a.area_cobertura_id, pessoa, v, 8000 + v
      from plano p join plano_cidade k on k.plano_id = p.id join area_cobertura_cidade a on a.cidade_id = k.cidade_id,
        generate_series(1, 2) t, unnest(array['FISICA', 'JURIDICA']) pessoa, generate_series(1, 2) v
      where p.utiliza_tabela_preco`,
    sql`insert into promocao (id, descricao, inicio, fim, em_porcentagem, desconto, numero_mensalidades, planos,
        tecnologias, cidades, bairros, ceps)
      select n, 'PROMOCAO ' || n, '2020-01-01', case when n % 5 = 0 then '2021-01-01' else '2190-01-01' end::date, true,
        1000, 12,
        case when n % 2 = 0 then array(select 1 + (n * 7 + i * 13) % ${sql.lit(SIZE.planos)} from generate_series(1, 50) i) end,
        case when n % 3 = 0 then array[1 + n % 9, 1] end,
        case when n % 4 = 0 then array(select id from bench_cidade where n % 8 = promocao % 8) end,
        case when n % 7 = 0 then array(select id from bairro where id % 10 = promocao % 10 and id < 10000) end,
        case when n % 11 = 0 then array['36400000-36499999', '30000000-30999999'] end
      from generate_series(1, ${sql.lit(SIZE.promocoes)}) as g(n), lateral (select n as promocao) l`,
    sql`insert into caixa (descricao, numero, cidade_id, tecnologia_id, latitude, longitude)
      select 'CAIXA ' || n, n, (select id from bench_cidade where bench_cidade.n = g.n % ${sql.lit(SIZE.cidades)}), 1,
        -20 + (g.n % 1000) / 1000.0, -44 + (g.n / 1000) / 1000.0
      from generate_series(1, ${sql.lit(SIZE.caixas)}) as g(n)`,
    sql`vacuum analyze`,
  ];
  for (const statement of statements) await statement.execute(db);
}
