/** An account at Infobip. */
export interface InfobipAccount {
  /** The base URL of the account: https://xxxxx.api.infobip.com */
  url: string;
  /** The API key, sent as `Authorization: App …` (Infobip, API authentication). */
  key: string;
}

export interface InfobipAnswer {
  status: number;
  /** The JSON that came, or null where there was none. */
  body: unknown;
}

const MOST_BYTES = 256 * 1024;

/** Calls Infobip once and gives whatever it answered. Throws what fetch throws, and RangeError for an endless answer. */
export async function callInfobip(
  { url, key }: InfobipAccount,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<InfobipAnswer> {
  const response = await fetch(new URL(path, url.endsWith('/') ? url : `${url}/`), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `App ${key}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    // The key goes to the address that the operator named, and to no other.
    redirect: 'manual',
    signal,
  });
  return { status: response.status, body: jsonOf(await textOf(response)) };
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new RangeError('answer too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The value at a path of what came, if it is there. */
export const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | null | undefined)?.[step], value);

export const textAt = (value: unknown, ...path: (string | number)[]): string | null => {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : null;
};

/** What Infobip says of a refusal: `requestError.serviceException`, or `errorCode` of its newer answers. */
export function refusalOf(body: unknown): { code: string; text: string } {
  const exception = at(body, 'requestError', 'serviceException');
  return {
    code: textAt(exception, 'messageId') ?? textAt(body, 'errorCode') ?? '',
    text: textAt(exception, 'text') ?? textAt(body, 'description') ?? '',
  };
}
