import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, day, startOfDay } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { precoDoPlano } from '#modules/catalogo/index.ts';
import { makeIntegrador, testApp, tokenHeaders } from '../support/app.ts';
import { CIDADE, makeArea, makeBairro, makePlano, makePreco, makeTecnologia, makeVelocidade } from './makers.ts';

const t = await testApp();
const { app, db, clock } = t;
const integrador = await makeIntegrador(db);
const headers = await tokenHeaders(t, integrador);

const tabela = { valor: null, utiliza_tabela_preco: true };
const hoje = clock.today();

const valores = (payload: object, as = headers) =>
  app.inject({ method: 'POST', url: '/ws/comercial/contratos/tabela/precos/valores', headers: as, payload });

async function makeTabela() {
  const plano = await makePlano(db, tabela);
  const area = await makeArea(db, {});
  const velocidade = await makeVelocidade(db);
  const chave = { plano_id: plano.id, tipo_contrato_id: plano.tipoContratoId, area_cobertura_id: area.id };
  const body = {
    idPlano: plano.id,
    idTipoContrato: plano.tipoContratoId,
    idAreaCobertura: area.id,
    tipoPessoa: 'PessoaFisica',
    idVelocidade: velocidade.id,
  };
  return { plano, area, velocidade, chave, body };
}

test('a plan without the table has its own value, anywhere and on any day', async () => {
  const plano = await makePlano(db);
  const pedido = { planoId: plano.id, tipoContratoId: 1, tipoPessoa: 'JURIDICA' as const, dia: hoje };
  assert.equal(await precoDoPlano(db, pedido), 9990);
  assert.equal(await precoDoPlano(db, { ...pedido, planoId: 999_999 }), null);
});

test('the area of the district goes before the area of the city', async () => {
  const bairro = await makeBairro(db);
  const plano = await makePlano(db, tabela);
  const daCidade = await makeArea(db, { cidadeId: CIDADE });
  const doBairro = await makeArea(db, { bairroId: bairro.id });
  const chave = { plano_id: plano.id, tipo_contrato_id: plano.tipoContratoId };
  const pedido = { planoId: plano.id, tipoContratoId: plano.tipoContratoId, tipoPessoa: 'FISICA' as const, dia: hoje };
  const onde = { cidadeId: CIDADE, bairroId: bairro.id };
  await makePreco(db, { ...chave, area_cobertura_id: daCidade.id, valor: centavos(8000) });
  assert.equal(await precoDoPlano(db, { ...pedido, cidadeId: CIDADE }), 8000);
  assert.equal(await precoDoPlano(db, { ...pedido, ...onde }), null, 'its own area has no price');
  await makePreco(db, { ...chave, area_cobertura_id: doBairro.id, valor: centavos(7000) });
  assert.equal(await precoDoPlano(db, { ...pedido, ...onde }), 7000);
  assert.equal(await precoDoPlano(db, { ...pedido, areaId: daCidade.id, ...onde }), 8000, 'an area that is named');
  assert.equal(await precoDoPlano(db, { ...pedido, ...onde, tipoPessoa: 'JURIDICA' }), null);
});

test('a price for the speed goes before a price for every speed', async () => {
  const { plano, area, velocidade, chave } = await makeTabela();
  const pedido = {
    planoId: plano.id,
    tipoContratoId: plano.tipoContratoId,
    areaId: area.id,
    tipoPessoa: 'FISICA' as const,
    dia: hoje,
  };
  await makePreco(db, { ...chave, valor: centavos(5000) });
  await makePreco(db, { ...chave, velocidade_id: velocidade.id, valor: centavos(6000) });
  assert.equal(await precoDoPlano(db, { ...pedido, velocidadeId: velocidade.id }), 6000);
  assert.equal(await precoDoPlano(db, pedido), 5000);
  assert.equal(await precoDoPlano(db, { ...pedido, velocidadeId: (await makeVelocidade(db)).id }), 5000);
});

test('a price changes at midnight in São Paulo', async (context) => {
  const { velocidade, chave, body } = await makeTabela();
  const change = day('2031-05-01');
  await makePreco(db, { ...chave, velocidade_id: velocidade.id, valor: centavos(8000), fim: addDays(change, -1) });
  await makePreco(db, { ...chave, velocidade_id: velocidade.id, valor: centavos(8990), inicio: change });
  context.after(() => clock.setOffset(0));
  const priceAt = async (millis: number) => {
    clock.setOffset(millis - Date.now());
    const response = await valores(body, await tokenHeaders(t, integrador));
    return response.json<{ resposta: { Valor: number } }>().resposta.Valor;
  };
  const midnight = startOfDay(change).getTime();
  assert.equal(await priceAt(midnight - 30_000), 80);
  assert.equal(await priceAt(midnight), 89.9);
});

test('the table answers one price, and a sentence where it has none', async () => {
  const { plano, velocidade, chave, body } = await makeTabela();
  await makePreco(db, { ...chave, velocidade_id: velocidade.id });
  const found = await valores(body);
  assert.deepEqual(found.json(), { resposta: { Velocidade: velocidade.descricao, Valor: 80, Plano: 'PLANO' } });
  const cases: [object, number, string][] = [
    [{ ...body, idVelocidade: '' }, 400, 'O campo idVelocidade é obrigatório.'],
    [{ ...body, idPlano: 999_999 }, 404, 'Plano não encontrado.'],
    [
      { ...body, tipoPessoa: 'PessoaJuridica' },
      404,
      'A tabela de preços não tem valor para este plano com os parâmetros informados.',
    ],
    [
      { ...body, idVelocidade: 999_999 },
      404,
      'A tabela de preços não tem valor para este plano com os parâmetros informados.',
    ],
    [{ ...body, idAreaCobertura: 0 }, 400, 'O campo idAreaCobertura deve ser no mínimo 1.'],
  ];
  for (const [payload, status, error] of cases) {
    const response = await valores(payload);
    assert.equal(response.statusCode, status);
    assert.deepEqual(response.json(), { error });
  }
  const telefonia = await makePlano(db, { ...tabela, tecnologia_id: (await makeTecnologia(db, 'TELEFONIA')).id });
  await makePreco(db, {
    ...chave,
    plano_id: telefonia.id,
    tipo_contrato_id: plano.tipoContratoId,
    valor: centavos(8310),
  });
  const response = await valores({ ...body, idPlano: telefonia.id, idVelocidade: '' });
  assert.deepEqual(response.json(), { resposta: { Velocidade: null, Valor: 83.1, Plano: 'PLANO' } });
});

test('the speeds are those that have a price today, slowest first', async () => {
  const { velocidade, chave, body } = await makeTabela();
  const slow = await makeVelocidade(db, 600);
  const past = await makeVelocidade(db, 300);
  await makePreco(db, { ...chave, velocidade_id: velocidade.id });
  await makePreco(db, { ...chave, velocidade_id: slow.id });
  await makePreco(db, { ...chave, velocidade_id: past.id, fim: addDays(hoje, -1) });
  const ask = (payload: object) =>
    app.inject({ method: 'POST', url: '/ws/comercial/contratos/tabela/precos/velocidades', headers, payload });
  const response = await ask(body);
  assert.deepEqual(response.json(), {
    resposta: [
      {
        id: slow.id,
        descricao: '600 kbps',
        taxaDownloadGenerico: '600',
        taxaUploadGenerico: '1024',
        velocidadesConexaoRadius: null,
      },
      {
        id: velocidade.id,
        descricao: '2048 kbps',
        taxaDownloadGenerico: '2048',
        taxaUploadGenerico: '1024',
        velocidadesConexaoRadius: null,
      },
    ],
  });
  assert.deepEqual((await ask({ ...body, idAreaCobertura: 999_999 })).json(), { resposta: [] });
});

test('a city without coverage is told so', async () => {
  const area = await makeArea(db, { cidadeId: CIDADE });
  const ask = (id: number | string) =>
    app.inject({ method: 'GET', url: `/ws/comercial/contratos/areas_cobertura/cidade/${id}`, headers });
  assert.deepEqual((await ask(CIDADE)).json(), { resposta: { Descricao: 'AREA', Id: area.id } });
  const none = await ask(3106200);
  assert.equal(none.statusCode, 404);
  assert.deepEqual(none.json(), { error: 'A cidade informada não tem área de cobertura.' });
  assert.equal((await ask('abc')).statusCode, 400);
});
