import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeAssinante, makeCliente, makeContrato } from '../support/makers.ts';
import { makeCentro, makeTipo } from './makers.ts';

const t = await testApp();
const { db } = t;
const { ask, integrador } = await newCaller(t);
const assinante = await makeAssinante(db);
const contrato = await makeContrato(db, assinante.id);
const alheio = await makeContrato(db, (await makeCliente(db)).id);
const padrao = await makeCentro(db);
const outroCentro = await makeCentro(db, 'CAMPO');
const tipo = await makeTipo(db, { centro_custo_padrao_id: padrao, prazo: 4, prazo_unidade: 'HORAS' });
const deTelefonia = await makeTipo(db, { tipo_tecnologia: 'TELEFONIA' });
const inativo = await makeTipo(db, { ativo: false });

const ABRIR = '/ws/comercial/atendimentos/cadastrar';
const CADASTRAR = '/ws/comercial/atendimento';
const linhas = () => db.selectFrom('atendimento').selectAll().orderBy('id').execute();
const ultima = async () => (await linhas()).at(-1);

test('a ticket by contract has a protocol, the destination and the deadline of its type, and a history', async () => {
  const response = await ask('POST', ABRIR, {
    idContrato: contrato.id,
    descricao: 'SEM SINAL',
    idTipoAtendimento: tipo.id,
  });
  assert.equal(response.statusCode, 201, response.body);
  const { numeroProtocolo, status } = response.json();
  assert.equal(status, 'CREATED');
  assert.match(numeroProtocolo, /^\d{16}$/);
  const row = await ultima();
  assert.ok(row?.prazo_em && row.prazo_em > row.aberto_em);
  assert.deepEqual(
    [row.protocolo, row.cliente_id, row.contrato_id, row.status, row.descricao, row.centro_custo_destino_id],
    [numeroProtocolo, assinante.id, contrato.id, 'PENDENTE', 'SEM SINAL', padrao],
  );
  assert.equal(row.integrador_id, integrador.id);
  const historico = await db
    .selectFrom('atendimento_historico')
    .select(['de', 'para', 'motivo', 'integrador_id'])
    .where('atendimento_id', '=', row.id)
    .execute();
  assert.deepEqual(historico, [{ de: null, para: 'PENDENTE', motivo: 'ABERTURA', integrador_id: integrador.id }]);
});

test('the protocol is the moment of the opening in São Paulo and two digits', async () => {
  const response = await ask('POST', ABRIR, { idContrato: contrato.id, descricao: 'A' });
  const protocolo: string = response.json().numeroProtocolo;
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d\d$/.exec(protocolo) ?? [];
  const instante = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}-03:00`);
  assert.ok(Math.abs(instante - Date.now()) < 60_000, protocolo);
});

test('300 tickets at once have 300 protocols', async () => {
  const openOne = () => ask('POST', ABRIR, { idContrato: contrato.id, descricao: 'JUNTOS' });
  const responses = await Promise.all(Array.from({ length: 300 }, openOne));
  assert.equal(new Set(responses.map((response) => response.json().numeroProtocolo)).size, 300);
});

test('a subscriber opens a ticket, with and without a contract', async () => {
  const { acesso } = assinante;
  const pedido = {
    ...acesso,
    idContrato: contrato.id,
    idCentroCustoDestino: outroCentro,
    status: 'AGUARDANDO_ANALISE',
  };
  const response = await ask('POST', CADASTRAR, { ...pedido, idTipoAtendimento: tipo.id, descricao: 'TESTE' });
  assert.deepEqual([response.statusCode, response.body], [201, 'CREATED']);
  assert.match(String(response.headers['content-type']), /^text\/plain/);
  const row = await ultima();
  assert.deepEqual([row?.status, row?.centro_custo_destino_id], ['AGUARDANDO_ANALISE', outroCentro]);

  assert.equal((await ask('POST', CADASTRAR, acesso)).statusCode, 201);
  const semContrato = await ultima();
  assert.deepEqual(
    [semContrato?.cliente_id, semContrato?.contrato_id, semContrato?.descricao],
    [assinante.id, null, ''],
  );
});

test('a repeated request with one Idempotency-Key opens one ticket and gives its status again', async () => {
  const before = (await linhas()).length;
  const headers = { 'idempotency-key': 'um-chamado' };
  const body = { idContrato: contrato.id, descricao: 'UMA VEZ' };
  const first = await ask('POST', ABRIR, body, headers);
  const second = await ask('POST', ABRIR, body, headers);
  assert.deepEqual([second.statusCode, second.body], [201, first.body]);
  assert.equal((await linhas()).length, before + 1);
});

const recusados: [string, string, object, number, RegExp][] = [
  ['an unknown contract', ABRIR, { idContrato: 2_000_000_000, descricao: 'A' }, 404, /^Contrato não encontrado/],
  [
    "somebody else's contract",
    CADASTRAR,
    { ...assinante.acesso, idContrato: alheio.id, descricao: 'A' },
    404,
    /^Contrato não encontrado/,
  ],
  [
    'a type of another technology',
    ABRIR,
    { idContrato: contrato.id, descricao: 'A', idTipoAtendimento: deTelefonia.id },
    400,
    /não é da tecnologia do contrato, INTERNET/,
  ],
  [
    'a type that is not in use',
    ABRIR,
    { idContrato: contrato.id, descricao: 'A', idTipoAtendimento: inativo.id },
    400,
    /^O idTipoAtendimento informado não pertence/,
  ],
  [
    'an unknown destination',
    ABRIR,
    { idContrato: contrato.id, descricao: 'A', idCentroCustoDestino: 2_000_000_000 },
    400,
    /^O idCentroCustoDestino informado não pertence/,
  ],
  [
    'a visit that nobody booked',
    CADASTRAR,
    { ...assinante.acesso, idContrato: contrato.id, status: 'VISITA_AGENDADA' },
    400,
    /agende a visita/,
  ],
  ['a status of no document', CADASTRAR, { ...assinante.acesso, status: 'ABERTO' }, 400, /status/],
  ['no description', ABRIR, { idContrato: contrato.id, descricao: '' }, 400, /descricao/],
  ['a wrong password', CADASTRAR, { ...assinante.acesso, senha: 'outra' }, 401, /./],
];

for (const [what, url, body, status, sentence] of recusados) {
  test(`${what} is refused and opens nothing`, async () => {
    const before = (await linhas()).length;
    const response = await ask('POST', url, body);
    assert.equal(response.statusCode, status, response.body);
    assert.match(response.json().error, sentence);
    assert.equal((await linhas()).length, before);
  });
}
