import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente } from '../support/makers.ts';

const t = await testApp();
const beside = await testApp({}, { beside: t });
const { db } = t;
const { ask, headers } = await newCaller(t);
const cliente = await makeCliente(db, { nome: 'MARIA' });
await t.app.listen({ port: 0, host: '127.0.0.1' });
await beside.app.listen({ port: 0, host: '127.0.0.1' });

const CADASTRAR = '/ws/telefonia/ligacoes/cadastrar';
const EVENTOS = '/ws/integracao/omnichannel/ligacoes/eventos';
const ligar = (changed: object = {}) =>
  ask('POST', CADASTRAR, { idCliente: cliente.id, numeroOrigem: '3133330000', ramal: '5858', ...changed });

interface Ouvinte {
  response: Response;
  /** The next event, within 5 s. */
  next(): Promise<{ id: number; event: string; data: Record<string, unknown> }>;
  close(): void;
}

async function ouvir({ app }: Pick<typeof t, 'app'>, query = '', more: Record<string, string> = {}): Promise<Ouvinte> {
  const { port } = app.server.address() as { port: number };
  const abort = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}${EVENTOS}${query}`, {
    headers: { ...headers, ...more },
    signal: abort.signal,
  });
  after(() => abort.abort());
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  return {
    response,
    close: () => abort.abort(),
    async next() {
      const timer = setTimeout(() => abort.abort(), 5000);
      for (;;) {
        const end = buffer.indexOf('\n\n');
        if (end >= 0) {
          const block = buffer.slice(0, end);
          buffer = buffer.slice(end + 2);
          const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
          if (fields['event']) {
            clearTimeout(timer);
            return { id: Number(fields['id']), event: fields['event'], data: JSON.parse(fields['data']) };
          }
          continue;
        }
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error('the stream has ended');
        buffer += value;
      }
    },
  };
}

test('a call is kept and offered at once to those who listen, at every process', async () => {
  const here = await ouvir(t);
  const there = await ouvir(beside);
  assert.equal(here.response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(here.response.headers.get('cache-control'), 'no-store');
  const response = await ligar({ fila: '125' });
  assert.deepEqual([response.statusCode, response.body], [200, 'SUCESSO']);
  const row = await db.selectFrom('ligacao_ura').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
  for (const ouvinte of [here, there]) {
    const { id, event, data } = await ouvinte.next();
    assert.deepEqual([id, event], [row.id, 'ligacao']);
    assert.deepEqual(data, {
      id: row.id,
      idCliente: cliente.id,
      cliente: 'MARIA',
      numeroOrigem: '3133330000',
      ramal: '5858',
      fila: '125',
      recebidaEm: row.recebida_em.toISOString(),
    });
    ouvinte.close();
  }
});

test('who comes back gets what was missed, by the query or the header, then what is new', async () => {
  const { id } = await db
    .selectFrom('ligacao_ura')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await ligar({ numeroOrigem: '1' });
  await ligar({ numeroOrigem: '2' });
  for (const ouvinte of [await ouvir(t, `?depoisDe=${id}`), await ouvir(t, '', { 'last-event-id': String(id) })]) {
    assert.equal((await ouvinte.next()).data['numeroOrigem'], '1');
    assert.equal((await ouvinte.next()).data['numeroOrigem'], '2');
    await ligar({ numeroOrigem: '3' });
    assert.equal((await ouvinte.next()).data['numeroOrigem'], '3');
    ouvinte.close();
    await db.deleteFrom('ligacao_ura').where('numero_origem', '=', '3').execute();
  }
});

test('an unknown customer is a FALHA, and nobody hears of it', async () => {
  const ouvinte = await ouvir(t);
  const response = await ligar({ idCliente: 2_000_000_000 });
  assert.deepEqual([response.statusCode, response.body], [200, 'FALHA']);
  await ligar({ numeroOrigem: '4' });
  // The news of calls before may still be on its way.
  const heard = [];
  do heard.push((await ouvinte.next()).data);
  while (heard.at(-1)?.['numeroOrigem'] !== '4');
  assert.ok(heard.every(({ idCliente }) => idCliente === cliente.id));
  ouvinte.close();
});

test('the stream asks for credentials', async () => {
  assert.equal((await t.app.inject({ method: 'GET', url: EVENTOS })).statusCode, 401);
  assert.equal((await ask('GET', `${EVENTOS}?depoisDe=-1`)).statusCode, 400);
});

test('a server that closes ends its streams', async () => {
  const ouvinte = await ouvir(beside);
  await beside.app.close();
  await assert.rejects(ouvinte.next(), /ended|terminated/);
});
