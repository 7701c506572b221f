import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { type Param, prepared } from '#platform/statement.ts';

/** A contract with its plan and addresses, in one statement. */
export const informacoesDoContrato = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('contrato as k')
    .innerJoin('plano as p', 'p.id', 'k.plano_id')
    .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
    .innerJoin('tipo_contrato as tc', 'tc.id', 'k.tipo_contrato_id')
    .select([
      'k.id',
      'k.status',
      'k.valor',
      'k.vencimento_id',
      'p.descricao as plano',
      'tc.nome as tipo_contrato',
      't.descricao as tecnologia',
      't.tipo as tipo_tecnologia',
    ])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('contrato_endereco as ke')
          .innerJoin('cliente_endereco as e', 'e.id', 'ke.cliente_endereco_id')
          .leftJoin('logradouro as l', 'l.id', 'e.logradouro_id')
          .leftJoin('bairro as b', 'b.id', 'l.bairro_id')
          .leftJoin('cidade as c', (join) =>
            join.on((on) => on('c.id', '=', on.fn.coalesce('b.cidade_id', 'e.cidade_id'))),
          )
          .select(['e.tipo', 'e.numero', 'e.complemento', 'l.tipo as tipo_logradouro'])
          .select((sub) => [
            sub.fn.coalesce('l.nome', 'e.logradouro').as('logradouro'),
            sub.fn.coalesce('b.nome', 'e.bairro').as('bairro'),
            sub.fn.coalesce('c.nome', 'e.cidade').as('cidade'),
            sub.fn.coalesce('c.uf', 'e.uf').as('uf'),
            sub.fn.coalesce('l.cep', 'e.cep').as('cep'),
          ])
          .whereRef('ke.contrato_id', '=', 'k.id')
          .orderBy('e.id'),
      ).as('enderecos'),
    )
    .where('k.id', '=', param('id')),
);

/** Whose contract it is; no row: nobody's. */
export const donoDoContrato = prepared((db, param: Param<{ id: number }>) =>
  db.selectFrom('contrato').select('cliente_id').where('id', '=', param('id')),
);
