import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { distanciaKm, type Ponto } from '#modules/redes/index.ts';
import { testApp } from '../support/app.ts';
import { makeCliente } from '../support/makers.ts';
import { makeChamada, makeEnderecoDeProspecto, makeProspecto, makeVenda } from '../support/prospectos.ts';
import { insert, makeCaixa } from '../support/vendas.ts';

const t = await testApp();
const { db } = t;
const call = await makeChamada(t);
const venda = await makeVenda(db);

const centro = { latitude: -20.6560787, longitude: -43.756296599999985 };
const KM_POR_GRAU = 111.19492664455873;

/** A place so many km to the north and east of another. */
const aoLado = ({ latitude, longitude }: Ponto, norte: number, leste: number): Ponto => ({
  latitude: latitude + norte / KM_POR_GRAU,
  longitude: longitude + leste / (KM_POR_GRAU * Math.cos((latitude * Math.PI) / 180)),
});

const viabilidade = async (ponto: Ponto, changed: object = {}) =>
  call('POST', '/comercial/viabilidade_tecnica/consultar', {
    idEndereco: venda.logradouro,
    numero: 85,
    latitude: String(ponto.latitude),
    longitude: String(ponto.longitude),
    idSegmentoProspecto: venda.segmento,
    ...changed,
  });
const distancia = async (ponto: Ponto): Promise<number | null> => (await viabilidade(ponto)).json().resposta.distancia;
const near = (actual: number | null, expected: number) =>
  assert.ok(actual !== null && Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test('distances known from elsewhere', () => {
  near(distanciaKm({ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 0 }), KM_POR_GRAU);
  near(distanciaKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 }), KM_POR_GRAU);
  near(distanciaKm({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 7 }), Math.PI * 6371);
  // The document's example (p. 119), to the eight decimals of the box's place.
  assert.ok(
    Math.abs(distanciaKm(centro, { latitude: -20.65489543, longitude: -43.7562966 }) - 0.13157409087606006) < 1e-6,
  );
});

test('SQL measures as TypeScript does, symmetric and never negative', async () => {
  const ponto = fc.record({
    latitude: fc.double({ min: -89, max: 89, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  const pares = fc.sample(fc.tuple(ponto, ponto), 200);
  const { rows } = await sql<{ km: number }>`
    select distancia_km((v->0->>'latitude')::float8, (v->0->>'longitude')::float8,
      (v->1->>'latitude')::float8, (v->1->>'longitude')::float8) as km
    from jsonb_array_elements(${JSON.stringify(pares)}::jsonb) with ordinality as j(v, n) order by n`.execute(db);
  for (const [i, [a, b]] of pares.entries()) {
    const km = distanciaKm(a, b);
    assert.ok(km >= 0 && Math.abs(km - distanciaKm(b, a)) < 1e-6);
    // Near the antipodes an arc's sine hardly grows: eight digits of it are a metre.
    const allowed = km > 20_000 ? 1e-3 : 1e-4;
    assert.ok(
      Math.abs((rows[i]?.km ?? Number.NaN) - km) < allowed,
      `${JSON.stringify([a, b])}: ${rows[i]?.km} and ${km}`,
    );
  }
});

test('fifty boxes around: the nearest by true distance is found from every place, in the corners too', async () => {
  const caixas: Ponto[] = [];
  for (let i = 0; i < 50; i++) {
    const ponto = aoLado(centro, Math.sin(i * 12.9898) * 3, Math.cos(i * 78.233) * 3);
    caixas.push(ponto);
    await makeCaixa(db, venda, 1, ponto);
  }
  for (let i = 0; i < 50; i++) {
    const ponto = aoLado(centro, Math.sin(i * 3.7) * 4, Math.cos(i * 5.3) * 4);
    near(await distancia(ponto), Math.min(...caixas.map((caixa) => distanciaKm(caixa, ponto))));
  }
});

test('far south, a degree to the east is half as long: the eastern box is nearer though more degrees away', async () => {
  const sul = { latitude: -60, longitude: -50 };
  await makeCaixa(db, venda, 1, { latitude: -60.009, longitude: -50 });
  await makeCaixa(db, venda, 1, { latitude: -60, longitude: -49.985 });
  near(await distancia(sul), distanciaKm(sul, { latitude: -60, longitude: -49.985 }));
});

test('the rectangle holds the whole circle, at every latitude', async () => {
  const { rows } = await sql<{ fora: number }>`
    select count(*)::int as fora
    from generate_series(-80, 80, 7) lat, generate_series(0, 359, 3) rumo, unnest(array[0.1, 5, 20, 300]) km,
      lateral (select asind(sind(lat) * cos(km / 6371) + cosd(lat) * sin(km / 6371) * cosd(rumo)) as la) p,
      lateral (select 10 + atan2d(sind(rumo) * sin(km / 6371) * cosd(lat), cos(km / 6371) - sind(lat) * sind(p.la)) as lo) q
    where not point(q.lo, p.la) <@ retangulo(lat, 10, km)`.execute(db);
  assert.equal(rows[0]?.fora, 0);
});

test('poles and tiny numbers are places too', async () => {
  await makeCaixa(db, venda, 1, { latitude: 0, longitude: 0 });
  near(await distancia({ latitude: 1e-200, longitude: 1e-300 }), 0);
  for (const latitude of [90, -90]) assert.equal(await distancia({ latitude, longitude: 180 }), null);
});

test('only active boxes with a free output count, within the segment’s radius', async () => {
  const aqui = { latitude: -10, longitude: -50 };
  await makeCaixa(db, venda, 1, { ...aoLado(aqui, 0.1, 0), ativa: false });
  await makeCaixa(db, venda, 0, aoLado(aqui, 0.2, 0));
  const cheia = await makeCaixa(db, venda, 2, aoLado(aqui, 0.3, 0));
  await db.updateTable('saida_caixa').set({ status: 'DEFEITO' }).where('caixa_id', '=', cheia.caixa).execute();
  assert.deepEqual((await viabilidade(aqui)).json(), { resposta: { resultado: 'REPROVADO', distancia: null } });
  const livre = await makeCaixa(db, venda, 1, aoLado(aqui, 0.6, 0));
  const longe = (await viabilidade(aqui)).json().resposta;
  assert.equal(longe.resultado, 'REPROVADO');
  near(longe.distancia, 0.6);
  const largo = await insert(db, 'segmento', { descricao: 'RURAL', viabilidade_raio_m: 601 });
  assert.equal((await viabilidade(aqui, { idSegmentoProspecto: largo })).json().resposta.resultado, 'APROVADO');
  await db.updateTable('saida_caixa').set({ status: 'OCUPADA' }).where('caixa_id', '=', livre.caixa).execute();
  assert.equal(await distancia(aqui), null);
  await db
    .updateTable('saida_caixa')
    .set({ status: 'LIVRE' })
    .where('id', '=', cheia.saidas[1] ?? 0)
    .execute();
  near(await distancia(aqui), 0.3);
});

test('a place that cannot be is refused by name', async () => {
  const cases: [object, RegExp][] = [
    [{ latitude: 'norte' }, /latitude/],
    [{ latitude: '-91' }, /latitude/],
    [{ longitude: '181' }, /longitude/],
    [{ longitude: '' }, /longitude/],
    [{ idEndereco: 99_999_999 }, /idEndereco/],
    [{ idSegmentoProspecto: 99_999_999 }, /idSegmentoProspecto/],
  ];
  for (const [changed, sentence] of cases) {
    const response = await viabilidade(centro, changed);
    assert.equal(response.statusCode, 400, response.body);
    assert.match(response.json().error, sentence);
  }
});

test('viability of a prospect looks at where the service would be installed', async () => {
  const aqui = { latitude: -15, longitude: -50 };
  await makeCaixa(db, venda, 1, aoLado(aqui, 0.2, 0));
  const { id } = await makeProspecto(db, venda);
  const doProspecto = (idProspecto: number, idUsuario = venda.usuario) =>
    call('POST', '/comercial/prospectos/viabilidade_tecnica/consultar', { idUsuario, idProspecto });
  const sem = await doProspecto(id);
  assert.deepEqual([sem.statusCode, /não tem endereço/.test(sem.body)], [409, true]);
  await makeEnderecoDeProspecto(db, venda, id);
  const semLugar = await doProspecto(id);
  assert.deepEqual([semLugar.statusCode, /coordenadas/.test(semLugar.body)], [409, true]);
  await makeEnderecoDeProspecto(db, venda, id, { tipo: 'INSTALACAO', ...aqui });
  const { resposta } = (await doProspecto(id)).json();
  assert.equal(resposta.resultado, 'APROVADO');
  near(resposta.distancia, 0.2);
  assert.equal((await doProspecto(99_999_999)).statusCode, 400);
  assert.equal((await doProspecto(id, 99_999_999)).statusCode, 400);
});

test('boxes near a customer come nearest first, with their free outputs alone', async () => {
  const aqui = { latitude: -25, longitude: -50 };
  const longe = await makeCaixa(db, venda, 2, { ...aoLado(aqui, 0, 0.4), descricao: 'LONGE', numero: '9' });
  const perto = await makeCaixa(db, venda, 3, {
    ...aoLado(aqui, 0.35, 0),
    descricao: 'PERTO',
    numero: '8',
    id_location_cm: 4,
  });
  await makeCaixa(db, venda, 1, aoLado(aqui, 0.4, 0.4));
  await makeCaixa(db, venda, 0, aoLado(aqui, 0.01, 0));
  const [ocupada = 0, ...livres] = perto.saidas;
  await db.updateTable('saida_caixa').set({ status: 'OCUPADA' }).where('id', '=', ocupada).execute();
  const cliente = await makeCliente(db);
  const lugar = { cliente_id: cliente.id, tipo: 'PADRAO', logradouro_id: venda.logradouro, numero: '1' };
  const endereco = await insert(db, 'cliente_endereco', { ...lugar, ...aqui });
  const caixas = (id: number, tipo = venda.tipoContrato) =>
    call('GET', `/comercial/clientes/enderecos/${id}/caixas/proximas/tipo_contrato/${tipo}`);
  const { resposta } = (await caixas(endereco)).json();
  assert.deepEqual(
    resposta.map((caixa: { Id: number }) => caixa.Id),
    [perto.caixa, longe.caixa],
    'the corner of the square is too far',
  );
  assert.deepEqual(resposta[0], {
    DistanciaRoute: null,
    Descricao: 'PERTO',
    Saidas: livres.map((Id, i) => ({ Status: 'LIVRE', Descricao: `SAIDA ${i + 2}`, Id })),
    DuracaoRoute: null,
    Id: perto.caixa,
    QtdeSaidas: 3,
    IdLocationCM: 4,
    NumeroCaixa: '8',
  });
  await db.updateTable('segmento').set({ viabilidade_raio_m: 360 }).where('id', '=', venda.segmento).execute();
  assert.equal((await caixas(endereco)).json().resposta.length, 1, 'the radius is that of the contract type’s segment');
  const semLugar = await insert(db, 'cliente_endereco', lugar);
  assert.equal((await caixas(semLugar)).statusCode, 409);
  assert.equal((await caixas(99_999_999)).statusCode, 404);
  assert.equal((await caixas(endereco, 99_999_999)).statusCode, 404);
});
