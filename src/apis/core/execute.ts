import { DomainError } from '#kernel/errors.ts';
import type { Reader, Tx } from '#platform/db.ts';
import { inTransaction, type Origin } from '#platform/transaction.ts';
import type { Services } from './services.ts';

/** An answer as it goes out, and as it is kept for a repeated request. */
export interface Answer {
  status: number;
  contentType: string;
  body: string;
  /** It was given before, to the first request with this Idempotency-Key. */
  replayed?: boolean;
}

/** A write as an Idempotency-Key knows it. */
export interface Repeatable {
  origin: Origin & { integrador: number };
  /** The header Idempotency-Key, if any. */
  idempotencyKey: string | undefined;
  /** What makes two requests the same: method, address and body. */
  fingerprint: () => string;
}

export interface Write extends Repeatable {
  run(tx: Tx, afterCommit: (action: () => void) => void): Promise<Answer>;
}

/**
 * Runs a write in one transaction. With an Idempotency-Key the answer is stored in that transaction: a repeated
 * request gets it again and changes nothing; one that comes at the same time waits for the first. A refused
 * request (DomainError) leaves nothing, so its key may be used again.
 * Throws conflict `idempotencia.outra_requisicao` when the key came with another request before.
 */
export async function executeWrite(services: Services, write: Write): Promise<Answer> {
  const actions: (() => void)[] = [];
  const transaction = () =>
    inTransaction(
      services.db,
      write.origin,
      async (tx) => {
        const known = await claimKey(services, tx, write);
        if (known) return known;
        const fresh = await write.run(tx, (action) => actions.push(action));
        await storeAnswer(services, tx, write, fresh);
        return fresh;
      },
      { planOnce: true },
    );
  const answer = await services.writeTurn(transaction);
  for (const action of actions) action();
  return answer;
}

/**
 * The stored answer of a request that was carried out before; null when there is none. Asked before passwords are
 * looked at again, since the write itself may have changed them. Throws as executeWrite() does.
 */
export async function storedAnswer(services: Services, write: Repeatable): Promise<Answer | null> {
  const { origin, idempotencyKey } = write;
  if (idempotencyKey === undefined) return null;
  checkKey(idempotencyKey);
  const row = await storedRow(services.db, origin.integrador, idempotencyKey);
  return row ? replay(services, write, row) : null;
}

function checkKey(key: string): void {
  if (key.length === 0 || key.length > 200) throw new DomainError('invalid', 'idempotencia.chave');
}

async function claimKey(services: Services, tx: Tx, write: Write): Promise<Answer | null> {
  const { origin, idempotencyKey } = write;
  if (idempotencyKey === undefined) return null;
  checkKey(idempotencyKey);
  // A second request with the same key waits here until the first has committed or rolled back.
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('idempotencia')
    .values({
      integrador_id: origin.integrador,
      chave: idempotencyKey,
      operacao: origin.operacao,
      requisicao_hmac: digestOf(services, write),
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) return null;
  const row = await storedRow(tx, origin.integrador, idempotencyKey);
  return row ? replay(services, write, row) : null;
}

async function storeAnswer({ sealer }: Services, tx: Tx, { origin, idempotencyKey }: Write, answer: Answer) {
  if (idempotencyKey === undefined) return;
  const corpo = sealer.seal(answer.body, contextOf(origin.integrador, idempotencyKey));
  await tx
    .updateTable('idempotencia')
    .set({ status: answer.status, tipo_conteudo: answer.contentType, corpo })
    .where('integrador_id', '=', origin.integrador)
    .where('chave', '=', idempotencyKey)
    .execute();
}

function storedRow(db: Reader, integrador: number, chave: string) {
  return db
    .selectFrom('idempotencia')
    .select(['chave', 'requisicao_hmac', 'status', 'tipo_conteudo', 'corpo'])
    .where('integrador_id', '=', integrador)
    .where('chave', '=', chave)
    .executeTakeFirst();
}

type StoredRow = NonNullable<Awaited<ReturnType<typeof storedRow>>>;

function replay(services: Services, write: Repeatable, row: StoredRow): Answer {
  const { requisicao_hmac, status, tipo_conteudo, corpo } = row;
  if (!requisicao_hmac.equals(digestOf(services, write))) {
    throw new DomainError('conflict', 'idempotencia.outra_requisicao');
  }
  if (status === null || tipo_conteudo === null || corpo === null)
    throw new Error('a key was stored without its answer');
  const body = services.sealer.open(corpo, contextOf(write.origin.integrador, row.chave));
  return { status, contentType: tipo_conteudo, body, replayed: true };
}

const digestOf = ({ sealer }: Services, { origin, fingerprint }: Repeatable) =>
  sealer.digest(`${origin.operacao}\n${fingerprint()}`);

const contextOf = (integrador: number, chave: string) => `${integrador} ${chave}`;
