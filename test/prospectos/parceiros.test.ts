import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clearSalePorHttp, spcPorHttp } from '#modules/prospectos/index.ts';
import { httpPartner, type PartnerSettings, type Transport } from '#platform/http-partner.ts';
import { parceirosSimulados } from '../../src/demo/parceiros.ts';
import { respostasSimuladas } from '../../src/demo/parts/respostas-simuladas.ts';
import { testApp } from '../support/app.ts';
import { makeChamada, makeProspecto, makeVenda } from '../support/prospectos.ts';
import { insert } from '../support/vendas.ts';

const rules = { creditoDias: 0 };
const t = await testApp(rules);
const { db, clock, services } = t;
const call = await makeChamada(t);
const venda = await makeVenda(db);
const criterios = [
  { id: 1, pergunta: 'Negativações', campo: 'totalRestricoes', operador: '<=', valor_referencia: '4' },
  {
    id: 3,
    pergunta: 'Acima de 500',
    campo: 'valorTotalRestricoes',
    operador: '<=',
    valor_referencia: '500',
    aceita_nulo: true,
  },
  { id: 5, pergunta: 'Maior', campo: 'idade', operador: '>=', valor_referencia: '18', tipo_pessoa: 'FISICA' },
  { id: 7, pergunta: 'Velha regra', campo: 'score', operador: '>', valor_referencia: '999', ativo: false },
];
for (const criterio of criterios) await insert(db, 'criterio_credito', criterio);

let asked: unknown[] = [];
const answering = (answer: (body: { documento: string }) => Response | Promise<Response>): Partial<PartnerSettings> => {
  asked = [];
  const transport: Transport = async (_, { body, signal }) => {
    const pedido = JSON.parse(String(body));
    asked.push(pedido);
    const late = new Promise<never>((_resolve, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason)),
    );
    return Promise.race([answer(pedido), late]);
  };
  return { transport, attemptMs: 100, deadlineMs: 300, backoffMs: 1 };
};
const partner = (settings: Partial<PartnerSettings>) =>
  httpPartner({ name: 'TESTE', url: 'http://teste.invalid/', token: null, ...settings });
const usarSpc = (answer: Parameters<typeof answering>[0]) => {
  services.parceiros.spc = spcPorHttp(partner(answering(answer)));
};
const usarClearSale = (answer: Parameters<typeof answering>[0]) => {
  services.parceiros.clearSale = clearSalePorHttp(partner(answering(answer)));
};
const limpo =
  (changed: object = {}) =>
  ({ documento }: { documento: string }) =>
    Response.json({
      documento,
      nome: 'MARIA',
      dataNascimento: '1988-03-15',
      totalRestricoes: 0,
      score: 700,
      ...changed,
    });

const spc = (idProspecto: number, headers = {}, idUsuario = venda.gerente) =>
  call('POST', '/comercial/prospectos/spc/consultar', { idUsuario, idProspecto }, headers);
const clearSale = (idProspecto: number) =>
  call('POST', '/comercial/prospectos/clear_sale/consultar', { idUsuario: venda.gerente, idProspecto });
const consultasDe = (id: number) =>
  db.selectFrom('consulta_credito').selectAll().where('prospecto_id', '=', id).orderBy('id').execute();

interface Analise {
  criterioAprovacaoCredito: { id: number };
  valorCriterio: string;
  aprovado: boolean;
  idUsuarioAprovacao: number;
}

const ERRO_SPC = [500, { error: 'Erro ao verificar credito' }];
const ERRO_CLEAR_SALE = [500, { error: 'Internal Server Error' }];

test('without a configured partner the documented error comes back, and nothing is stored', async () => {
  const { id } = await makeProspecto(db, venda);
  const one = await spc(id);
  const other = await clearSale(id);
  assert.deepEqual([one.statusCode, one.json()], ERRO_SPC);
  assert.deepEqual([other.statusCode, other.json()], ERRO_CLEAR_SALE);
  assert.deepEqual(await consultasDe(id), []);
});

test('an answer is stored with the verdict of each active criterion', async () => {
  usarSpc(limpo());
  const { id, documento } = await makeProspecto(db, venda);
  const response = await spc(id);
  assert.equal(response.statusCode, 200, response.body);
  assert.equal(response.headers['x-balcao-simulado'], undefined);
  assert.deepEqual(asked, [{ documento }]);
  const { resposta } = response.json();
  const idade = Number(clock.today().slice(0, 4)) - 1988 - (clock.today().slice(5) < '03-15' ? 1 : 0);
  assert.deepEqual(
    [
      resposta.cpf,
      resposta.cnpj,
      resposta.idade,
      resposta.dataNascimento,
      resposta.idUsuario,
      resposta.aprovado,
      resposta.rg,
    ],
    [documento, null, idade, 574398000000, venda.gerente, true, null],
  );
  assert.deepEqual(
    (resposta.analisesCredito as Analise[]).map((a) => [
      a.criterioAprovacaoCredito.id,
      a.valorCriterio,
      a.aprovado,
      a.idUsuarioAprovacao,
    ]),
    [
      [1, 'totalRestricoes', true, venda.usuario],
      [3, 'valorTotalRestricoes', true, venda.usuario],
      [5, 'idade', true, venda.usuario],
    ],
  );
  const [consulta, ...mais] = await consultasDe(id);
  assert.deepEqual(
    [consulta?.id, consulta?.parceiro, consulta?.aprovado, consulta?.documento, mais.length],
    [resposta.id, 'SPC', true, documento, 0],
  );
  const analises = await db.selectFrom('analise_credito').selectAll().where('consulta_id', '=', resposta.id).execute();
  assert.equal(analises.length, 3);
  const audit = await db.selectFrom('auditoria').select('depois').where('tabela', '=', 'consulta_credito').execute();
  assert.doesNotMatch(JSON.stringify(audit), /MARIA/, 'what the bureau said of a person is not copied');
});

test('approved is who meets every criterion, unless the bureau advises against', async () => {
  const verdict = async (changed: object, prospecto: object = {}) => {
    usarSpc(limpo(changed));
    const { id } = await makeProspecto(db, venda, prospecto);
    return (await spc(id)).json().resposta.aprovado;
  };
  assert.equal(await verdict({ totalRestricoes: 5 }), false);
  assert.equal(await verdict({ totalRestricoes: 4, valorTotalRestricoes: 500 }), true);
  assert.equal(await verdict({ valorTotalRestricoes: 500.01 }), false);
  assert.equal(await verdict({ dataNascimento: null }), false);
  assert.equal(await verdict({ aprovado: false }), false);
  assert.equal(await verdict({ aprovado: true }), true);
  const pj = { tipo_pessoa: 'JURIDICA', documento: '11222333000181', nascimento: null };
  assert.equal(await verdict({ dataNascimento: null }, pj), true, 'a company has no age');
});

test('late, silent, broken, malformed, of another document or another shape: the documented error, nothing stored', async () => {
  const { id } = await makeProspecto(db, venda);
  const wrong: Parameters<typeof answering>[0][] = [
    () => new Promise(() => {}),
    () => Promise.reject(new Error('ECONNREFUSED')),
    () => new Response('', { status: 500 }),
    () => new Response('', { status: 403 }),
    () => new Response('<html>'),
    () => Response.json(null),
    limpo({ documento: '00000000000' }),
    limpo({ totalRestricoes: 'muitas' }),
    limpo({ totalRestricoes: undefined }),
    limpo({ dataNascimento: '1988-02-31' }),
    limpo({ score: 'alto' }),
  ];
  for (const answer of wrong) {
    usarSpc(answer);
    const response = await spc(id);
    assert.deepEqual([response.statusCode, response.json()], ERRO_SPC);
    usarClearSale(answer);
    const other = await clearSale(id);
    assert.deepEqual([other.statusCode, other.json()], ERRO_CLEAR_SALE);
  }
  assert.deepEqual(await consultasDe(id), []);
});

test('500 and then 200 is an answer', async () => {
  let calls = 0;
  usarSpc((pedido) => (++calls === 1 ? new Response('', { status: 500 }) : limpo()(pedido)));
  const { id } = await makeProspecto(db, venda);
  assert.equal((await spc(id)).statusCode, 200);
  assert.equal(calls, 2);
});

test('a slow partner holds no connection of the database', async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const late = answering(async (pedido) => {
    await slow;
    return limpo()(pedido);
  });
  services.parceiros.spc = spcPorHttp(partner({ ...late, attemptMs: 5000, deadlineMs: 5000 }));
  const { id } = await makeProspecto(db, venda);
  const waiting = Array.from({ length: 30 }, () => spc(id));
  const tipos = await call('GET', '/comercial/prospectos/tipos');
  assert.equal(tipos.statusCode, 200, 'thirty calls wait for the partner and the pool of ten is free');
  release();
  for (const response of await Promise.all(waiting)) assert.equal(response.statusCode, 200);
});

test('the same request again under its Idempotency-Key does not ask again', async () => {
  usarSpc(limpo());
  const { id } = await makeProspecto(db, venda);
  const first = await spc(id, { 'idempotency-key': 'spc-1' });
  const again = await spc(id, { 'idempotency-key': 'spc-1' });
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.equal(again.body, first.body);
  assert.equal(asked.length, 1);
  const other = await spc((await makeProspecto(db, venda)).id, { 'idempotency-key': 'spc-1' });
  assert.equal(other.statusCode, 422);
});

test('within the days of the setting a document is not asked about again', async () => {
  const segunda = await testApp({ creditoDias: 30 });
  const chamada = await makeChamada(segunda);
  const loja = await makeVenda(segunda.db);
  asked = [];
  segunda.services.parceiros.spc = spcPorHttp(partner(answering(limpo())));
  const { id, documento } = await makeProspecto(segunda.db, loja);
  const irmao = await makeProspecto(segunda.db, loja, { documento });
  const consultar = async (idProspecto: number, por = chamada) =>
    (await por('POST', '/comercial/prospectos/spc/consultar', { idUsuario: loja.gerente, idProspecto })).json()
      .resposta;
  const first = await consultar(id);
  assert.deepEqual(await consultar(id), first);
  assert.deepEqual(await consultar(irmao.id), first);
  assert.equal(asked.length, 1);
  segunda.clock.setOffset(31 * 86_400_000);
  const depois = await makeChamada(segunda);
  assert.notEqual((await consultar(id, depois)).id, first.id);
  assert.equal(asked.length, 2);
});

test('unknown prospects and users, and who has no document, are told before anybody is asked', async () => {
  usarSpc(limpo());
  const { id } = await makeProspecto(db, venda);
  const semDocumento = await makeProspecto(db, venda, { documento: null });
  const cases: [Awaited<ReturnType<typeof spc>>, number, RegExp][] = [
    [await spc(99_999_999), 400, /^O idProspecto informado nao pertence/],
    [await spc(id, {}, 99_999_999), 400, /idUsuario/],
    [await spc(semDocumento.id), 409, /CPF ou CNPJ/],
  ];
  for (const [response, status, sentence] of cases) {
    assert.equal(response.statusCode, status);
    assert.match(response.json().error, sentence);
  }
  assert.deepEqual(asked, []);
});

const [, exemplo] = respostasSimuladas.map(({ resposta }) => JSON.parse(resposta));

test('Clear Sale is asked about document and mobile, which come back as numbers', async () => {
  usarClearSale(() => Response.json({ ...exemplo, segredo: 'a mais' }));
  const { id, documento } = await makeProspecto(db, venda, { documento: '01234567890' });
  const response = await clearSale(id);
  assert.equal(response.statusCode, 200, response.body);
  assert.deepEqual(asked, [{ documento, ddd: '32', telefone: '999998888' }]);
  const { resposta } = response.json();
  assert.deepEqual(
    [resposta.documento, resposta.ddd, resposta.telefone, resposta.email],
    [1234567890, 32, 999998888, null],
  );
  assert.deepEqual(resposta.resultado, exemplo.resultado);
  const [consulta] = await consultasDe(id);
  assert.deepEqual([consulta?.parceiro, consulta?.aprovado, resposta.id], ['CLEAR_SALE', null, consulta?.id]);
  assert.doesNotMatch(JSON.stringify(consulta?.resposta), /segredo/);
});

test('Clear Sale without success gives no result to store', async () => {
  usarClearSale(() => Response.json({ ...exemplo, sucesso: false }));
  const { id } = await makeProspecto(db, venda);
  assert.equal((await clearSale(id)).statusCode, 500);
  assert.deepEqual(await consultasDe(id), []);
});

test('the simulator says that it is one, answers the same for the same document, and fails when told to', async () => {
  Object.assign(services.parceiros, parceirosSimulados(db));
  const { id, documento } = await makeProspecto(db, venda);
  const first = await spc(id);
  const second = await spc(id);
  assert.equal(first.headers['x-balcao-simulado'], 'sim');
  assert.equal((await clearSale(id)).headers['x-balcao-simulado'], 'sim');
  assert.equal(first.json().resposta.score, second.json().resposta.score);

  await db
    .insertInto('demo_parceiro')
    .values({
      parceiro: 'SPC',
      documento: documento ?? '',
      resposta: JSON.stringify({ documento, totalRestricoes: 9 }),
    })
    .execute();
  assert.equal((await spc(id)).json().resposta.totalRestricoes, 9);
  for (const falha of ['erro', 'malformada', 'atraso'] as const) {
    await db.updateTable('demo_parceiro').set({ falha }).where('documento', '=', documento).execute();
    const response = await spc(id);
    assert.deepEqual(
      [response.statusCode, response.json(), response.headers['x-balcao-simulado']],
      [...ERRO_SPC, 'sim'],
      falha,
    );
  }
  await db.updateTable('demo_parceiro').set({ falha: null }).where('documento', '=', documento).execute();
  assert.equal((await spc(id)).statusCode, 200);
});
