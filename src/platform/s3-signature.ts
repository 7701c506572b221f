import { createHash, createHmac } from 'node:crypto';

export interface S3Account {
  key: string;
  secret: string;
  region: string;
}

export interface S3Request {
  method: string;
  /** Its path is plain: letters, digits, `/ - . _ ~`. */
  url: URL;
  /** SHA-256 of the body, in hex. */
  payload: string;
  at: Date;
}

/** The headers that authorise a request by AWS Signature Version 4 (service s3, signed body, no query). */
export function signedHeaders(account: S3Account, { method, url, payload, at }: S3Request): Record<string, string> {
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const scope = `${day}/${account.region}/s3/aws4_request`;
  const headers = { 'x-amz-content-sha256': payload, 'x-amz-date': time };
  const names = 'host;x-amz-content-sha256;x-amz-date';
  const lines = `host:${url.host}\nx-amz-content-sha256:${payload}\nx-amz-date:${time}\n`;
  const canonical = [method, url.pathname, '', lines, names, payload].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const steps = [day, account.region, 's3', 'aws4_request'];
  const signing = steps.reduce<Buffer>((key, step) => hmac(key, step), Buffer.from(`AWS4${account.secret}`));
  const signature = hmac(signing, toSign).toString('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${account.key}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
