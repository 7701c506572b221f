import { sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import { telefoneCelular, telefoneFixo } from '#modules/clientes/index.ts';
import { equipamentoEmUso } from '#modules/equipamentos/index.ts';
import { type Param, prepared } from '#platform/statement.ts';

/** A ticket with contract, plan, equipment, box and addresses, in one statement (page 195); no row: no ticket. */
export const detalhesDoAtendimento = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('atendimento as a')
    .innerJoin('cliente as c', 'c.id', 'a.cliente_id')
    .leftJoin('contrato as k', 'k.id', 'a.contrato_id')
    .leftJoin('plano as p', 'p.id', 'k.plano_id')
    .leftJoin('plano_rede as pr', 'pr.plano_id', 'p.id')
    .leftJoin('velocidade as ve', (join) =>
      join.on((on) => on('ve.id', '=', on.fn.coalesce('k.velocidade_id', 'pr.velocidade_id'))),
    )
    .leftJoinLateral(
      (eb) => equipamentoEmUso(eb.ref('k.id')).as('q'),
      (join) => join.onTrue(),
    )
    .select(['a.id', 'a.descricao', 'a.protocolo', 'a.tipo_atendimento_id', 'a.status', 'a.aberto_em'])
    .select(['a.centro_custo_destino_id', 'a.contrato_id', 'k.tipo_contrato_id', 'p.descricao as plano'])
    .select(['ve.descricao as velocidade', 'c.id as cliente_id', 'c.nome', 'q.serial', 'q.mac'])
    .select([telefoneFixo('c.id'), telefoneCelular('c.id')])
    .select((eb) => [
      eb
        .selectFrom('visita as v')
        .select('v.inicio')
        .whereRef('v.atendimento_id', '=', 'a.id')
        .where('v.situacao', 'in', ['AGENDADA', 'REALIZADA'])
        .orderBy('v.id', 'desc')
        .limit(1)
        .as('visita_em'),
      jsonObjectFrom(
        eb
          .selectFrom('saida_caixa as s')
          .innerJoin('caixa as cx', 'cx.id', 's.caixa_id')
          .select(['cx.id', 'cx.descricao', 'cx.mapeamento', 'cx.id_componente_cm', 'cx.id_location_cm'])
          .select(['cx.id_porta_componente_cm', 's.id as saida_id', 's.descricao as saida'])
          .whereRef('s.contrato_id', '=', 'k.id'),
      ).as('caixa'),
      jsonArrayFrom(
        eb
          .selectFrom('contrato_endereco as ke')
          .innerJoin('cliente_endereco as e', 'e.id', 'ke.cliente_endereco_id')
          .leftJoin('logradouro as l', 'l.id', 'e.logradouro_id')
          .leftJoin('bairro as b', 'b.id', 'l.bairro_id')
          .leftJoin('cidade as ci', (join) =>
            join.on((on) => on('ci.id', '=', on.fn.coalesce('b.cidade_id', 'e.cidade_id'))),
          )
          .leftJoin('classificacao_endereco as cl', 'cl.id', 'e.classificacao_id')
          .leftJoin('condominio_cm as co', 'co.id', 'e.condominio_cm_id')
          .leftJoin('condominio as cn', 'cn.id', 'e.condominio_id')
          .select(['e.id', 'e.complemento', 'e.numero', 'e.tipo', 'e.referencia', 'cl.id as classificacao_id'])
          .select(['cl.descricao as classificacao', 'b.id as bairro_id', 'ci.id as cidade_id'])
          .select((sub) => [
            sub.fn.coalesce('co.id', 'cn.id').as('condominio_id'),
            sub.fn.coalesce('co.nome', 'cn.nome').as('condominio'),
            sub.fn.coalesce('co.numero', 'cn.numero').as('condominio_numero'),
          ])
          .select(['e.bloco_cm_id', 'e.apto', 'e.numero_casa', 'e.andar'])
          .select([
            sql<string | null>`e.latitude::text`.as('latitude'),
            sql<string | null>`e.longitude::text`.as('longitude'),
            sql<string | null>`coalesce(b.nome, e.bairro)`.as('bairro'),
            sql<string | null>`coalesce(ci.nome, e.cidade)`.as('cidade'),
            sql<string | null>`coalesce(ci.uf, e.uf)`.as('uf'),
            sql<string | null>`coalesce(trim(l.tipo_abreviado || ' ' || l.nome), e.logradouro)`.as('logradouro'),
            sql<string | null>`coalesce(l.cep, nullif(regexp_replace(e.cep, '\\D', '', 'g'), ''))`.as('cep'),
          ])
          .whereRef('ke.contrato_id', '=', 'k.id')
          .orderBy('e.id'),
      ).as('enderecos'),
    ])
    .where('a.id', '=', param('id')),
);
