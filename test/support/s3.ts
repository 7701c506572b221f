import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as an S3-compatible store receives it. */
export interface ReceivedRequest {
  method: string;
  /** Path and query, as sent. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface Signing {
  /** The headers that are signed, in order. */
  names: readonly string[];
  secret: string;
  /** Day, region, service, `aws4_request`. */
  scope: readonly string[];
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const hmac = (key: Buffer | string, content: string) => createHmac('sha256', key).update(content).digest();

/**
 * The signature of a request by AWS Signature Version 4, from its public description ("Create a signed AWS API
 * request", steps 1 to 4) and not from our own code, which it checks.
 */
export function signatureOf({ method, url, headers }: ReceivedRequest, { names, secret, scope }: Signing): string {
  const { pathname, searchParams } = new URL(url, 'http://x');
  const query = [...searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  let canonicalHeaders = '';
  for (const name of names) canonicalHeaders += `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}\n`;
  const canonicalRequest = `${method}\n${pathname}\n${query}\n${canonicalHeaders}\n${names.join(';')}\n${headers['x-amz-content-sha256']}`;
  const stringToSign = `AWS4-HMAC-SHA256\n${headers['x-amz-date']}\n${scope.join('/')}\n${sha256(canonicalRequest)}`;
  const [day = '', region = '', service = '', end = ''] = scope;
  const kDate = hmac(`AWS4${secret}`, day);
  const kRegion = hmac(kDate, region);
  const kService = hmac(kRegion, service);
  return hmac(hmac(kService, end), stringToSign).toString('hex');
}

/** Why a store would refuse the request; null when it is signed as it must be, now, with this body. */
export function signatureFault(
  request: ReceivedRequest,
  { key, secret, region }: { key: string; secret: string; region: string },
): string | null {
  const { headers, body } = request;
  const form = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;
  const [, credential = '', names = '', signature] = form.exec(headers.authorization ?? '') ?? [];
  const time = String(headers['x-amz-date']);
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time) ?? [];
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (!(Math.abs(Date.now() - instant) < 15 * 60_000)) return 'RequestTimeTooSkewed';
  const [id, ...scope] = credential.split('/');
  if (id !== key) return 'InvalidAccessKeyId';
  if (scope.join('/') !== `${year}${month}${day}/${region}/s3/aws4_request`) return 'AuthorizationHeaderMalformed';
  if (headers['x-amz-content-sha256'] !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const signed = names.split(';');
  // Amazon asks for these: host and every x-amz-*.
  const needed = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (!needed.every((name) => signed.includes(name))) return 'AccessDenied';
  return signature === signatureOf(request, { names: signed, secret, scope }) ? null : 'SignatureDoesNotMatch';
}
