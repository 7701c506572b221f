import type { CatalogueEntry, Sample } from '#apis/core/catalogue.ts';
import { addDays, type Day, type DayFormat, formatDay } from '#kernel/dates.ts';

/** What the templates of a sample may name. */
export interface Replay {
  token: string;
  today: Day;
  /** The parsed answers of the samples before, by id. */
  answers: Map<string, unknown>;
}

export interface SampleRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  payload?: string;
}

const BASIC = `Basic ${Buffer.from('demo:demo').toString('base64')}`;

/** The request of a sample, with its templates filled in and the demo integrator's credentials. */
export function requestOf(
  { method, path, credentials }: CatalogueEntry,
  sample: Sample,
  replay: Replay,
): SampleRequest {
  const filled = fill(sample, replay) as Sample;
  const way = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(filled.path[name])));
  const query = new URLSearchParams(
    Object.entries(filled.query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const body = bodyOf(filled);
  return {
    method: method as SampleRequest['method'],
    url: query.size > 0 ? `${way}?${query}` : way,
    headers: {
      ...(credentials.includes('basic') && { authorization: BASIC }),
      ...(credentials.includes('token') && { token: replay.token }),
      ...(body && { 'content-type': body.type }),
    },
    ...(body && { payload: body.text }),
  };
}

function bodyOf({ form, body }: Sample): { type: string; text: string } | null {
  if (form) return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(form).toString() };
  if (body === null || body === undefined) return null;
  return { type: 'application/json', text: JSON.stringify(body) };
}

function fill(value: unknown, replay: Replay): unknown {
  if (typeof value === 'string') {
    // A template alone keeps the type of what it stands for.
    const whole = /^\{\{([^}]*)\}\}$/.exec(value)?.[1];
    return whole
      ? meaning(whole, replay)
      : value.replaceAll(/\{\{([^}]*)\}\}/g, (_, name: string) => String(meaning(name, replay)));
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, replay));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, replay)]));
}

function meaning(template: string, { token, today, answers }: Replay): unknown {
  if (template === 'token') return token;
  const day = /^today([+-]\d+)?\|(.+)$/.exec(template);
  if (day) return formatDay(addDays(today, Number(day[1] ?? 0)), day[2] as DayFormat);
  const step = /^step:(.+)$/.exec(template)?.[1];
  if (step) return fromStep(step, answers);
  throw new Error(`unknown template {{${template}}}`);
}

function fromStep(step: string, answers: Map<string, unknown>): unknown {
  const id = [...answers.keys()].find((known) => step.startsWith(`${known}.`));
  if (id === undefined) throw new Error(`{{step:${step}}} needs an operation that has not run`);
  return step
    .slice(id.length + 1)
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], answers.get(id));
}
