import { sql } from 'kysely';
import type { Database, Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import { type Attribute, attribute } from '#platform/radius/attributes.ts';
import type { Peer, SendRadius } from '#platform/radius/client.ts';
import { CODES } from '#platform/radius/packet.ts';
import { inTransaction } from '#platform/transaction.ts';

interface Pendente {
  id: number;
  contrato_id: number;
  tipo: 'DESCONECTAR' | 'COA';
  acctuniqueid: string;
  acctsessionid: string;
  nas: string;
  username: string | null;
  ip: string | null;
  grupo: string | null;
  situacao: string;
  aberta: boolean;
  grupo_da_sessao: string | null;
  grupo_do_login: string | null;
  coa_porta: number | null;
  secret: string | null;
}

type Situacao = 'FEITO' | 'RECUSADO' | 'DESNECESSARIO' | 'SEM_NAS' | 'SEM_RESPOSTA';
const SESSION_CONTEXT_NOT_FOUND = 503;

/** The NAS did not answer; the job is tried again, later each time. */
export class NasCaladoError extends Error {}

/**
 * Tells a NAS to end or change a session (the job `rede.comando`; RFC 5176), and writes down what came of it. Sends
 * nothing when the session is over, or stands under its right group by now. Throws NasCaladoError.
 */
export async function executarComando(
  db: Database,
  send: SendRadius,
  { comandoId }: { comandoId: number },
): Promise<void> {
  const comando = await lerComando(db, comandoId);
  if (!comando || !['PENDENTE', 'SEM_RESPOSTA'].includes(comando.situacao)) return;
  const ended = (situacao: Situacao, erro: string | null = null) => terminar(db, comando, situacao, erro);
  const emOrdem = comando.grupo_do_login !== null && comando.grupo_da_sessao === comando.grupo_do_login;
  if (!comando.aberta || emOrdem) return ended('DESNECESSARIO');
  if (comando.secret === null || comando.coa_porta === null)
    return ended('SEM_NAS', `O NAS ${comando.nas} não está cadastrado.`);
  const peer = { host: comando.nas, port: comando.coa_porta, secret: comando.secret };
  const code = comando.tipo === 'COA' ? CODES['CoA-Request'] : CODES['Disconnect-Request'];
  const attributes = [...sessao(comando), ...(comando.tipo === 'COA' ? await doGrupo(db, comando) : [])];
  const answer = await sent(send, peer, code, attributes);
  if (typeof answer === 'string') {
    await ended('SEM_RESPOSTA', answer);
    throw new NasCaladoError(`${comando.nas}: ${answer}`);
  }
  if (answer.code === code + 1) return ended('FEITO');
  if (answer.errorCause === SESSION_CONTEXT_NOT_FOUND) return ended('DESNECESSARIO', 'O NAS não tem a sessão (503).');
  return ended('RECUSADO', `Error-Cause ${answer.errorCause ?? 'ausente'}`);
}

async function sent(send: SendRadius, peer: Peer, code: number, attributes: readonly Attribute[]) {
  try {
    return (await send(peer, code, attributes)) ?? 'sem resposta';
  } catch (error) {
    return (error as Error).message;
  }
}

// By User-Name, address and session the NAS finds it (RFC 5176, 3); Event-Timestamp keeps old packets from being sent again.
const sessao = ({ username, acctsessionid, nas, ip }: Pendente): Attribute[] =>
  [
    username === null ? null : attribute('User-Name', username),
    attribute('NAS-IP-Address', nas),
    ip === null ? null : attribute('Framed-IP-Address', ip),
    attribute('Acct-Session-Id', acctsessionid),
    attribute('Event-Timestamp', Math.floor(Date.now() / 1000)),
  ].filter((one) => one !== null);

async function doGrupo(db: Database, { grupo }: Pendente): Promise<Attribute[]> {
  const rows = await db
    .selectFrom('radius.radgroupreply')
    .select(['attribute', 'value'])
    .where('groupname', '=', grupo ?? '')
    .orderBy('id')
    .execute();
  return rows.map(({ attribute: name, value }) => attribute(name, value)).filter((one) => one !== null);
}

async function lerComando(db: Database, id: number): Promise<Pendente | undefined> {
  const { rows } = await sql<Pendente>`
    select c.id, c.contrato_id, c.tipo, c.acctuniqueid, c.acctsessionid, host(c.nasipaddress) as nas, c.username,
      host(c.framedipaddress) as ip, c.grupo, c.situacao, r.acctuniqueid is not null as aberta,
      r.groupname as grupo_da_sessao, n.coa_porta, n.secret,
      (select g.groupname from radius.radusergroup g where g.contrato_id = c.contrato_id limit 1) as grupo_do_login
    from radius.comando c
    left join radius.radacct_recente r on r.acctuniqueid = c.acctuniqueid and r.acctstoptime is null
    left join radius.nas n on n.nasname = host(c.nasipaddress)
    where c.id = ${id}`.execute(db);
  return rows[0];
}

async function terminar(db: Database, comando: Pendente, situacao: Situacao, erro: string | null): Promise<void> {
  await inTransaction(db, { origem: 'tarefa', operacao: 'rede.comando' }, async (tx) => {
    await sql`update radius.comando set situacao = ${situacao}, erro = ${erro},
        tentativas = tentativas + ${situacao === 'SEM_NAS' || situacao === 'DESNECESSARIO' ? 0 : 1},
        terminado_em = case when ${situacao} = 'SEM_RESPOSTA' then null else now() end
      where id = ${comando.id}`.execute(tx);
    if (comando.tipo !== 'COA') return;
    if (situacao === 'FEITO') await mudouDeGrupo(tx, comando);
    if (situacao === 'RECUSADO') await desconectar(tx, comando);
  });
}

async function mudouDeGrupo(tx: Tx, { acctuniqueid, grupo }: Pendente): Promise<void> {
  await sql`update radius.radacct_recente set groupname = ${grupo}
    where acctuniqueid = ${acctuniqueid} and acctstoptime is null`.execute(tx);
}

// A NAS that cannot change a session can end it: the subscriber comes back with the attributes of the new group.
async function desconectar(tx: Tx, { id }: Pendente): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    insert into radius.comando (contrato_id, tipo, nasipaddress, acctuniqueid, acctsessionid, username, framedipaddress, grupo)
    select contrato_id, 'DESCONECTAR', nasipaddress, acctuniqueid, acctsessionid, username, framedipaddress, grupo
    from radius.comando where id = ${id} returning id`.execute(tx);
  for (const { id: novo } of rows)
    await enqueue(tx, 'rede.comando', { comandoId: novo }, { key: `rede.comando ${novo}` });
}

/** The latest commands, of one contract or of all. */
export const lerComandos = (db: Database, filtro: { contratoId?: number | undefined; limite: number }) =>
  db
    .selectFrom('radius.comando')
    .selectAll()
    .$if(filtro.contratoId !== undefined, (qb) => qb.where('contrato_id', '=', filtro.contratoId as number))
    .orderBy('id', 'desc')
    .limit(filtro.limite)
    .execute();
