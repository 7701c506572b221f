import { ask } from './load.ts';
import type { Register } from './register.ts';

/** Gives the next request, as it goes over the line. */
export type Requests = () => string;

/** A request of HTTP/1.1 as it goes over the line. */
export const http = (line: string, headers: Record<string, string>, body = ''): string => {
  const all = { host: '127.0.0.1', ...headers, ...(body && { 'content-length': String(Buffer.byteLength(body)) }) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
};

const drawnFrom = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** (a) */
export const bare = ({ ids }: Register): Requests => {
  return () => http(`GET /cliente/${drawnFrom(ids)}`, {});
};

/** (b) */
export async function cliente({ ids, authorization }: Register, port: number): Promise<Requests> {
  const { body } = await ask(port, http('GET /ws/auth/token/gerar', { authorization }));
  const { token } = JSON.parse(body) as { token: string };
  return () => http(`GET /ws/area/cliente/${drawnFrom(ids)}`, { authorization, token });
}

/** (c), of subscribers drawn from a list. */
export const logar = ({ authorization, senha }: Register, logins: readonly string[]): Requests => {
  const headers = { authorization, 'content-type': 'application/json' };
  return () => {
    const body = JSON.stringify({ usuario: drawnFrom(logins), senha });
    return http('POST /ws/comercial/clientes/logar', headers, body);
  };
};

/** (d) */
export const contato = ({ ids, tokenTiny }: Register): Requests => {
  return () => http(`GET /api2/contato.obter.php?token=${tokenTiny}&id=${drawnFrom(ids)}&formato=json`, {});
};
