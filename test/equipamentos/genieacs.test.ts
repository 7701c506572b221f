import assert from 'node:assert/strict';
import { test } from 'node:test';
import { genieAcs } from '#modules/equipamentos/index.ts';
import { type Recebido, standIn } from './stand-in.ts';

const ID = '00259E-HG8245H%2DX-48575443';

const pathOf = ({ method, url }: Recebido) => `${method} ${url.split('?')[0]}`;
const isTask = ({ method, url }: Recebido) => method === 'POST' && url.includes('/tasks');

test('equipment is found by its serial number, and not when two have it', async () => {
  let devices: object[] = [{ _id: ID }];
  const { url, recebidos } = await standIn(() => ({ status: 200, body: devices }));
  const acs = genieAcs({ url });
  assert.equal(await acs.achar({ serial: 'FHTT-0987', acsId: null }), ID);
  const asked = new URL(recebidos[0]?.url ?? '', url);
  assert.equal(asked.pathname, '/devices/');
  assert.equal(asked.searchParams.get('projection'), '_id');
  assert.deepEqual(JSON.parse(asked.searchParams.get('query') ?? ''), {
    '_deviceId._SerialNumber': { $in: ['FHTT-0987', 'FHTT0987'] },
  });
  devices = [{ _id: 'a' }, { _id: 'b' }];
  assert.equal(await acs.achar({ serial: 'X', acsId: null }), null);
  devices = [];
  assert.equal(await acs.achar({ serial: 'X', acsId: null }), null);
  assert.equal(await acs.achar({ serial: 'X', acsId: 'known' }), 'known');
  assert.equal(recebidos.length, 3, 'what is known is not asked');
});

test('a restart is a task with a connection request; user and password of the address go as Basic', async () => {
  const { url, recebidos } = await standIn(() => ({ status: 200, body: { _id: '1' } }));
  const acs = genieAcs({ url: `${url.replace('http://', 'http://acs:s%40nha@')}/nbi/`, esperaMs: 1500 });
  assert.deepEqual(await acs.reiniciar(ID), { certo: true, resultado: 'executado' });
  const [pedido] = recebidos;
  assert.equal(pedido?.method, 'POST');
  assert.equal(pedido?.url, `/nbi/devices/${encodeURIComponent(ID)}/tasks?timeout=1500&connection_request`);
  assert.deepEqual(pedido?.body, { name: 'reboot' });
  assert.equal(pedido?.headers.authorization, `Basic ${Buffer.from('acs:s@nha').toString('base64')}`);
});

test('a restart that the equipment did not take is withdrawn, so that it does not happen hours later', async () => {
  const { url, recebidos } = await standIn((pedido) =>
    isTask(pedido) ? { status: 202, body: { _id: 'task1' } } : { status: 200, body: [] },
  );
  assert.deepEqual(await genieAcs({ url }).reiniciar(ID), { certo: false, resultado: 'nao_alcancado', denovo: true });
  assert.deepEqual(recebidos.map(pathOf).slice(1), ['GET /faults/', 'DELETE /tasks/task1']);
});

test('Wi-Fi data wait in the ACS for the equipment; a fault of the equipment is a refusal', async () => {
  let faults: object[] = [];
  const { url, recebidos } = await standIn((pedido) =>
    isTask(pedido) ? { status: 202, body: { _id: 'task1' } } : { status: 200, body: faults },
  );
  const acs = genieAcs({ url });
  const configurar = () =>
    acs.configurar(ID, [
      ['A.SSID', 'CASA'],
      ['A.Key', '12345678'],
    ]);
  assert.deepEqual(await configurar(), { certo: true, resultado: 'na_fila_do_acs' });
  assert.deepEqual(recebidos[0]?.body, {
    name: 'setParameterValues',
    parameterValues: [
      ['A.SSID', 'CASA', 'xsd:string'],
      ['A.Key', '12345678', 'xsd:string'],
    ],
  });
  faults = [{ _id: `${ID}:task_task1` }];
  assert.deepEqual(await configurar(), { certo: false, resultado: 'recusado_pelo_equipamento', denovo: false });
  assert.equal(pathOf(recebidos.at(-1) as Recebido), 'DELETE /tasks/task1');
});

test('an ACS that fails is asked again; a restart that may have happened is not', async () => {
  let resposta: Parameters<typeof standIn>[0] = () => ({ status: 503 });
  const { url } = await standIn((pedido) => resposta(pedido));
  const acs = genieAcs({ url, esperaMs: 100 });
  const desfechos = async () => [await acs.reiniciar(ID), await acs.configurar(ID, [['A', 'b']])];
  const falha = (resultado: string, denovo: boolean) => ({ certo: false, resultado, denovo });
  assert.deepEqual(await desfechos(), [falha('erro', true), falha('erro', true)]);
  resposta = () => ({ status: 404 });
  assert.deepEqual(await desfechos(), [falha('recusa', false), falha('recusa', false)]);
  resposta = () => 'desliga';
  assert.deepEqual(await desfechos(), [falha('sem_conexao', true), falha('sem_conexao', true)]);
  resposta = () => ({ status: 200, body: {}, atrasoMs: 500 });
  assert.deepEqual(await desfechos(), [falha('prazo', false), falha('prazo', true)]);
});
