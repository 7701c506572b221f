import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import type { Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import type { Pessoa } from './rules.ts';

export interface PrecoPedido {
  planoId: number;
  tipoContratoId: number;
  /** Where it is sold: a coverage area, or the place whose area it is. */
  areaId?: number | null;
  bairroId?: number | null;
  cidadeId?: number | null;
  tipoPessoa: Pessoa;
  velocidadeId?: number | null;
  dia: Day;
}

/**
 * What a plan costs a month: its own value, or that of the price table on the day asked for; null where it has none.
 * The area of the district goes before that of the city, and has its own prices alone. A row for the speed goes
 * before a row for every speed.
 */
export async function precoDoPlano(db: Reader, pedido: PrecoPedido): Promise<Centavos | null> {
  const [row] = await preco(db, { areaId: null, bairroId: null, cidadeId: null, velocidadeId: null, ...pedido });
  return row?.valor ?? null;
}

const preco = prepared((db, param: Param<Required<PrecoPedido>>) =>
  db
    .selectFrom('plano as p')
    .select((eb) =>
      eb
        .case()
        .when('p.utiliza_tabela_preco', '=', false)
        .then(eb.ref('p.valor'))
        .else(
          eb
            .selectFrom('tabela_preco as x')
            .select('x.valor')
            .whereRef('x.plano_id', '=', 'p.id')
            .where('x.tipo_contrato_id', '=', param('tipoContratoId'))
            .where('x.tipo_pessoa', '=', param('tipoPessoa'))
            .where(sql<boolean>`${param('dia')} between x.inicio and x.fim`)
            .where((on) =>
              on.or([on('x.velocidade_id', '=', param('velocidadeId')), on('x.velocidade_id', 'is', null)]),
            )
            .where(
              'x.area_cobertura_id',
              '=',
              sql<number>`coalesce(${param('areaId')},
                (select area_cobertura_id from area_cobertura_bairro where bairro_id = ${param('bairroId')}),
                (select area_cobertura_id from area_cobertura_cidade where cidade_id = ${param('cidadeId')}))`,
            )
            .orderBy('x.velocidade_id', (order) => order.asc().nullsLast())
            .limit(1),
        )
        .end()
        .as('valor'),
    )
    .where('p.id', '=', param('planoId')),
);

interface TabelaPedida {
  planoId: number;
  tipoContratoId: number;
  areaId: number;
  tipoPessoa: Pessoa;
  dia: Day;
}

/** The speeds at which a plan has a price on that day, slowest first. */
export const velocidadesDaTabela = prepared((db, param: Param<TabelaPedida>) =>
  db
    .selectFrom('tabela_preco as x')
    .leftJoin('plano_rede as r', 'r.plano_id', 'x.plano_id')
    .innerJoin('velocidade as v', (join) =>
      join.on((on) => on('v.id', '=', on.fn.coalesce('x.velocidade_id', 'r.velocidade_id'))),
    )
    .select(['v.id', 'v.descricao', 'v.download_kbps', 'v.upload_kbps', 'v.conexao_radius'])
    .distinct()
    .where('x.plano_id', '=', param('planoId'))
    .where('x.tipo_contrato_id', '=', param('tipoContratoId'))
    .where('x.area_cobertura_id', '=', param('areaId'))
    .where('x.tipo_pessoa', '=', param('tipoPessoa'))
    .where(sql<boolean>`${param('dia')} between x.inicio and x.fim`)
    .orderBy('v.download_kbps')
    .orderBy('v.id'),
);

/** A plan with its price in the table on that day; `valor` is null where the table has none. No row: no such plan. */
export const valorDaTabela = prepared((db, param: Param<TabelaPedida & { velocidadeId: number | null }>) =>
  db
    .selectFrom('plano as p')
    .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('tabela_preco as x')
          .select(['x.valor', 'x.velocidade_id'])
          .whereRef('x.plano_id', '=', 'p.id')
          .where('x.tipo_contrato_id', '=', param('tipoContratoId'))
          .where('x.area_cobertura_id', '=', param('areaId'))
          .where('x.tipo_pessoa', '=', param('tipoPessoa'))
          .where(sql<boolean>`${param('dia')} between x.inicio and x.fim`)
          .where((on) => on.or([on('x.velocidade_id', '=', param('velocidadeId')), on('x.velocidade_id', 'is', null)]))
          .orderBy('x.velocidade_id', (order) => order.asc().nullsLast())
          .limit(1)
          .as('tabela'),
      (join) => join.onTrue(),
    )
    .leftJoin('velocidade as v', (join) =>
      join.on((on) => on('v.id', '=', on.fn.coalesce('tabela.velocidade_id', param('velocidadeId')))),
    )
    .select(['p.descricao as plano', 't.tipo as tecnologia', 'tabela.valor', 'v.descricao as velocidade'])
    .where('p.id', '=', param('planoId')),
);

/** The coverage area of a city, if it has one. */
export const areaDaCidade = prepared((db, param: Param<{ cidadeId: number }>) =>
  db
    .selectFrom('area_cobertura_cidade as c')
    .innerJoin('area_cobertura as a', 'a.id', 'c.area_cobertura_id')
    .select(['a.id', 'a.descricao'])
    .where('c.cidade_id', '=', param('cidadeId')),
);
