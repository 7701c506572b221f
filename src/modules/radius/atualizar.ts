import { sql } from 'kysely';
import type { Database, Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { anotar } from './anomalias.ts';
import { acessoDe, grupoDe } from './rules.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    'rede.comando': { comandoId: number };
  }
}

/** A NAS that is down for longer than a night will have lost its sessions by itself. */
const TENTATIVAS = 12;

/**
 * Brings what FreeRADIUS reads in line with a contract (the job `rede.atualizar`), and has the NAS follow for a session
 * that stands under another group. Finds nothing to do the second time. A contract without a login is passed over.
 */
export async function atualizarRede(db: Database, { contratoId }: { contratoId: number }): Promise<void> {
  await inTransaction(db, { origem: 'tarefa', operacao: 'rede.atualizar' }, async (tx) => {
    const contrato = await lerContrato(tx, contratoId);
    if (!contrato?.login_radius) return;
    const acesso = acessoDe(contrato.status);
    const velocidade = contrato.velocidade_id ?? contrato.velocidade_do_plano;
    const grupo =
      acesso === 'MANTER'
        ? ((await grupoAtual(tx, contratoId)) ?? grupoDe('NORMAL', velocidade))
        : grupoDe(acesso, velocidade);
    const pode = grupo !== null && contrato.senha_radius !== null;
    if (grupo !== null && !pode) await anotar(tx, 'SEM_SENHA', String(contratoId), { login: contrato.login_radius });
    if (grupo === 'sem_velocidade')
      await anotar(tx, 'SEM_VELOCIDADE', String(contratoId), { login: contrato.login_radius });
    await gravar(tx, 'radius.radcheck', contratoId, contrato.login_radius, {
      attribute: 'Cleartext-Password',
      value: pode ? contrato.senha_radius : null,
    });
    await gravar(tx, 'radius.radusergroup', contratoId, contrato.login_radius, { groupname: pode ? grupo : null });
    await comandar(tx, contratoId, grupo);
  });
}

// Locked: of two jobs of one contract the second sees what the first wrote.
const lerContrato = (tx: Tx, id: number) =>
  tx
    .selectFrom('contrato as k')
    .leftJoin('plano_rede as r', 'r.plano_id', 'k.plano_id')
    .select([
      'k.status',
      'k.login_radius',
      'k.senha_radius',
      'k.velocidade_id',
      'r.velocidade_id as velocidade_do_plano',
    ])
    .where('k.id', '=', id)
    .forNoKeyUpdate('k')
    .executeTakeFirst();

async function grupoAtual(tx: Tx, contratoId: number): Promise<string | null> {
  const atual = await tx
    .selectFrom('radius.radusergroup')
    .select('groupname')
    .where('contrato_id', '=', contratoId)
    .executeTakeFirst();
  return atual?.groupname ?? null;
}

// One row for a contract, or none where a value is null; what is right already stays, and leaves no audit row.
async function gravar(
  tx: Tx,
  tabela: 'radius.radcheck' | 'radius.radusergroup',
  contratoId: number,
  username: string,
  valores: Record<string, string | null>,
): Promise<void> {
  const desejado = { username, ...valores };
  const some = Object.values(desejado).some((value) => value === null);
  const iguais = Object.entries(desejado).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  const igual = some ? sql`false` : sql.join(iguais, sql` and `);
  await sql`delete from ${sql.table(tabela)} where contrato_id = ${contratoId} and not (${igual})`.execute(tx);
  if (some) return;
  await sql`insert into ${sql.table(tabela)} (contrato_id, ${sql.join(Object.keys(desejado).map((c) => sql.ref(c)))})
    select ${contratoId}::integer, ${sql.join(Object.values(desejado).map((v) => sql`${v}::text`))}
    where not exists (select from ${sql.table(tabela)} where contrato_id = ${contratoId})`.execute(tx);
}

// Sessions that began under another group. One whose group nobody told is left alone unless it must not go on at all.
async function comandar(tx: Tx, contratoId: number, grupo: string | null): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    insert into radius.comando (contrato_id, tipo, nasipaddress, acctuniqueid, acctsessionid, username, framedipaddress, grupo)
    select ${contratoId}::integer, case when ${grupo}::text is null then 'DESCONECTAR' else coalesce(n.ao_mudar, 'DESCONECTAR') end,
      r.nasipaddress, r.acctuniqueid, r.acctsessionid, r.username, r.framedipaddress, ${grupo}::text
    from radius.radacct_recente r
    left join radius.nas n on n.nasname = host(r.nasipaddress)
    where r.contrato_id = ${contratoId} and r.acctstoptime is null and (${grupo}::text is null or r.groupname <> ${grupo}
        or r.groupname is null and ${grupo} in ('bloqueado', 'reduzido'))
      and not exists (select from radius.comando c where c.acctuniqueid = r.acctuniqueid
        and c.situacao in ('PENDENTE', 'SEM_RESPOSTA') and c.grupo is not distinct from ${grupo}::text)
    returning id`.execute(tx);
  for (const { id } of rows) {
    await enqueue(tx, 'rede.comando', { comandoId: id }, { key: `rede.comando ${id}`, maxAttempts: TENTATIVAS });
  }
}

/** Enqueues the job for every contract that has a login, or had one here: after a restore, or with a new base. Gives how many. */
export async function atualizarTodos(tx: Tx): Promise<number> {
  const contratos = await tx
    .selectFrom('contrato')
    .select('id')
    .where('login_radius', 'is not', null)
    .orderBy('id')
    .execute();
  for (const { id } of contratos) {
    await enqueue(tx, 'rede.atualizar', { contratoId: id }, { key: `rede.atualizar ${id}` });
  }
  return contratos.length;
}
