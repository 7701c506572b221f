import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { lerPdf } from '../support/leitores.ts';
import { makeAssinante } from '../support/makers.ts';
import { makeFaturaComBoleto } from './makers.ts';

const t = await testApp();
const { ask } = await newCaller(t);
const { db } = t;
const outro = await makeAssinante(db);

const CREDENCIAL = { error: 'Nao foi possivel encontrar um cliente com esses dados de acesso' };

for (const url of [(id: number) => `/ws/financeiro/fatura/${id}`, (id: number) => `/ws/financeiro/fatura/${id}/pdf`]) {
  test(`POST ${url(1)} gives the subscriber the PDF of an invoice of his own and of nobody else`, async () => {
    const fatura = await makeFaturaComBoleto(db);
    const mine = await ask('POST', url(fatura.id), fatura.acesso);
    assert.deepEqual([mine.statusCode, mine.headers['content-type']], [200, 'application/pdf']);
    assert.equal((await lerPdf(mine.rawPayload)).codes.length, 1);
    for (const [id, acesso] of [
      [fatura.id, outro.acesso],
      [2_000_000_000, fatura.acesso],
      [fatura.id, { ...fatura.acesso, senha: 'errada' }],
    ] as const) {
      const refused = await ask('POST', url(id), acesso);
      assert.deepEqual([refused.statusCode, refused.json()], [401, CREDENCIAL]);
    }
  });

  test(`POST ${url(1)} takes the login alone from a chatbot, and only then`, async () => {
    const fatura = await makeFaturaComBoleto(db);
    const { usuario } = fatura.acesso;
    assert.equal((await ask('POST', `${url(fatura.id)}?isChatbot=s`, { usuario })).statusCode, 200);
    const without = await ask('POST', url(fatura.id), { usuario });
    assert.deepEqual([without.statusCode, without.json()], [400, { error: 'O campo senha é obrigatório.' }]);
    for (const other of [outro.acesso.usuario, 'ninguem']) {
      const refused = await ask('POST', `${url(fatura.id)}?isChatbot=s`, { usuario: other });
      assert.deepEqual([refused.statusCode, refused.json()], [401, CREDENCIAL]);
    }
  });
}

test('GET imprimir gives the PDF of any invoice to the integrator', async () => {
  const fatura = await makeFaturaComBoleto(db);
  const pdf = await ask('GET', `/ws/financeiro/fatura/${fatura.id}/imprimir`);
  assert.deepEqual([pdf.statusCode, pdf.headers['content-type']], [200, 'application/pdf']);
  const unknown = await ask('GET', '/ws/financeiro/fatura/2000000000/imprimir');
  assert.deepEqual([unknown.statusCode, unknown.json()], [404, { error: 'Fatura não encontrada.' }]);
});

test('the digit line is given as it is printed, with its value, while the invoice is open', async () => {
  const fatura = await makeFaturaComBoleto(db, { fatura: { valor: centavos(18170), vencimento: day('2017-05-10') } });
  const url = `/ws/financeiro/fatura/${fatura.id}/linha_digitavel`;
  const aberta = `/ws/financeiro/fatura/aberta/${fatura.id}/linha_digitavel`;
  const linha = await ask('POST', url, fatura.acesso);
  const { linhaDigitavel, valor } = linha.json();
  assert.match(linhaDigitavel, /^03399\.31479 64900\.000\d{3} \d{5}\.\d{6} \d 71550000018170$/);
  assert.equal(valor, 181.7);
  const plain = await ask('GET', aberta);
  assert.deepEqual([plain.statusCode, plain.body], [200, linhaDigitavel]);
  assert.match(String(plain.headers['content-type']), /^text\/plain/);
  assert.deepEqual((await ask('POST', url, outro.acesso)).json(), CREDENCIAL);

  await db.updateTable('boleto').set({ situacao: 'RECUSADO' }).where('fatura_id', '=', fatura.id).execute();
  assert.deepEqual((await ask('POST', url, fatura.acesso)).json(), { error: 'A fatura não tem boleto.' });
  await db.updateTable('fatura').set({ situacao: 'PAGA' }).where('id', '=', fatura.id).execute();
  const paid = await ask('POST', url, fatura.acesso);
  assert.deepEqual([paid.statusCode, paid.json()], [409, { error: 'A fatura não está em aberto.' }]);
  for (const id of [fatura.id, 2_000_000_000]) {
    const failed = await ask('GET', `/ws/financeiro/fatura/aberta/${id}/linha_digitavel`);
    assert.deepEqual([failed.statusCode, failed.body], [200, 'FALHA']);
  }
});

const quitacao = (id: number, inicio = '01-01-2025', fim = '31-12-2025') =>
  `quitacao_anual_debito?dataInicio=${inicio}&dataFim=${fim}&idCliente=${id}`;
const VALIDAR = '/ws/financeiro/faturamento/valida/';
const BAIXAR = '/ws/financeiro/faturamento/';

async function clienteComFaturas() {
  const cliente = await makeAssinante(db);
  const faturas: number[] = [];
  for (let mes = 1; mes <= 12; mes++) {
    const vencimento = day(`2025-${String(mes).padStart(2, '0')}-10`);
    const { id } = await db
      .insertInto('fatura')
      .values({
        cliente_id: cliente.id,
        valor: centavos(10000 + mes),
        vencimento,
        numero_boleto: '',
        numero_documento: `25${String(mes).padStart(2, '0')}`,
        situacao: 'PAGA',
        paga_em: vencimento,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    faturas.push(id);
  }
  return { cliente, faturas };
}

test('the annual statement lists the year of a customer who owes nothing of it, in the words of the law', async () => {
  const { cliente } = await clienteComFaturas();
  const valid = await ask('POST', VALIDAR + quitacao(cliente.id), cliente.acesso);
  assert.deepEqual(
    [valid.statusCode, valid.json()],
    [200, { success: 'Nao existem debitos em aberto no periodo selecionado' }],
  );
  const pdf = await ask('POST', BAIXAR + quitacao(cliente.id), cliente.acesso);
  assert.deepEqual([pdf.statusCode, pdf.headers['content-type']], [200, 'application/pdf']);
  const [page = ''] = (await lerPdf(pdf.rawPayload)).pages;
  for (const expected of ['Lei nº 12.007', 'no ano de 2025', 'substitui', cliente.nome, '10/12/2025', 'R$ 100,12']) {
    assert.equal(page.replace(/\s+/g, ' ').includes(expected), true, `${expected}\n${page}`);
  }
});

test('an open invoice of the period, on its first and last day too, stands against the statement; others do not', async () => {
  const { cliente, faturas } = await clienteComFaturas();
  const { acesso, id } = cliente;
  const check = async (inicio: string, fim: string) =>
    Object.keys((await ask('POST', VALIDAR + quitacao(id, inicio, fim), acesso)).json())[0];
  await db
    .updateTable('fatura')
    .set({ situacao: 'ABERTA' })
    .where('id', '=', faturas[5] ?? 0)
    .execute();
  assert.equal(await check('10-06-2025', '10-06-2025'), 'error');
  assert.equal(await check('01-01-2025', '09-06-2025'), 'success');
  assert.equal(await check('11-06-2025', '31-12-2025'), 'success');
  const pdf = await ask('POST', BAIXAR + quitacao(id), acesso);
  assert.deepEqual([pdf.statusCode, pdf.json()], [409, { error: 'Existem debitos em aberto no periodo selecionado' }]);
  await db
    .updateTable('fatura')
    .set({ situacao: 'CANCELADA' })
    .where('id', '=', faturas[5] ?? 0)
    .execute();
  assert.equal(await check('01-01-2025', '31-12-2025'), 'success');
});

test('a negotiated invoice is owed until its negotiation has been paid', async () => {
  const { cliente, faturas } = await clienteComFaturas();
  const fatura = faturas[0] ?? 0;
  await db.updateTable('fatura').set({ situacao: 'NEGOCIADA' }).where('id', '=', fatura).execute();
  const { id: negociacao_id } = await db
    .insertInto('negociacao')
    .values({ cliente_id: cliente.id, feita_em: day('2025-02-01') })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('negociacao_fatura')
    .values({ negociacao_id, fatura_id: fatura, saldo: centavos(1) })
    .execute();
  const key = async () => Object.keys((await ask('POST', VALIDAR + quitacao(cliente.id), cliente.acesso)).json())[0];
  assert.equal(await key(), 'error');
  await db.updateTable('negociacao').set({ situacao: 'CUMPRIDA' }).where('id', '=', negociacao_id).execute();
  assert.equal(await key(), 'success');
});

test('a statement of somebody else, a wrong period and days that are none are refused in words', async () => {
  const { cliente } = await clienteComFaturas();
  for (const base of [VALIDAR, BAIXAR]) {
    const alheio = await ask('POST', base + quitacao(cliente.id), outro.acesso);
    assert.deepEqual([alheio.statusCode, alheio.json()], [401, CREDENCIAL]);
    const invertido = await ask('POST', base + quitacao(cliente.id, '31-12-2025', '01-01-2025'), cliente.acesso);
    assert.deepEqual(
      [invertido.statusCode, invertido.json()],
      [400, { error: 'O campo dataFim deve ser um dia a partir de dataInicio.' }],
    );
    const nenhum = await ask('POST', base + quitacao(cliente.id, '31-02-2025'), cliente.acesso);
    assert.deepEqual(
      [nenhum.statusCode, nenhum.json()],
      [400, { error: 'O campo dataInicio deve ser uma data no formato dd-MM-yyyy.' }],
    );
  }
});

test('a year of five hundred invoices gets further pages, and one without any says so', async () => {
  const { cliente } = await clienteComFaturas();
  await db
    .insertInto('fatura')
    .values(
      Array.from({ length: 500 }, (_, i) => ({
        cliente_id: cliente.id,
        valor: centavos(100 + i),
        vencimento: day('2024-05-10'),
        numero_boleto: '',
        numero_documento: `DOC${i}`,
        situacao: 'PAGA' as const,
        paga_em: day('2024-05-10'),
      })),
    )
    .execute();
  const full = await ask('POST', BAIXAR + quitacao(cliente.id, '01-01-2024', '31-12-2024'), cliente.acesso);
  const { pages } = await lerPdf(full.rawPayload);
  assert.equal([...pages.join('\n').matchAll(/DOC\d+/g)].length, 500);
  assert.ok(pages.length > 5);
  const none = await ask('POST', BAIXAR + quitacao(cliente.id, '01-01-2020', '31-12-2020'), cliente.acesso);
  assert.match((await lerPdf(none.rawPayload)).pages.join(''), /Não houve fatura com vencimento no período/);
});
