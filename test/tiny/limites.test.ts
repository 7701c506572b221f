import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NovoIntegrador } from '#modules/acesso/index.ts';
import { makeIntegrador, testApp } from '../support/app.ts';
import { makeCliente } from '../support/makers.ts';
import { type Retorno, recusa, tinyClient } from './support.ts';

const t = await testApp();
const { db } = t;
const cliente = await makeCliente(db);

const conta = async (changed: Partial<NovoIntegrador>) =>
  tinyClient(t, await makeIntegrador(db, { tipo: 'tiny', escopos: ['tiny'], ...changed }));

type Conta = Awaited<ReturnType<typeof conta>>;

const obter = async (tiny: Conta) => {
  const response = await tiny.call('contato.obter', { id: String(cliente.id) });
  const { retorno } = response.json<{ retorno: Retorno }>();
  return { response, retorno, recusa: retorno.erros ? recusa(retorno as never) : null };
};

test('without a token 1, with an unknown one 2, in the words of the document', async () => {
  const call = async (query: string) => t.app.inject({ method: 'POST', url: `/api2/contato.alterar.php?${query}` });
  const sem = await call('formato=json');
  assert.deepEqual([sem.statusCode, sem.headers['x-limit-api']], [200, '0']);
  assert.deepEqual(sem.json(), {
    retorno: { status_processamento: 1, status: 'Erro', codigo_erro: 1, erros: [{ erro: 'token não informado' }] },
  });
  assert.deepEqual((await call('token=nenhum')).json(), {
    retorno: { status_processamento: 1, status: 'Erro', codigo_erro: 2, erros: [{ erro: 'token invalido' }] },
  });
  assert.equal(
    (await call('token=nenhum&formato=xml')).body,
    '<?xml version="1.0" encoding="UTF-8"?><retorno><status_processamento>1</status_processamento><status>Erro</status>' +
      '<codigo_erro>2</codigo_erro><erros><erro>token invalido</erro></erros></retorno>',
  );
  const gsan = await makeIntegrador(db, { tipo: 'gsan' });
  assert.equal((await call(`token=${gsan.segredo}`)).json<{ retorno: Retorno }>().retorno.codigo_erro, 2);
});

test('an account without the scope, or with a limit of 0, is blocked: 5', async () => {
  const bloqueada = [5, 'API bloqueada ou sem acesso'];
  assert.deepEqual((await obter(await conta({ escopos: ['gsan'] }))).recusa, bloqueada);
  const zero = await obter(await conta({ limitePorMinuto: 0 }));
  assert.deepEqual(zero.recusa, bloqueada);
  assert.equal(zero.response.headers['x-limit-api'], '0');
  const semLotes = await conta({ limiteLotePorMinuto: 0 });
  assert.deepEqual(recusa((await semLotes.gravar('contato.alterar', [])) as never), bloqueada);
  assert.equal((await obter(semLotes)).recusa, null);
});

test('more calls than the limit of the minute are 6, with HTTP 200, until the next minute', async () => {
  const tiny = await conta({ limitePorMinuto: 2 });
  for (const _ of [1, 2]) {
    const { response } = await obter(tiny);
    assert.equal(response.headers['x-limit-api'], '2');
  }
  const { response, recusa: limite } = await obter(tiny);
  assert.deepEqual([response.statusCode, response.headers['x-limit-api']], [200, '2']);
  assert.ok(Number(response.headers['retry-after']) <= 60);
  assert.deepEqual(limite, [
    6,
    'API Bloqueada - Excedido o número de acessos a API, aguarde alguns minutos e tente novamente',
  ]);
  t.clock.setOffset(t.clock.offset() + 60_000);
  assert.equal((await obter(tiny)).recusa, null);
});

test('batches have a limit of their own, whatever the number of their records', async () => {
  const tiny = await conta({ limitePorMinuto: 100, limiteLotePorMinuto: 1 });
  assert.equal((await tiny.alterar({ id: cliente.id })).status, 'OK');
  const { codigo_erro } = await tiny.gravar('contato.incluir', []);
  assert.equal(codigo_erro, 6);
  assert.equal((await obter(tiny)).recusa, null);
});

test('more calls at the same moment than allowed are 11', async () => {
  const tiny = await conta({ limiteConcorrente: 1 });
  const juntas = await Promise.all([obter(tiny), obter(tiny), obter(tiny)]);
  const recusadas = juntas.map(({ recusa: r }) => r).filter((r) => r !== null);
  assert.ok(recusadas.length >= 1);
  assert.deepEqual(recusadas[0], [11, 'API bloqueada momentaneamente - muitos acessos concorrentes']);
  assert.equal((await obter(tiny)).recusa, null);
});
