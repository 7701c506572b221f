import { createHmac } from 'node:crypto';

/**
 * The header `Balcao-Signature` of a request: `t=<epoch seconds>,v1=<hex>`, the HMAC-SHA256 of `<t>.<body>` under the
 * webhook's secret, once for each secret that is still good.
 */
export function assinatura(segredos: readonly string[], instante: Date, body: string): string {
  const t = Math.floor(instante.getTime() / 1000);
  const marks = segredos.map((segredo) => `v1=${createHmac('sha256', segredo).update(`${t}.${body}`).digest('hex')}`);
  return [`t=${t}`, ...marks].join(',');
}
