import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Centavos } from '#kernel/money.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { telefoneCelular, telefoneFixo } from './telefones.ts';

// Street and number of where the contract is installed: its own address, or else the customer's standard one.
const endereco = sql<{ tipo: string; endereco: string } | null>`(
  select jsonb_build_object('tipo', e.tipo, 'endereco',
    concat_ws(', ', coalesce(l.nome, e.logradouro), nullif(e.numero, '')))
  from cliente_endereco e
  left join logradouro l on l.id = e.logradouro_id
  left join contrato_endereco ke on ke.cliente_endereco_id = e.id and ke.contrato_id = k.id
  where e.cliente_id = k.cliente_id and e.ativo and (ke.contrato_id is not null or e.tipo = 'PADRAO')
  order by ke.contrato_id is null, e.tipo <> 'INSTALACAO', e.tipo <> 'PADRAO', e.id limit 1)`;

/**
 * All that the app shows after its login, in one statement: the customer, the contracts that are not cancelled, the
 * open invoices by due date, and how many tickets are open.
 */
export const loginCompleto = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('cliente as c')
    .select(['c.id', 'c.nome', 'c.nome_tratamento', 'c.email', 'c.nascimento'])
    .select([telefoneFixo('c.id'), telefoneCelular('c.id')])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('fatura as f')
          .select(['f.id', 'f.vencimento', 'f.numero_boleto', 'f.numero_documento', 'f.debito_automatico'])
          // What is owed, as every list of open invoices has it.
          .select(sql<Centavos>`f.valor - f.valor_baixado`.as('saldo'))
          .select(
            sql<
              number[]
            >`array(select fk.contrato_id from fatura_contrato fk where fk.fatura_id = f.id order by fk.ordem)`.as(
              'contratos',
            ),
          )
          .whereRef('f.cliente_id', '=', 'c.id')
          .where('f.situacao', '=', 'ABERTA')
          .orderBy('f.vencimento')
          .orderBy('f.id'),
      ).as('faturas'),
      jsonArrayFrom(
        eb
          .selectFrom('contrato as k')
          .innerJoin('plano as p', 'p.id', 'k.plano_id')
          .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
          .select(['k.id', 'k.status', 'k.login_radius', 'k.vencimento_id', 'p.franquia_gb', 'p.descricao as plano'])
          .select(['t.descricao as tecnologia', 't.tipo as grupo'])
          .select(endereco.as('endereco'))
          .whereRef('k.cliente_id', '=', 'c.id')
          .where('k.status', '!=', 'CANCELADO')
          .orderBy('k.id'),
      ).as('contratos'),
      eb
        .selectFrom('atendimento as a')
        .select((inner) => inner.fn.countAll<number>().as('abertos'))
        .whereRef('a.cliente_id', '=', 'c.id')
        // As the partial index atendimento_aberto has it.
        .where(sql<boolean>`a.status not in ('SOLUCIONADO', 'SEM_SOLUCAO')`)
        .$asScalar()
        .as('atendimentos_abertos'),
    ])
    .where('c.id', '=', param('id')),
);
