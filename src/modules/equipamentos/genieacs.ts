import type { Transport } from '#platform/http-partner.ts';
import type { Acs, Desfecho } from './portas.ts';

export interface GenieAcsSettings {
  /** Of the northbound interface, http://server:7557; with user and password where a proxy asks for them. */
  url: string;
  /** Milliseconds that the ACS waits for the equipment; the call may take as long again. */
  esperaMs?: number;
  transport?: Transport;
  /** Added to the outcome, for an ACS that is simulated. */
  marca?: string;
}

type Resposta =
  | { status: number; body: unknown }
  | { falha: 'prazo' | 'sem_conexao' | 'erro' | 'recusa' | 'resposta_ilegivel' };

/**
 * GenieACS by its northbound API (docs.genieacs.com, «API Reference»; docs/api-reference.rst of genieacs/genieacs): a task
 * with `connection_request` is 200 when the equipment carried it out, 202 when it stays queued there.
 */
export function genieAcs({ url, esperaMs = 6000, transport = fetch, marca = '' }: GenieAcsSettings): Acs {
  const chamar = clienteDe(url, esperaMs * 2, transport);

  async function tarefa(acsId: string, task: object, depois: 'espera' | 'desiste'): Promise<Desfecho> {
    const path = `/devices/${encodeURIComponent(acsId)}/tasks?timeout=${esperaMs}&connection_request`;
    const resposta = await chamar('POST', path, task);
    if ('falha' in resposta) {
      // A restart that may have happened is not asked for again: it would take the customer off the net once more.
      const denovo = resposta.falha !== 'recusa' && !(depois === 'desiste' && resposta.falha === 'prazo');
      return { certo: false, resultado: resposta.falha, denovo };
    }
    if (resposta.status === 200) return { certo: true, resultado: `executado${marca}` };
    const id = (resposta.body as { _id?: unknown } | null)?._id;
    if (typeof id !== 'string') return { certo: false, resultado: 'resposta_ilegivel', denovo: true };
    const recusou = await faltou(acsId, id);
    if (!recusou && depois === 'espera') return { certo: true, resultado: `na_fila_do_acs${marca}` };
    // It must not happen some hours later, when nobody expects it any more; nor be in the way of what follows.
    await chamar('DELETE', `/tasks/${encodeURIComponent(id)}`);
    return { certo: false, resultado: recusou ? 'recusado_pelo_equipamento' : 'nao_alcancado', denovo: !recusou };
  }

  /** Whether the equipment answered the task with a fault, which is a 202 as well. */
  async function faltou(acsId: string, task: string): Promise<boolean> {
    const resposta = await chamar('GET', `/faults/?query=${consulta({ _id: `${acsId}:task_${task}` })}`);
    return !('falha' in resposta) && Array.isArray(resposta.body) && resposta.body.length > 0;
  }

  return {
    async achar({ acsId, serial }) {
      if (acsId !== null) return acsId;
      const seriais = [...new Set([serial, serial.replaceAll('-', '')])];
      const path = `/devices/?query=${consulta({ '_deviceId._SerialNumber': { $in: seriais } })}&projection=_id`;
      const resposta = await chamar('GET', path);
      if ('falha' in resposta) throw new AcsMudoError(resposta.falha);
      const achados = Array.isArray(resposta.body) ? (resposta.body as { _id?: unknown }[]) : [];
      // Two with one serial number: nobody could say which is the customer's.
      return achados.length === 1 && typeof achados[0]?._id === 'string' ? achados[0]._id : null;
    },
    reiniciar: (acsId) => tarefa(acsId, { name: 'reboot' }, 'desiste'),
    configurar: (acsId, parametros) =>
      tarefa(
        acsId,
        { name: 'setParameterValues', parameterValues: parametros.map(([nome, valor]) => [nome, valor, 'xsd:string']) },
        'espera',
      ),
  };
}

/** The ACS gave no answer that can be used. */
export class AcsMudoError extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(`GenieACS: ${reason}`);
    this.reason = reason;
  }
}

const consulta = (query: object) => encodeURIComponent(JSON.stringify(query));

function clienteDe(url: string, prazoMs: number, transport: Transport) {
  const { username, password, origin, pathname } = new URL(url);
  const base = `${origin}${pathname.replace(/\/$/, '')}`;
  // What stands in an address is not sent by fetch, and must not be told in its errors.
  const credencial = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = username ? `Basic ${Buffer.from(credencial).toString('base64')}` : undefined;
  return async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Resposta> => {
    const signal = AbortSignal.timeout(prazoMs);
    try {
      const response = await transport(`${base}${path}`, {
        method,
        headers: {
          accept: 'application/json',
          ...(body && { 'content-type': 'application/json' }),
          ...(authorization && { authorization }),
        },
        ...(body && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal,
      });
      const text = await response.text();
      if (response.status >= 500 || response.status === 429) return { falha: 'erro' };
      if (!response.ok) return { falha: 'recusa' };
      return { status: response.status, body: text ? JSON.parse(text) : null };
    } catch (error) {
      if (error instanceof SyntaxError) return { falha: 'resposta_ilegivel' };
      return { falha: signal.aborted ? 'prazo' : 'sem_conexao' };
    }
  };
}
