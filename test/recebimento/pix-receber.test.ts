import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { centavos } from '#kernel/money.ts';
import { txidDaFatura } from '#modules/cobranca/index.ts';
import { registrarPagamento } from '#modules/financeiro/index.ts';
import {
  colocarPix,
  lerArquivoDeRetorno,
  lerPixRecebido,
  type PixRecebido,
  pixPendentes,
  receberTodos,
} from '#modules/recebimento/index.ts';
import { openDatabase } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testApp } from '../support/app.ts';
import { arquivoDe, bytesDe, estadoDa, makeRecebimento, origem, relogioEm } from './makers.ts';

const t = await testApp();
const { db, url } = t;
const SEGREDO = 'segredo_do_webhook_com_36_caracteres';
t.services.pixWebhook.segredo = SEGREDO;
const { clock } = t;
clock.setOffset(relogioEm('2026-12-20').offset());
const needs = { db, clock };
const chave = 'b1b2c3d4-0000-4000-8000-000000000001';
const r = await makeRecebimento(db, '033', { pix_chave: chave, pix_modo: 'COBV' });

let numero = 0;
const e2e = () => `E7654321020261210120${String(++numero).padStart(12, '0')}`;

async function faturaComPix(fatura = {}) {
  const feita = await r.faturaComBoleto(fatura);
  const txid = `TESTE${String(feita.id).padStart(27, '0')}`;
  await db
    .insertInto('pix_cobranca')
    .values({ fatura_id: feita.id, txid, convenio_id: r.convenio.id, situacao: 'ATIVA' })
    .execute();
  return { ...feita, txid };
}

const pixDe = (txid: string | null, changed: Partial<PixRecebido> = {}): PixRecebido => ({
  endToEndId: e2e(),
  txid,
  chave,
  valor: centavos(10000),
  horario: new Date('2026-12-10T15:00:00Z'),
  encargos: null,
  desconto: null,
  devolvido: centavos(0),
  ...changed,
});
const receber = (...pix: PixRecebido[]) => receberTodos(needs, pix, origem);
const avisar = (body: unknown, segredo = SEGREDO, fim = '/pix') =>
  t.app.inject({ method: 'POST', url: `/pix/webhook/${segredo}${fim}`, payload: body as object });

test('the webhook of the documentation’s example: the invoice is paid, on the day, and twice changes nothing', async () => {
  const { id, txid } = await faturaComPix();
  const endToEndId = e2e();
  const aviso = {
    pix: [{ endToEndId, txid, valor: '100.00', horario: '2026-12-10T20:15:00.358Z', infoPagador: '0123456789', chave }],
  };
  for (const fim of ['/pix', '', '/pix']) {
    const { statusCode, body } = await avisar(aviso, SEGREDO, fim);
    assert.deepEqual([statusCode, body], [200, '']);
  }
  const { fatura, pagamentos, boleto, creditos } = await estadoDa(db, id);
  assert.deepEqual([fatura.situacao, fatura.paga_em, pagamentos.length, creditos], ['PAGA', '2026-12-10', 1, []]);
  assert.equal(boleto?.situacao, 'BAIXADO');
});

test('without the secret there is no such address; an empty notice is well; what cannot be read is refused after the rest', async () => {
  const { id, txid } = await faturaComPix();
  const bom = { endToEndId: e2e(), txid, valor: '100.00', horario: '2026-12-10T20:15:00Z' };
  for (const segredo of ['errado', `${SEGREDO}x`, SEGREDO.toUpperCase()]) {
    assert.equal((await avisar({ pix: [bom] }, segredo)).statusCode, 404);
  }
  assert.equal((await estadoDa(db, id)).fatura.situacao, 'ABERTA');
  assert.equal((await avisar({})).statusCode, 200);
  const { statusCode, json } = await avisar({ pix: [{ ...bom, endToEndId: 'curto' }, bom, 7] });
  assert.deepEqual([statusCode, json()], [400, { error: '2 itens de pix não se leem; os demais foram recebidos.' }]);
  assert.equal((await estadoDa(db, id)).fatura.situacao, 'PAGA');
  assert.equal((await avisar({ pix: 'x' })).statusCode, 400);
  const quebrado = await t.app.inject({
    method: 'POST',
    url: `/pix/webhook/${SEGREDO}/pix`,
    payload: '{"pix":',
    headers: { 'content-type': 'application/json' },
  });
  assert.deepEqual([quebrado.statusCode, quebrado.json()], [400, { error: 'O corpo não é um JSON válido.' }]);
  t.services.pixWebhook.segredo = null;
  assert.equal((await avisar({ pix: [] })).statusCode, 404);
  t.services.pixWebhook.segredo = SEGREDO;
});

test('fields are read as the API has them: parts of the value, returns that were carried out', () => {
  const base = { endToEndId: e2e(), txid: 'a', valor: '110.00', horario: '2026-12-10T20:15:00Z' };
  const componentesValor = {
    original: { valor: '107.00' },
    multa: { valor: '2.00' },
    juros: { valor: '1.50' },
    desconto: { valor: '0.50' },
  };
  const devolucoes = [
    { id: 'a', rtrId: 'D1', valor: '10.00', status: 'DEVOLVIDO' },
    { id: 'b', rtrId: 'D2', valor: '5.00', status: 'EM_PROCESSAMENTO' },
    { id: 'c', rtrId: 'D3', valor: '5.00', status: 'NAO_REALIZADO' },
  ];
  const lido = lerPixRecebido({ ...base, componentesValor, devolucoes, campoNovo: 1 });
  assert.deepEqual([lido?.encargos, lido?.desconto, lido?.devolvido, lido?.chave], [350, 50, 1000, null]);
  for (const ruim of [
    { ...base, valor: '110' },
    { ...base, valor: 110 },
    { ...base, valor: '0.00' },
    { ...base, horario: 'ontem' },
    { ...base, txid: 'com espaço' },
    { ...base, endToEndId: undefined },
    null,
    [],
  ]) {
    assert.equal(lerPixRecebido(ruim), null, JSON.stringify(ruim));
  }
});

test('paid late: what the bank tells as charges, or what it charged to the cent or two', async () => {
  const [dita, calculada, semEncargo] = [await faturaComPix(), await faturaComPix(), await faturaComPix()];
  const horario = new Date('2026-12-17T15:00:00Z');
  await receber(
    pixDe(dita.txid, { valor: centavos(10250), encargos: centavos(250), desconto: centavos(0), horario }),
    pixDe(calculada.txid, { valor: centavos(10224), horario }),
    pixDe(semEncargo.txid, { horario }),
  );
  const partes = await Promise.all([dita, calculada, semEncargo].map(({ id }) => estadoDa(db, id)));
  assert.deepEqual(
    partes.map(({ fatura, pagamentos: [p], creditos }) => [fatura.situacao, p?.multa, p?.juros, creditos]),
    [
      ['PAGA', 200, 50, []],
      ['PAGA', 200, 24, []],
      ['PAGA', 200, 23, [223]],
    ],
  );
});

test('less than is owed settles nothing; a second money for the same invoice is a credit', async () => {
  const { id, txid } = await faturaComPix();
  await receber(pixDe(txid, { valor: centavos(4000) }));
  assert.deepEqual((await estadoDa(db, id)).fatura.valor_baixado, 4000);
  await receber(pixDe(txid, { valor: centavos(6000) }), pixDe(txid, { valor: centavos(700) }));
  const { fatura, pagamentos, creditos } = await estadoDa(db, id);
  assert.deepEqual([fatura.situacao, pagamentos.length, creditos], ['PAGA', 3, [-700]]);
});

test('after a return file settled the boleto, the Pix is a credit; and the other way round', async () => {
  const [a, b] = [await faturaComPix(), await faturaComPix()];
  await receber(pixDe(b.txid));
  const arquivo = arquivoDe(
    r,
    [a, b].map(({ nossoNumero }) => ({ nossoNumero, movimento: '06', pago: 10000 })),
  );
  await lerArquivoDeRetorno(needs, { nome: 'BOLEPIX.RET', bytes: bytesDe(arquivo) }, origem);
  await receber(pixDe(a.txid));
  for (const { id } of [a, b]) {
    const { fatura, pagamentos, creditos, boleto } = await estadoDa(db, id);
    assert.deepEqual(
      [fatura.situacao, pagamentos.length, creditos, boleto?.situacao],
      ['PAGA', 2, [-10000], 'LIQUIDADO'],
    );
  }
});

test('a static code names its invoice; an unknown txid, or none, is kept until somebody gives it a place', async () => {
  const { id } = await r.faturaComBoleto();
  const [estatico, estranho, semTxid] = [pixDe(txidDaFatura(id)), pixDe('FATURA2000000000'), pixDe(null)];
  const feitos = await receber(estatico, estranho, semTxid);
  assert.deepEqual([...feitos.values()], ['APLICADO', 'SEM_LUGAR', 'SEM_LUGAR']);
  const pendentes = await pixPendentes(db);
  const motivoDe = (pix: PixRecebido) => pendentes.find(({ fimAFim }) => fimAFim === pix.endToEndId)?.motivo;
  assert.deepEqual(
    [motivoDe(estranho), motivoDe(semTxid)],
    ['txid FATURA2000000000 desconhecido', 'pago à chave, sem txid'],
  );
  const outra = await r.faturaComBoleto();
  const colocar = (faturaId: number) =>
    inTransaction(db, origem, (tx) => colocarPix(tx, semTxid.endToEndId, faturaId, clock.today()));
  await assert.rejects(colocar(99_999_999), { code: 'fatura.nao_encontrada' });
  await colocar(outra.id);
  await assert.rejects(colocar(outra.id), { code: 'pix.com_lugar' });
  await receber(semTxid);
  assert.equal((await estadoDa(db, outra.id)).pagamentos.length, 1);
});

test('told before the charge is known, the Pix finds it once it is', async () => {
  const feita = await r.faturaComBoleto();
  const txid = `CEDO${String(feita.id).padStart(28, '0')}`;
  const pix = pixDe(txid);
  assert.deepEqual([...(await receber(pix)).values()], ['SEM_LUGAR']);
  await db
    .insertInto('pix_cobranca')
    .values({ fatura_id: feita.id, txid, convenio_id: r.convenio.id, situacao: 'ATIVA' })
    .execute();
  assert.deepEqual([...(await receber(pix)).values()], ['APLICADO']);
  assert.equal((await estadoDa(db, feita.id)).fatura.situacao, 'PAGA');
});

test('what was given back is owed again; a part of it, the rest is paid', async () => {
  const [toda, parte] = [await faturaComPix(), await faturaComPix()];
  const [a, b] = [pixDe(toda.txid), pixDe(parte.txid, { valor: centavos(13000) })];
  await receber(a, b);
  assert.deepEqual((await estadoDa(db, parte.id)).creditos, [-3000]);
  const feitos = await receber({ ...a, devolvido: a.valor }, { ...b, devolvido: centavos(3000) }, a, b);
  assert.deepEqual([...feitos.values()].sort(), ['APLICADO', 'DEVOLVIDO']);
  const [da, de] = [await estadoDa(db, toda.id), await estadoDa(db, parte.id)];
  assert.deepEqual([da.fatura.situacao, da.fatura.valor_baixado, da.pagamentos.length], ['ABERTA', 0, 1]);
  assert.deepEqual([de.fatura.situacao, de.creditos], ['PAGA', []]);
  assert.deepEqual(
    de.pagamentos.map(({ valor_pago, estornado_em }) => [valor_pago, estornado_em !== null]),
    [
      [13000, true],
      [10000, false],
    ],
  );
  await receber({ ...b, devolvido: centavos(8000) });
  const depois = await estadoDa(db, parte.id);
  assert.deepEqual([depois.fatura.situacao, depois.fatura.valor_baixado], ['ABERTA', 5000]);
});

for (const de of ['PIX', 'RETORNO'] as const) {
  test(`one invoice paid from fifty connections at once with one key (${de}): one payment`, async () => {
    const { id } = await faturaComPix();
    const pools = Array.from({ length: 50 }, () => openDatabase(url, { max: 1 }));
    const origemChave = `${de}:${e2e()}`;
    const novo = { faturaId: id, origem: de, origemChave, valorPago: centavos(10000), pagoEm: clock.today() };
    const feitos = await Promise.all(
      pools.map((one) => inTransaction(one, origem, (tx) => registrarPagamento(tx, novo, clock.today()))),
    );
    for (const pool of pools) await pool.destroy();
    assert.equal(feitos.filter(({ resultado }) => resultado === 'QUITADA').length, 1);
    assert.equal(feitos.filter(({ resultado }) => resultado === 'REPETIDO').length, 49);
    assert.equal((await estadoDa(db, id)).pagamentos.length, 1);
  });
}

test('one Pix told by fifty connections at once: one payment; fifty Pix at once: one settles, the others are credit', async () => {
  const [uma, muitas] = [await faturaComPix(), await faturaComPix()];
  const pools = Array.from({ length: 50 }, () => openDatabase(url, { max: 1 }));
  const mesmo = pixDe(uma.txid);
  await Promise.all(
    pools.map(async (one) => {
      await receberTodos({ db: one, clock }, [mesmo], origem);
      await receberTodos({ db: one, clock }, [pixDe(muitas.txid)], origem);
    }),
  );
  for (const pool of pools) await pool.destroy();
  assert.equal((await estadoDa(db, uma.id)).pagamentos.length, 1);
  const { fatura, pagamentos, creditos } = await estadoDa(db, muitas.id);
  assert.deepEqual([fatura.valor_baixado, pagamentos.length, creditos.length], [10000, 50, 49]);
});

test('whatever order, repetition and delay: the end is the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
      fc.array(fc.nat({ max: 8 }), { maxLength: 20 }),
      fc.nat({ max: 8 }),
      async (ordem, repetidos, quandoArquivo) => {
        const [a, b, c] = [await faturaComPix(), await faturaComPix(), await faturaComPix()];
        const [a1, a2, b1, c1] = [pixDe(a.txid), pixDe(a.txid), pixDe(b.txid), pixDe(c.txid)];
        const avisos = [a1, a2, b1, { ...b1, devolvido: centavos(10000) }, c1, { ...a2, devolvido: centavos(10000) }];
        const todos = [...avisos, ...repetidos.map((i) => avisos[i % avisos.length] as PixRecebido)];
        const embaralhados = todos
          .map((pix, i) => ({ pix, k: ordem[i % ordem.length] ?? 0, i }))
          .sort((x, y) => x.k - y.k || x.i - y.i);
        const arquivo = bytesDe(arquivoDe(r, [{ nossoNumero: c.nossoNumero, movimento: '06', pago: 10000 }]));
        for (const [i, { pix }] of embaralhados.entries()) {
          if (i === quandoArquivo) await lerArquivoDeRetorno(needs, { nome: 'P.RET', bytes: arquivo }, origem);
          await receber(pix);
        }
        await lerArquivoDeRetorno(needs, { nome: 'P.RET', bytes: arquivo }, origem);
        assert.deepEqual(await resumoDas([a.id, b.id, c.id]), [
          { situacao: 'PAGA', valor_baixado: 10000, credito: 0, dinheiro: [10000] },
          { situacao: 'ABERTA', valor_baixado: 0, credito: 0, dinheiro: [] },
          { situacao: 'PAGA', valor_baixado: 10000, credito: -10000, dinheiro: [10000, 10000] },
        ]);
      },
    ),
    { numRuns: 25 },
  );
});

function resumoDas(ids: readonly number[]) {
  return Promise.all(
    ids.map(async (id) => {
      const { fatura, pagamentos, creditos } = await estadoDa(db, id);
      return {
        situacao: fatura.situacao,
        valor_baixado: fatura.valor_baixado,
        credito: creditos.reduce((soma, valor) => soma + valor, 0),
        dinheiro: pagamentos.flatMap(({ estornado_em, valor_pago }) => (estornado_em === null ? valor_pago : [])),
      };
    }),
  );
}
