import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { CircuitBreaker } from '#platform/circuit-breaker.ts';
import { PartnerError } from '#platform/http-partner.ts';

const NOME = 'Pix';
const MOST_BYTES = 16 * 1024 * 1024;
/** Before its end a token is not used any more. */
const FOLGA_MS = 30_000;

export interface PixHttpSettings {
  /** Address of the API; a query in it (an application key, say) goes into every request. */
  url: string;
  /** Where tokens are given (OAuth 2.0, client credentials). */
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scopes: string;
  /** PEM: the certificate and key by which the bank knows the client. */
  certificado?: Buffer | null;
  chave?: Buffer | null;
  timeoutMs?: number;
}

export interface Pergunta<T> {
  query?: Readonly<Record<string, string>> | undefined;
  body?: object | undefined;
  parse(answer: unknown): T | null;
}

/** Asks the bank; every request of the API may be repeated. Throws PartnerError. */
export interface PixHttp {
  ask<T>(method: 'GET' | 'PUT' | 'PATCH', caminho: string, pergunta: Pergunta<T>): Promise<T>;
}

/** No bank is configured. */
export const semPixHttp: PixHttp = {
  ask: () => Promise.reject(new PartnerError(NOME, 'sem_configuracao')),
};

/** HTTP with mutual TLS and a token that is asked for once until it ends; after failures in a row nothing is asked for a while. */
export function pixHttp(settings: PixHttpSettings): PixHttp {
  const breaker = new CircuitBreaker({ failures: 5, openMs: 30_000 });
  let token: { value: string; until: number } | null = null;
  let asking: Promise<string> | null = null;

  async function novoToken(): Promise<string> {
    const credenciais = Buffer.from(`${settings.clientId}:${settings.clientSecret}`).toString('base64');
    const { status, text } = await send(
      settings,
      'POST',
      new URL(settings.tokenUrl),
      {
        authorization: `Basic ${credenciais}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      new URLSearchParams({ grant_type: 'client_credentials', scope: settings.scopes }).toString(),
    );
    if (status !== 200) throw new PartnerError(NOME, status >= 500 || status === 429 ? 'erro' : 'recusa', status);
    const { access_token: value, expires_in: seconds } = parseJson(text) as Record<string, unknown>;
    if (typeof value !== 'string' || value === '') throw new PartnerError(NOME, 'resposta_ilegivel');
    const life = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : 60_000;
    token = { value, until: performance.now() + Math.max(1000, life - FOLGA_MS) };
    return value;
  }

  // Of many that ask at once one gets the token.
  function tokenValido(): Promise<string> {
    if (token && performance.now() < token.until) return Promise.resolve(token.value);
    asking ??= novoToken().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function once<T>(method: string, caminho: string, { query = {}, body, parse }: Pergunta<T>): Promise<T> {
    const url = new URL(settings.url);
    url.pathname = url.pathname.replace(/\/$/, '') + caminho;
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${await tokenValido()}`,
      ...(body && { 'content-type': 'application/json' }),
    };
    const { status, text } = await send(settings, method, url, headers, body && JSON.stringify(body));
    // Taken back before its time: the next attempt asks for another.
    if (status === 401) token = null;
    if (status < 200 || status > 299) {
      throw new PartnerError(NOME, status >= 500 || status === 429 || status === 401 ? 'erro' : 'recusa', status);
    }
    const answer = parse(text === '' ? null : parseJson(text));
    if (answer === null) throw new PartnerError(NOME, 'resposta_ilegivel');
    return answer;
  }

  return {
    async ask(method, caminho, pergunta) {
      if (!breaker.enter()) throw new PartnerError(NOME, 'disjuntor_aberto');
      try {
        const answer = await once(method, caminho, pergunta).catch((error) => {
          if (error instanceof PartnerError && error.status === 401) return once(method, caminho, pergunta);
          throw error;
        });
        breaker.succeeded();
        return answer;
      } catch (error) {
        if (error instanceof PartnerError && error.reason === 'recusa') breaker.succeeded();
        else breaker.failed();
        throw error;
      }
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PartnerError(NOME, 'resposta_ilegivel');
  }
}

function send(
  { certificado, chave, timeoutMs = 10_000 }: PixHttpSettings,
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>>,
  body?: string | undefined,
): Promise<{ status: number; text: string }> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const tls = certificado && chave ? { cert: certificado, key: chave } : {};
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const fail = () => reject(new PartnerError(NOME, signal.aborted ? 'prazo' : 'sem_conexao'));
    const sent = request(
      url,
      {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) },
        signal,
        ...tls,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MOST_BYTES) answer.destroy();
          else chunks.push(chunk);
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
        answer.on('error', fail);
        answer.on('close', fail);
      },
    );
    sent.on('error', fail);
    sent.end(body);
  });
}
