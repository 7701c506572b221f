import { type Day, formatDay } from '#kernel/dates.ts';
import { mudarStatus } from '#modules/contratos/index.ts';
import { agendarEmailAoCliente } from '#modules/notificacoes/index.ts';
import type { Database, Tx } from '#platform/db.ts';
import { againAfterDeadlock, inTransaction } from '#platform/transaction.ts';

interface Aberta {
  id: number;
  contratoId: number;
}

const ORIGEM = { origem: 'tarefa', operacao: 'inativacao.diaria' };

/**
 * Begins the inactivations whose day has come and ends those whose last day is over, each in a transaction of its own;
 * a second run finds none. One whose contract is not HABILITADO any more on its day is called off.
 */
export async function decorrerInativacoes(db: Database, hoje: Day): Promise<void> {
  const abertas = await db
    .selectFrom('inativacao_temporaria')
    .select(['id', 'contrato_id as contratoId'])
    .where('situacao', 'in', ['PEDIDA', 'EM_CURSO'])
    .where('inicio', '<=', hoje)
    .orderBy('id')
    .execute();
  for (const aberta of abertas) {
    await againAfterDeadlock(() => inTransaction(db, ORIGEM, (tx) => decorrer(tx, aberta, hoje)));
  }
}

async function decorrer(tx: Tx, aberta: Aberta, hoje: Day): Promise<void> {
  const agora = await travar(tx, aberta.contratoId);
  if (!agora || agora.id !== aberta.id) return;
  if (agora.situacao === 'PEDIDA' && agora.inicio <= hoje && agora.fim >= hoje) {
    if (agora.status === 'HABILITADO') await iniciar(tx, agora);
    else await mudar(tx, agora.id, { situacao: 'CANCELADA' });
  } else if (agora.situacao === 'PEDIDA' && agora.fim < hoje) {
    await mudar(tx, agora.id, { situacao: 'CANCELADA' });
  } else if (agora.situacao === 'EM_CURSO' && agora.fim < hoje) {
    await encerrar(tx, agora, hoje);
  }
}

/** Begins an inactivation of a contract that is locked. */
export async function iniciar(tx: Tx, { id, contratoId }: Aberta): Promise<void> {
  await mudarStatus(tx, { contratoId, para: 'INATIVO TEMPORARIAMENTE', motivo: 'INATIVACAO TEMPORARIA' });
  await mudar(tx, id, { situacao: 'EM_CURSO' });
}

/**
 * Ends a contract's inactivation before its time, or calls off one that is still to come, as the customer may at any
 * moment; the day of the return is charged again. Gives what became of it; null: there is none.
 */
export async function voltarDaInativacao(
  tx: Tx,
  contratoId: number,
  hoje: Day,
): Promise<'ENCERRADA' | 'CANCELADA' | null> {
  const agora = await travar(tx, contratoId);
  if (!agora) return null;
  if (agora.situacao === 'PEDIDA') {
    await mudar(tx, agora.id, { situacao: 'CANCELADA' });
    return 'CANCELADA';
  }
  await encerrar(tx, agora, hoje);
  return 'ENCERRADA';
}

type Travada = NonNullable<Awaited<ReturnType<typeof travar>>>;

async function travar(tx: Tx, contratoId: number) {
  const contrato = await tx
    .selectFrom('contrato')
    .select(['id', 'status', 'cliente_id'])
    .where('id', '=', contratoId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const aberta = await tx
    .selectFrom('inativacao_temporaria')
    .select(['id', 'contrato_id as contratoId', 'inicio', 'fim', 'situacao'])
    .where('contrato_id', '=', contratoId)
    .where('situacao', 'in', ['PEDIDA', 'EM_CURSO'])
    .executeTakeFirst();
  return contrato && aberta ? { ...aberta, status: contrato.status, clienteId: contrato.cliente_id } : null;
}

async function encerrar(tx: Tx, { id, contratoId, inicio, fim, status, clienteId }: Travada, hoje: Day): Promise<void> {
  const ultimo = fim < hoje ? fim : hoje;
  await mudar(tx, id, { situacao: 'ENCERRADA', fim: ultimo > inicio ? ultimo : inicio });
  // It may have been cancelled meanwhile.
  if (status !== 'INATIVO TEMPORARIAMENTE') return;
  await mudarStatus(tx, { contratoId, para: 'HABILITADO', motivo: 'FIM DA INATIVACAO' });
  await agendarEmailAoCliente(tx, {
    clienteId,
    modelo: 'inativacao-encerrada',
    causa: `inativacao.fim ${id}`,
    valores: (nome) => ({ nome, contrato: contratoId, data: formatDay(hoje, 'dd/MM/yyyy') }),
  });
}

async function mudar(
  tx: Tx,
  id: number,
  novo: { situacao: 'EM_CURSO' | 'ENCERRADA' | 'CANCELADA'; fim?: Day },
): Promise<void> {
  await tx.updateTable('inativacao_temporaria').set(novo).where('id', '=', id).execute();
}
