import type { HTTPMethods } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Assinante, Integrador, TokenLido } from '#modules/acesso/index.ts';
import type { Tx } from '#platform/db.ts';
import type { Services } from './services.ts';

export type Credential = 'basic' | 'token' | 'subscriber' | 'key' | 'apiToken';

export interface Caller {
  integrador: Integrador;
  /** The header Token, where the operation asks for it. */
  token?: TokenLido;
  /** The subscriber of the body's usuario and senha, where the operation asks for them. */
  assinante?: Assinante;
  ip: string;
  requisicao: string;
  /** The last event that a listener has seen, as its header Last-Event-ID says. */
  lastEventId?: string | undefined;
}

export interface ReadContext extends Services {
  caller: Caller;
}

export interface WriteContext extends ReadContext {
  /** The one transaction of this call; committed before the answer leaves. */
  tx: Tx;
  /** Runs when it has committed, before the answer leaves. */
  afterCommit(action: () => void): void;
}

export interface Input<P extends TSchema, Q extends TSchema, B extends TSchema> {
  params: Static<P>;
  query: Static<Q>;
  body: Static<B>;
}

/** What a DomainError code says, in words for the caller. */
export interface ErrorText {
  status: number;
  body: Record<string, unknown>;
}
export type ErrorTexts = Readonly<
  Record<string, ErrorText | ((facts: Readonly<Record<string, unknown>>) => ErrorText)>
>;

/** An answer under a status of its own, where the document tells an outcome by it. A write commits all the same. */
export class Outcome<T> {
  readonly status: number;
  readonly value: T;
  constructor(status: number, value: T) {
    this.status = status;
    this.value = value;
  }
}

interface Described<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> {
  /** Ids of the contract catalogue; two entries that share method and path share one operation. */
  ids: readonly [string, ...string[]];
  method: HTTPMethods;
  /** Fastify's form of the path: /ws/x/:id */
  url: string;
  credentials: readonly Credential[];
  params?: P;
  query?: Q;
  body?: B;
  /** The documented answer. A string with contentType text/plain. */
  response: R;
  contentType?: 'text/plain' | 'application/pdf' | 'text/event-stream';
  /** Of the documented answer; 200 unless told. */
  status?: number;
  /** What a DomainError code says in this operation, where the document gives a text of its own. */
  errors?: ErrorTexts;
  /** Where a subscriber's login alone may do, whether it does in this call: the integrator answers for who it is then. */
  withoutPassword?(query: Static<Q>): boolean;
  /** Further headers of every answer of this operation. */
  headers?(services: Services): Record<string, string>;
  /** Bytes; 1 MiB unless told. */
  bodyLimit?: number;
  /** Not of the documents, ours: what it is for, for the reference. */
  ours?: string;
}

export interface ReadOperation<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
> extends Described<P, Q, B, R> {
  kind: 'read';
  handle(context: ReadContext, input: Input<P, Q, B>): Promise<Static<R> | Outcome<Static<R>>>;
}

export interface WriteOperation<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
  N = unknown,
> extends Described<P, Q, B, R> {
  kind: 'write';
  /**
   * Runs before the transaction, for what must stay although the call is refused (counting a failed password) and
   * for what takes its time (a partner's answer); what it gives comes to `handle`. A repeated request that is
   * answered from its Idempotency-Key does not come here.
   */
  prepare?(context: ReadContext, input: Input<P, Q, B>): Promise<N>;
  handle(context: WriteContext, input: Input<P, Q, B>, prepared: N): Promise<Static<R> | Outcome<Static<R>>>;
}

export type Operation = ReadOperation | WriteOperation;

/** An operation that changes nothing. Its handler reads through `db`. */
export function read<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema>(
  operation: Omit<ReadOperation<P, Q, B, R>, 'kind'>,
): Operation {
  return { ...operation, kind: 'read' } as unknown as Operation;
}

/**
 * An operation that writes. Its handler works in `tx`: everything or nothing, with audit rows, and once per
 * Idempotency-Key. What must stay although the call is refused (a counted failure) belongs in `prepare`.
 */
export function write<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema, N = undefined>(
  operation: Omit<WriteOperation<P, Q, B, R, N>, 'kind'>,
): Operation {
  return { ...operation, kind: 'write' } as unknown as Operation;
}

/** The subscriber of an operation whose credentials hold `subscriber`. */
export function assinanteOf({ caller }: { caller: Caller }): Assinante {
  if (!caller.assinante) throw new Error('the operation does not ask for a subscriber');
  return caller.assinante;
}

/** The token of an operation whose credentials hold `token`. */
export function tokenOf({ caller }: { caller: Caller }): TokenLido {
  if (!caller.token) throw new Error('the operation does not ask for a token');
  return caller.token;
}
