import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { preparedById } from '#platform/by-id.ts';
import { telefoneCelular, telefoneFixo } from './telefones.ts';

/** A customer with all contracts, cancelled ones too, in one statement. */
export const informacoesDoCliente = preparedById((db, id) =>
  db
    .selectFrom('cliente as c')
    .select(['c.id', 'c.nome', 'c.documento', 'c.rg', 'c.email', 'c.nome_mae', 'c.nascimento'])
    .select([telefoneFixo('c.id'), telefoneCelular('c.id')])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('contrato as k')
          .innerJoin('plano as p', 'p.id', 'k.plano_id')
          .select(['k.id', 'k.status', 'p.descricao'])
          .whereRef('k.cliente_id', '=', 'c.id')
          .orderBy('k.id'),
      ).as('contratos'),
    )
    .where('c.id', '=', id)
    .where('c.situacao', '!=', 'E'),
);

/** What the app shows at its login: the customer and the contracts that are not cancelled. */
export const clienteDoApp = preparedById((db, id) =>
  db
    .selectFrom('cliente as c')
    .select(['c.id', 'c.nome', 'c.nome_tratamento', 'c.documento', 'c.email', 'c.nascimento'])
    .select([telefoneFixo('c.id'), telefoneCelular('c.id')])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('contrato as k')
          .innerJoin('plano as p', 'p.id', 'k.plano_id')
          .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
          .select([
            'k.id',
            'k.status',
            'k.valor',
            'k.vencimento_id',
            'p.descricao as plano',
            't.descricao as tecnologia',
          ])
          .whereRef('k.cliente_id', '=', 'c.id')
          .where('k.status', '!=', 'CANCELADO')
          .orderBy('k.id'),
      ).as('contratos'),
    )
    .where('c.id', '=', id),
);
