import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type BreakerSettings, CircuitBreaker } from './circuit-breaker.ts';

export type PartnerFailure =
  | 'sem_configuracao'
  | 'disjuntor_aberto'
  | 'prazo'
  | 'sem_conexao'
  | 'recusa'
  | 'erro'
  | 'resposta_ilegivel';

/** The partner gave no answer that can be used. Holds neither its address nor its token nor what was asked. */
export class PartnerError extends Error {
  override readonly name = 'PartnerError';
  readonly partner: string;
  readonly reason: PartnerFailure;
  /** HTTP status, where there was one. */
  readonly status: number | null;

  constructor(partner: string, reason: PartnerFailure, status: number | null = null) {
    super(`${partner}: ${reason}${status === null ? '' : ` (HTTP ${status})`}`);
    this.partner = partner;
    this.reason = reason;
    this.status = status;
  }
}

export type Transport = (url: string, init: RequestInit) => Promise<Response>;

export interface PartnerSettings {
  /** For errors and the log. */
  name: string;
  url: string;
  /** Sent as `Authorization: Bearer`. */
  token: string | null;
  /** For the whole call, retries included. */
  deadlineMs?: number;
  attempts?: number;
  /** For one attempt. */
  attemptMs?: number;
  /** Before the second attempt; doubles each time, with up to half of it more by chance. */
  backoffMs?: number;
  breaker?: BreakerSettings;
  transport?: Transport;
}

/**
 * Asks with a JSON body; gives what `parse` makes of the JSON that came back. `key`, where the question may be asked again
 * later: the partner knows a repetition by it. Throws PartnerError.
 */
export interface Partner {
  ask<T>(body: unknown, parse: (answer: unknown) => T | null, key?: string): Promise<T>;
}

const MOST_BYTES = 1024 * 1024;

/**
 * A partner that is asked by `POST` of JSON and answers JSON. Only for questions that change nothing there, or
 * that it knows again by their key: an attempt that times out or gets a 5xx or 429 is repeated, under the same `Idempotency-Key`.
 */
export function httpPartner(settings: PartnerSettings): Partner {
  const { name, attempts = 3, deadlineMs = 8000, attemptMs = 3000, backoffMs = 200 } = settings;
  const breaker = new CircuitBreaker(settings.breaker ?? { failures: 5, openMs: 30_000 });

  async function ask<T>(body: unknown, parse: (answer: unknown) => T | null, key: string): Promise<T> {
    const deadline = AbortSignal.timeout(deadlineMs);
    for (let attempt = 1; ; attempt++) {
      try {
        const signal = AbortSignal.any([deadline, AbortSignal.timeout(attemptMs)]);
        const answer = parse(await once(settings, body, key, signal));
        if (answer === null) throw new PartnerError(name, 'resposta_ilegivel');
        return answer;
      } catch (error) {
        if (!(error instanceof PartnerError) || !mayPass(error) || attempt >= attempts || deadline.aborted) throw error;
        const pause = backoffMs * 2 ** (attempt - 1) * (1 + Math.random() / 2);
        await wait(pause, undefined, { signal: deadline }).catch(() => {
          throw error;
        });
      }
    }
  }

  return {
    async ask(body, parse, key = randomUUID()) {
      if (!breaker.enter()) throw new PartnerError(name, 'disjuntor_aberto');
      try {
        const answer = await ask(body, parse, key);
        breaker.succeeded();
        return answer;
      } catch (error) {
        // A refusal is an answer: the partner is there.
        if (error instanceof PartnerError && error.reason === 'recusa') breaker.succeeded();
        else breaker.failed();
        throw error;
      }
    },
  };
}

const mayPass = ({ reason }: PartnerError) => reason === 'prazo' || reason === 'sem_conexao' || reason === 'erro';

async function once(
  { name, url, token, transport = fetch }: PartnerSettings,
  body: unknown,
  key: string,
  signal: AbortSignal,
): Promise<unknown> {
  let text: string;
  try {
    const response = await transport(url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      // The token goes to the address that the operator named, and to no other.
      redirect: 'error',
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new PartnerError(
        name,
        response.status >= 500 || response.status === 429 ? 'erro' : 'recusa',
        response.status,
      );
    }
    text = await readText(name, response);
  } catch (error) {
    if (error instanceof PartnerError) throw error;
    throw new PartnerError(name, signal.aborted ? 'prazo' : 'sem_conexao');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new PartnerError(name, 'resposta_ilegivel');
  }
}

async function readText(name: string, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new PartnerError(name, 'resposta_ilegivel');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
