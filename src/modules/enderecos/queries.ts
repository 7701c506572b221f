import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { type Param, prepared } from '#platform/statement.ts';

/**
 * The first street of a CEP, whether it has others, and the states that they lie in. A town with one CEP has hundreds
 * of streets under it, so none but the first is fetched.
 */
export const enderecoPorCep = prepared((db, param: Param<{ cep: string }>) =>
  db
    .selectFrom('logradouro as l')
    .innerJoin('bairro as b', 'b.id', 'l.bairro_id')
    .innerJoin('cidade as c', 'c.id', 'b.cidade_id')
    .select(['l.id', 'l.nome', 'l.nome_abreviado', 'l.tipo', 'l.tipo_abreviado', 'l.cep'])
    .select(['b.nome as bairro', 'b.nome_abreviado as bairro_abreviado'])
    .select(['c.id as cidade_id', 'c.nome as cidade', 'c.uf', 'c.codigo_ibge', 'c.nome_ibge', 'c.abreviatura'])
    .select(['c.costing_code_sap', 'c.consulta_spc'])
    .select((eb) =>
      eb
        .exists(eb.selectFrom('logradouro as o').whereRef('o.cep', '=', 'l.cep').whereRef('o.id', '!=', 'l.id'))
        .as('varios'),
    )
    .select((eb) =>
      eb
        .selectFrom('logradouro as o')
        .innerJoin('bairro as ob', 'ob.id', 'o.bairro_id')
        .innerJoin('cidade as oc', 'oc.id', 'ob.cidade_id')
        .select(sql<string[]>`array_agg(distinct oc.uf::text order by oc.uf::text)`.as('ufs'))
        .whereRef('o.cep', '=', 'l.cep')
        .as('ufs'),
    )
    .where('l.cep', '=', param('cep'))
    .orderBy('l.id')
    .limit(1),
);

/** A state with its cities; with a CEP only those that have a street of that CEP. */
export const cidadesDaUf = prepared((db, param: Param<{ uf: string; cep: string | null }>) =>
  db
    .selectFrom('uf')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('cidade as c')
          .select(['c.id', 'c.nome', 'c.uf'])
          .whereRef('c.uf', '=', 'uf.sigla')
          .where(({ or, eb, selectFrom }) =>
            or([
              eb(sql<string | null>`${param('cep')}::text`, 'is', null),
              eb(
                'c.id',
                'in',
                selectFrom('logradouro as l')
                  .innerJoin('bairro as b', 'b.id', 'l.bairro_id')
                  .select('b.cidade_id')
                  .where('l.cep', '=', param('cep')),
              ),
            ]),
          )
          .orderBy('c.nome')
          .orderBy('c.id'),
      ).as('cidades'),
    )
    .where('uf.sigla', '=', param('uf')),
);

/** A city with its districts; with a CEP only those that have a street of that CEP. */
export const bairrosDaCidade = prepared((db, param: Param<{ id: number; cep: string | null }>) =>
  db
    .selectFrom('cidade as c')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('bairro as b')
          .select(['b.id', 'b.nome'])
          .whereRef('b.cidade_id', '=', 'c.id')
          .where(({ or, eb, selectFrom }) =>
            or([
              eb(sql<string | null>`${param('cep')}::text`, 'is', null),
              eb('b.id', 'in', selectFrom('logradouro as l').select('l.bairro_id').where('l.cep', '=', param('cep'))),
            ]),
          )
          .orderBy('b.nome')
          .orderBy('b.id'),
      ).as('bairros'),
    )
    .where('c.id', '=', param('id')),
);

/** A district with its streets; with a CEP only those of that CEP. */
export const logradourosDoBairro = prepared((db, param: Param<{ id: number; cep: string | null }>) =>
  db
    .selectFrom('bairro as b')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('logradouro as l')
          .select(['l.id', 'l.nome', 'l.cep', 'l.tipo', 'l.nome_abreviado'])
          .whereRef('l.bairro_id', '=', 'b.id')
          .where(({ or, eb }) =>
            or([eb(sql<string | null>`${param('cep')}::text`, 'is', null), eb('l.cep', '=', param('cep'))]),
          )
          .orderBy('l.nome')
          .orderBy('l.id'),
      ).as('logradouros'),
    )
    .where('b.id', '=', param('id')),
);

/** A street with the ConnectMaster condominiums at a number: a row for each block, and one for each without blocks. */
export const condominiosCmDoEndereco = prepared((db, param: Param<{ id: number; numero: string }>) =>
  db
    .selectFrom('logradouro as l')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('condominio_cm as c')
          .leftJoin('bloco_cm as b', 'b.condominio_cm_id', 'c.id')
          .select(['c.id', 'c.nome', 'c.numero', 'c.status', 'c.tipo'])
          .select(['b.id as bloco', 'b.id_bloco', 'b.nome as nome_bloco'])
          .whereRef('c.logradouro_id', '=', 'l.id')
          .where('c.numero', '=', param('numero'))
          .orderBy('c.id')
          .orderBy('b.id'),
      ).as('condominios'),
    )
    .where('l.id', '=', param('id')),
);

/** A street with the condominiums at a number. */
export const condominiosDoEndereco = prepared((db, param: Param<{ id: number; numero: string }>) =>
  db
    .selectFrom('logradouro as l')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('condominio as c')
          .select(['c.id', 'c.nome', 'c.numero', 'c.tipo'])
          .whereRef('c.logradouro_id', '=', 'l.id')
          .where('c.numero', '=', param('numero'))
          .orderBy('c.id'),
      ).as('condominios'),
    )
    .where('l.id', '=', param('id')),
);

/** The address classes in use. */
export const classificacoesAtivas = prepared((db) =>
  db
    .selectFrom('classificacao_endereco')
    .select(['id', 'descricao', 'ativo', 'condominio', 'shopping'])
    .where('ativo', '=', true)
    .orderBy('id'),
);
