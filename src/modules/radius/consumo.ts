import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { equipamentoEmUso } from '#modules/equipamentos/index.ts';
import { type Param, prepared } from '#platform/statement.ts';

/**
 * The bytes of a contract in its present billing period, with its plan's limit in GB; null: none. The document does not
 * say of what period the total is (page 32): the limit is a month's, so the month that is billed together. The days run
 * from vencimento.dia_faturamento_inicial; where a month lacks that day, from its last. No row: no such contract.
 */
export const totalNavegado = prepared((db, param: Param<{ contrato: number; hoje: Day }>) =>
  db
    .selectFrom('contrato as k')
    .innerJoin('vencimento as v', 'v.id', 'k.vencimento_id')
    .innerJoin('plano as p', 'p.id', 'k.plano_id')
    .leftJoin('plano_rede as r', 'r.plano_id', 'p.id')
    .select((eb) => [
      eb.fn.coalesce('p.franquia_gb', 'r.limite_franquia').as('limite_gb'),
      sql<number>`coalesce((select sum(c.download + c.upload)::bigint from radius.consumo_dia c
        where c.contrato_id = k.id and c.dia >= inicio_do_periodo(v.dia_faturamento_inicial, ${param('hoje')}::date)
          and c.dia <= ${param('hoje')}::date), 0)`.as('bytes'),
    ])
    .where('k.id', '=', param('contrato')),
);

/** Sessions of a contract that began from one instant to before another, oldest first. */
export const extratoDeNavegacao = prepared((db, param: Param<{ contrato: number; de: Date; ate: Date }>) =>
  db
    .selectFrom('radius.radacct as s')
    .select([
      's.radacctid',
      's.acctupdatetime',
      's.username',
      's.acctstarttime',
      's.acctstoptime',
      's.acctsessiontime',
      's.acctinputoctets',
      's.acctoutputoctets',
      's.callingstationid',
      's.circuit_id',
      's.acctterminatecause',
      's.faturado',
    ])
    .select((eb) => [
      eb.fn.coalesce('s.coleta_id', 's.radacctid').as('id'),
      sql<string>`host(s.nasipaddress)`.as('nas'),
      sql<string | null>`host(coalesce(s.framedipaddress, s.framedipv6address))`.as('ip'),
    ])
    .where('s.contrato_id', '=', param('contrato'))
    .where('s.acctstarttime', '>=', param('de'))
    .where('s.acctstarttime', '<', param('ate'))
    .orderBy('s.acctstarttime')
    .orderBy('s.radacctid'),
);

/** Counters of a login of this customer from one instant to another, both included, one for each 600 s. */
export const leiturasDoLogin = prepared((db, param: Param<{ contrato: number; de: Date; ate: Date }>) =>
  db
    .selectFrom('radius.leitura as l')
    .select(['l.login', 'l.entrada', 'l.saida'])
    .select(sql<string>`to_char(l.quando at time zone 'America/Sao_Paulo', 'YYYY-MM-DD HH24:MI')`.as('local'))
    .where('l.contrato_id', '=', param('contrato'))
    .where('l.quando', '>=', param('de'))
    .where('l.quando', '<=', param('ate'))
    .orderBy('l.quando'),
);

/** The contract of a login, and whose it is. No row: nobody's. */
export const contratoDoLogin = prepared((db, param: Param<{ login: string }>) =>
  db.selectFrom('contrato').select(['id', 'cliente_id']).where('login_radius', '=', param('login')),
);

/** Internet contracts of a customer that are not cancelled, each with its latest session, its equipment and its Wi-Fi. */
export const ultimasConexoes = prepared((db, param: Param<{ cliente: number }>) =>
  db
    .selectFrom('contrato as k')
    .innerJoin('plano as p', 'p.id', 'k.plano_id')
    .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
    .leftJoin('contrato_wifi as w', 'w.contrato_id', 'k.id')
    .leftJoinLateral(
      (eb) => equipamentoEmUso(eb.ref('k.id')).as('q'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('radius.radacct as r')
          .selectAll('r')
          .select(sql<string>`host(r.nasipaddress)`.as('nas'))
          .whereRef('r.contrato_id', '=', 'k.id')
          .orderBy('r.acctstarttime', 'desc')
          .limit(1)
          .as('s'),
      (join) => join.onTrue(),
    )
    .select(['k.id as contrato_id', 'w.login as wifi_login', 'w.senha as wifi_senha', 'w.criptografia'])
    .select(['q.serial', 'q.fabricante'])
    .select([
      's.radacctid',
      's.acctuniqueid',
      's.acctsessionid',
      's.username',
      's.realm',
      's.nas',
      's.nasportid',
      's.nasporttype',
      's.acctstarttime',
      's.acctupdatetime',
      's.acctstoptime',
      's.acctinterval',
      's.acctsessiontime',
      's.connectinfo_start',
      's.connectinfo_stop',
      's.acctoutputoctets',
      's.calledstationid',
      's.callingstationid',
      's.framedprotocol',
      's.groupname',
    ])
    .where('k.cliente_id', '=', param('cliente'))
    .where('k.status', '!=', 'CANCELADO')
    .where('t.tipo', '=', 'INTERNET')
    .orderBy('k.id'),
);

/** Whether a customer exists. */
export const existeCliente = prepared((db, param: Param<{ id: number }>) =>
  db.selectFrom('cliente').select('id').where('id', '=', param('id')).where('situacao', '!=', 'E'),
);
