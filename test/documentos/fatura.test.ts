import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { lerLinha, lerPix, linhaDigitavel, linhaFormatada } from '#modules/cobranca/index.ts';
import { faturaEmPdf } from '#modules/documentos/index.ts';
import { type Templates, templatesIn } from '#platform/templates.ts';
import { makeFatura } from '../cobranca/makers.ts';
import { testDatabase } from '../support/db.ts';
import { lerPdf } from '../support/leitores.ts';
import { makeFaturaComBoleto } from './makers.ts';

const { db } = await testDatabase();
const HOJE = day('2026-11-25');
const templates = templatesIn(null);
const pdfDe = async (id: number, hoje = HOJE, com: Templates = templates) =>
  lerPdf(await faturaEmPdf(db, com, id, hoje));
const ESTATICO = { pix_chave: 'financeiro@provedor.com.br', pix_modo: 'ESTATICO' } as const;

const codigoBarras = async (faturaId: number) =>
  (await db.selectFrom('boleto').select('codigo_barras').where('fatura_id', '=', faturaId).executeTakeFirstOrThrow())
    .codigo_barras;

const bancosTestados = [
  ['033', { banco_codigo: '033', carteira: '101', codigo_beneficiario: '3147649' }],
  ['001', { banco_codigo: '001', carteira: '17', codigo_beneficiario: '1234567', conta: '12345' }],
  ['104', { banco_codigo: '104', carteira: '14', codigo_beneficiario: '123456' }],
  ['237', { banco_codigo: '237', carteira: '09', conta: '12345' }],
  ['341', { banco_codigo: '341', carteira: '109', conta: '12345' }],
  ['748', { banco_codigo: '748', carteira: '1', variacao: '05', codigo_beneficiario: '85305' }],
  ['756', { banco_codigo: '756', carteira: '1', variacao: '01', codigo_beneficiario: '172278' }],
] as const;

for (const [banco, convenio] of bancosTestados) {
  test(`bank ${banco}: the bar code and the QR code read back from the picture are the line and the Pix text of the page`, async () => {
    const fatura = await makeFaturaComBoleto(db, { convenio: { ...convenio, ...ESTATICO } });
    const { pages, codes } = await pdfDe(fatura.id);
    const codigo = await codigoBarras(fatura.id);
    assert.equal(pages.length, 1);
    const [barra = '', qr = ''] = codes;
    assert.equal(barra, `I2/5:${codigo}`);
    const pix = lerPix(qr.replace(/^QR-Code:/, ''));
    assert.deepEqual([pix.chave, pix.valor, pix.txid], [ESTATICO.pix_chave, '100.00', `FATURA${fatura.id}`]);
    const text = pages[0] ?? '';
    assert.equal(text.split(linhaFormatada(linhaDigitavel(codigo))).length, 3, 'on the receipt and on the slip');
    assert.equal(text.includes(fatura.numero_boleto), true);
    assert.equal(text.replace(/\s/g, '').includes(qr.replace(/^QR-Code:/, '').replace(/\s/g, '')), true);
    const lido = lerLinha(codigo, HOJE);
    assert.deepEqual([lido.banco, lido.valor, lido.vencimento], [banco, 10000, '2026-12-10']);
  });
}

test('the page shows who owes what to whom, and what a late payment costs by the policy', async () => {
  const fatura = await makeFaturaComBoleto(db);
  const { pages } = await pdfDe(fatura.id);
  const text = pages.join('\n');
  for (const expected of [
    'PROVEDOR DE TESTE LTDA',
    '12.345.678/0001-95',
    'RUA DO PROVEDOR, 10, CENTRO',
    fatura.cliente?.nome ?? '?',
    '10/12/2026',
    '25/11/2026',
    '12/2026',
    'EM ABERTO',
    'SERVIÇO DE CONEXÃO Nº 2',
    '01/12/2026 a 31/12/2026',
    'TOTAL R$ 100,00',
    'multa de 2% (R$ 2,00)',
    'juros de 1% ao mês (R$ 1,00 a cada 30 dias',
    'Ficha de Compensação',
    'Santander',
    '033-7',
    '1234 / 3147649',
  ]) {
    assert.equal(text.includes(expected), true, `${expected}\n${text}`);
  }
  assert.doesNotMatch(text, /Pix/, 'no Pix without an agreement for it');
});

test('an invoice of 300 lines has them all, in order, on further pages, and one boleto', async () => {
  const fatura = await makeFaturaComBoleto(db, { linhas: 300, convenio: ESTATICO });
  const { pages, codes } = await pdfDe(fatura.id);
  assert.equal(codes.length, 2);
  assert.ok(pages.length > 4, `${pages.length} pages`);
  const found = [...pages.join('\n').matchAll(/CONEXÃO Nº (\d+)/g)].map(([, n]) => Number(n));
  assert.deepEqual(
    found,
    Array.from({ length: 300 }, (_, i) => i + 1),
  );
  assert.match(pages.at(-1) ?? '', /TOTAL R\$ 100,00/);
  assert.doesNotMatch(pages.slice(0, -1).join(''), /TOTAL R\$/);
  assert.equal(pages.filter((page) => page.includes('Ficha de Compensação')).length, 1);
});

test('any number of lines around the end of a page is written out once', async () => {
  for (const linhas of [1, 17, 18, 19, 20, 21, 22, 84, 85, 86]) {
    const fatura = await makeFaturaComBoleto(db, { linhas });
    const text = (await pdfDe(fatura.id)).pages.join('\n');
    assert.equal([...text.matchAll(/CONEXÃO Nº/g)].length, linhas);
    assert.equal([...text.matchAll(/TOTAL R\$/g)].length, 1, `${linhas} lines`);
  }
});

test('an overdue invoice keeps its boleto as registered, says what is owed today, and its Pix is for that', async () => {
  const fatura = await makeFaturaComBoleto(db, { convenio: ESTATICO, fatura: { vencimento: day('2026-10-26') } });
  const { pages, codes } = await pdfDe(fatura.id);
  assert.match(pages[0] ?? '', /Valor para pagamento em 25\/11\/2026: R\$ 103,00 \(multa R\$ 2,00, juros R\$ 1,00\)/);
  const [barra = '', qr = ''] = codes;
  assert.equal(lerLinha(barra.slice(5), HOJE).valor, 10000);
  assert.equal(lerPix(qr.slice(8)).valor, '103.00');
});

test('the Pix of a charge that the bank holds is printed as the bank gave it', async () => {
  const fatura = await makeFaturaComBoleto(db, { convenio: { pix_chave: 'a@b.c', pix_modo: 'COBV' } });
  const texto =
    '00020101021226700014br.gov.bcb.pix2548pix.example.com/8b3da2f39a4140d1a91abd93113bd4415204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***630464E4';
  const cobranca = { fatura_id: fatura.id, convenio_id: fatura.convenio.id, txid: 'a'.repeat(26), copia_e_cola: texto };
  await db
    .insertInto('pix_cobranca')
    .values({ ...cobranca, situacao: 'A_REGISTRAR' })
    .execute();
  assert.equal((await pdfDe(fatura.id)).codes.length, 1, 'not before the bank has it');
  await db.updateTable('pix_cobranca').set({ situacao: 'ATIVA' }).where('fatura_id', '=', fatura.id).execute();
  assert.equal((await pdfDe(fatura.id)).codes[1], `QR-Code:${texto}`);
});

test('an overdue invoice that has no charge that can be paid has a Pix of what is owed today', async () => {
  const convenio = { pix_chave: 'a@b.c', pix_modo: 'COBV' } as const;
  const vencida = await makeFaturaComBoleto(db, { convenio, fatura: { vencimento: day('2026-10-26') } });
  const { chave, valor, txid } = lerPix((await pdfDe(vencida.id)).codes[1]?.slice(8) ?? '');
  assert.deepEqual([chave, valor, txid], ['a@b.c', '103.00', `FATURA${vencida.id}`]);

  // 25 November is 121 days after 27 July, and 120 after the 28th.
  for (const [vencimento, acabou] of [
    ['2026-07-27', true],
    ['2026-07-28', false],
  ] as const) {
    const fatura = await makeFaturaComBoleto(db, { convenio, fatura: { vencimento: day(vencimento) } });
    await db
      .insertInto('pix_cobranca')
      .values({
        fatura_id: fatura.id,
        convenio_id: fatura.convenio.id,
        txid: `B${fatura.id}`.padEnd(26, '0'),
        copia_e_cola: 'DO BANCO',
        situacao: 'ATIVA',
      })
      .execute();
    const [, qr = ''] = (await pdfDe(fatura.id)).codes;
    if (acabou) assert.equal(lerPix(qr.slice(8)).txid, `FATURA${fatura.id}`);
    else assert.equal(qr, 'QR-Code:DO BANCO');
  }
});

test('an immediate charge is printed until it ends', async () => {
  const convenio = { pix_chave: 'a@b.c', pix_modo: 'COBV' } as const;
  const fatura = await makeFaturaComBoleto(db, { convenio, fatura: { vencimento: day('2026-10-26') } });
  const { rows } = await sql<{ agora: Date }>`select agora()`.execute(db);
  const agora = rows[0]?.agora.getTime() ?? 0;
  await db
    .insertInto('pix_cobranca')
    .values({
      fatura_id: fatura.id,
      convenio_id: fatura.convenio.id,
      txid: `B${fatura.id}`.padEnd(26, '0'),
      copia_e_cola: 'DE HOJE',
      situacao: 'ATIVA',
      tipo: 'COB',
      valor: centavos(10300),
      expira_em: new Date(agora + 3_600_000),
    })
    .execute();
  assert.equal((await pdfDe(fatura.id)).codes[1], 'QR-Code:DE HOJE');
  await db
    .updateTable('pix_cobranca')
    .set({ expira_em: new Date(agora) })
    .where('fatura_id', '=', fatura.id)
    .execute();
  assert.equal(lerPix((await pdfDe(fatura.id)).codes[1]?.slice(8) ?? '').txid, `FATURA${fatura.id}`);
});

for (const [situacao, changed, expected] of [
  ['PAGA', { situacao: 'PAGA', paga_em: day('2026-11-20') }, /PAGA EM 20\/11\/2026/],
  ['NEGOCIADA', { situacao: 'NEGOCIADA' }, /NEGOCIADA/],
  ['CANCELADA', { situacao: 'CANCELADA' }, /CANCELADA/],
] as const) {
  test(`an invoice that is ${situacao} has neither bar code nor Pix to pay it with again`, async () => {
    const fatura = await makeFaturaComBoleto(db, { convenio: ESTATICO });
    await db.updateTable('fatura').set(changed).where('id', '=', fatura.id).execute();
    const { pages, codes } = await pdfDe(fatura.id);
    assert.deepEqual(codes, []);
    assert.match(pages[0] ?? '', expected);
    assert.doesNotMatch(pages[0] ?? '', /Ficha de Compensação|copia e cola/);
  });
}

test('a boleto that is being written off is not printed; what was paid in part is said', async () => {
  const fatura = await makeFaturaComBoleto(db, { convenio: ESTATICO });
  await db.updateTable('boleto').set({ situacao: 'BAIXADO' }).where('fatura_id', '=', fatura.id).execute();
  await db
    .updateTable('fatura')
    .set({ valor_baixado: centavos(4000) })
    .where('id', '=', fatura.id)
    .execute();
  const { pages, codes } = await pdfDe(fatura.id);
  assert.match(pages[0] ?? '', /Falta pagar R\$ 60,00/);
  assert.deepEqual(
    codes.map((code) => code.slice(0, 3)),
    ['QR-'],
  );
});

test('an old invoice without lines, agreement and company data is printed with what there is', async () => {
  const fatura = await makeFatura(db);
  const { pages, codes } = await pdfDe(fatura.id);
  assert.deepEqual(codes, []);
  assert.match(pages[0] ?? '', /Serviços contratados[\s\S]*TOTAL R\$ 100,00/);
});

test('names with any characters, and long ones, do not break the page', async () => {
  const fatura = await makeFaturaComBoleto(db, { convenio: ESTATICO });
  const nome = `ŁUKASZ “ÇA” ${'W'.repeat(120)} 漢 \u0007`;
  await db.updateTable('cliente').set({ nome }).where('id', '=', fatura.cliente_id).execute();
  const { pages, codes } = await pdfDe(fatura.id);
  assert.match(pages[0] ?? '', /UKASZ “ÇA” WWWW/);
  assert.equal(codes.length, 2);
});

test('the logo of the provider is on the page', async () => {
  const fatura = await makeFaturaComBoleto(db);
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const com: Templates = { ...templates, bytes: async (name) => (name === 'logo.png' ? png : null) };
  const pdf = await faturaEmPdf(db, com, fatura.id, HOJE);
  assert.match(pdf.toString('latin1'), /\/Subtype \/Image/);
  assert.equal((await lerPdf(pdf)).codes.length, 1);
});

test('an unknown invoice is not found', async () => {
  await assert.rejects(faturaEmPdf(db, templates, 2_000_000_000, HOJE), { code: 'fatura.nao_encontrada' });
});
