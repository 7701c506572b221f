import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { centavos } from '#kernel/money.ts';
import { baixarBoletos } from '#modules/cobranca/index.ts';
import { gerarRemessa, remessaFeita } from '#modules/recebimento/index.ts';
import { openDatabase } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { ler } from '../../src/modules/recebimento/cnab/registro.ts';
import { escreverRemessa, type TituloDaRemessa } from '../../src/modules/recebimento/cnab/remessa-escrever.ts';
import { testDatabase } from '../support/db.ts';
import { BANCOS, type Banco, makeRecebimento, origem, relogioEm } from './makers.ts';

const { db, url } = await testDatabase();
const clock = relogioEm('2026-11-30');
const needs = { db, clock };
const bancos = Object.keys(BANCOS) as Banco[];
const linhasDe = (conteudo: string) => conteudo.split('\r\n').slice(0, -1);

for (const banco of bancos) {
  test(`a remittance for ${banco}: every line of 240 columns, the counts of the trailers, and what the bank needs`, async () => {
    const r = await makeRecebimento(db, banco);
    const fatura = await r.faturaComBoleto();
    const outra = await r.faturaComBoleto({ valor: centavos(123456) });
    const { remessa, registradas, baixadas } = await gerarRemessa(needs, r.convenio.id, origem);
    assert.deepEqual([registradas, baixadas, remessa?.numero], [2, 0, 1]);
    const linhas = linhasDe(remessa?.conteudo ?? '');
    assert.equal(linhas.length, 2 + 2 * 3 + 2);
    assert.deepEqual([...new Set(linhas.map((linha) => linha.length))], [240]);
    assert.match(remessa?.conteudo ?? '', /^[\x20-\x7e\r\n]*$/);
    assert.equal(
      linhas.map((linha) => linha[7] + (linha[7] === '3' ? (linha[13] ?? '') : '')).join(' '),
      '0 1 3P 3Q 3R 3P 3Q 3R 5 9',
    );
    assert.deepEqual(
      linhas.slice(2, -2).map((linha) => Number(linha.slice(8, 13))),
      [1, 2, 3, 4, 5, 6],
    );
    assert.equal(Number(linhas.at(-2)?.slice(17, 23)), 8);
    assert.equal(Number(linhas.at(-1)?.slice(23, 29)), 10);
    const [p, q, m] = linhas.slice(2, 5).map((linha, i) => {
      const registro = [r.layout.segmentoP, r.layout.segmentoQ, r.layout.segmentoR][i];
      return ler(registro ?? [], linha) as Record<string, unknown>;
    });
    assert.deepEqual(
      [
        p?.['movimento'],
        p?.['vencimento'],
        p?.['valor'],
        p?.['emissao'],
        p?.['jurosCodigo'],
        p?.['juros'],
        p?.['jurosDia'],
      ],
      ['01', '2026-12-10', 10000, '2026-11-30', '2', 100, '2026-12-11'],
    );
    assert.equal(p?.['nossoNumero'], r.layout.nossoNumero(r.convenio, fatura.nossoNumero));
    assert.deepEqual([p?.['identificacao'], p?.['seuNumero']], [String(fatura.id), fatura.numero_documento]);
    assert.deepEqual(
      [q?.['pagadorTipo'], q?.['pagadorDocumento'], q?.['pagadorNome'], q?.['endereco'], q?.['cidade'], q?.['uf']],
      [
        '1',
        fatura.cliente?.documento?.padStart(15, '0'),
        'FULANO DE TESTE',
        'RUA DO TESTE, 7',
        'CONSELHEIRO LAF',
        'MG',
      ],
    );
    assert.deepEqual([m?.['multaCodigo'], m?.['multa'], m?.['multaDia']], ['2', 200, '2026-12-11']);
    const boletos = await db
      .selectFrom('boleto')
      .select(['situacao', 'instrucao'])
      .where('fatura_id', 'in', [fatura.id, outra.id])
      .execute();
    assert.deepEqual(boletos, Array(2).fill({ situacao: 'REMETIDO', instrucao: null }));
  });
}

test('Banco do Brasil: agreement, number and carteira stand in the columns that brcobranca and laravel-boleto write', async () => {
  const r = await makeRecebimento(db, '001', { codigo_beneficiario: '3294861', agencia: '1234', conta: '56789' });
  const { nossoNumero } = await r.faturaComBoleto();
  const { remessa } = await gerarRemessa(needs, r.convenio.id, origem);
  const [arquivo = '', lote = '', p = ''] = linhasDe(remessa?.conteudo ?? '');
  const conta = '0123450000000567897';
  assert.equal(arquivo.slice(0, 72), `00100000         212345678000195003294861001417019  ${conta} `);
  assert.match(arquivo.slice(142), /^130112026\d{6}00000108400000 {69}$/);
  assert.equal(lote.slice(0, 73), `00100011R01  042 2012345678000195003294861001417019  ${conta} `);
  assert.equal(p.slice(17, 62), `${conta} ${`3294861${String(nossoNumero).padStart(10, '0')}`.padEnd(20)}71 00`);
});

test('what was sent is not sent again; the next file has the next number, and nothing to send says so', async () => {
  const r = await makeRecebimento(db, '033');
  await r.faturaComBoleto();
  const primeira = await gerarRemessa(needs, r.convenio.id, origem, { primeiro: 812 });
  assert.equal(primeira.remessa?.numero, 812);
  assert.deepEqual(await gerarRemessa(needs, r.convenio.id, origem), {
    remessa: null,
    registradas: 0,
    baixadas: 0,
    incompletas: [],
  });
  await r.faturaComBoleto();
  const segunda = await gerarRemessa(needs, r.convenio.id, origem);
  assert.equal(segunda.remessa?.numero, 813);
  assert.deepEqual(await remessaFeita(db, r.convenio.id, 812), primeira.remessa);
  await assert.rejects(remessaFeita(db, r.convenio.id, 5), { code: 'remessa.nao_encontrada' });
});

test('a boleto that is not to be paid any more is written off at the bank, once', async () => {
  const r = await makeRecebimento(db, '104');
  const conhecida = await r.faturaComBoleto();
  await gerarRemessa(needs, r.convenio.id, origem);
  const nova = await r.faturaComBoleto();
  await inTransaction(db, origem, (tx) => baixarBoletos(tx, [conhecida.id, nova.id]));
  const { remessa, registradas, baixadas } = await gerarRemessa(needs, r.convenio.id, origem);
  assert.deepEqual([registradas, baixadas], [0, 1]);
  const linhas = linhasDe(remessa?.conteudo ?? '');
  assert.deepEqual(
    linhas.slice(2, -2).map((linha) => linha.slice(13, 17)),
    ['P 02', 'Q 02'],
  );
  assert.equal(linhas.at(-2)?.slice(17, 46), '00000400000100000000000010000');
  await inTransaction(db, origem, (tx) => baixarBoletos(tx, [conhecida.id]));
  assert.equal((await gerarRemessa(needs, r.convenio.id, origem)).remessa, null);
});

test('ten at once: each boleto goes into one file, and the numbers have no gap', async () => {
  const r = await makeRecebimento(db, '033');
  const ids = [];
  for (let n = 0; n < 10; n++) ids.push((await r.faturaComBoleto()).id);
  const pools = Array.from({ length: 10 }, () => openDatabase(url, { max: 1 }));
  const feitas = await Promise.all(
    pools.map((one) => gerarRemessa({ db: one, clock }, r.convenio.id, origem, { maximo: 3 })),
  );
  for (const pool of pools) await pool.destroy();
  const numeros = feitas.flatMap(({ remessa }) => remessa?.numero ?? []);
  assert.deepEqual(numeros.sort(), [1, 2, 3, 4]);
  const itens = await db.selectFrom('remessa_item').select('fatura_id').where('fatura_id', 'in', ids).execute();
  assert.deepEqual(
    itens.map(({ fatura_id }) => fatura_id).sort((a, b) => a - b),
    ids,
  );
});

test('a remittance that fails half way leaves nothing: its boletos go into the next one', async () => {
  const r = await makeRecebimento(db, '033', { conta: '123456789012' });
  const fatura = await r.faturaComBoleto();
  await assert.rejects(gerarRemessa(needs, r.convenio.id, origem), RangeError);
  await db.updateTable('convenio').set({ conta: '1234567' }).where('id', '=', r.convenio.id).execute();
  const { remessa, registradas } = await gerarRemessa(needs, r.convenio.id, origem);
  assert.deepEqual([remessa?.numero, registradas], [1, 1]);
  assert.equal(
    linhasDe(remessa?.conteudo ?? '')[2]
      ?.slice(195, 220)
      .trim(),
    String(fatura.id),
  );
});

test('a customer without an address keeps nobody else waiting, and is named', async () => {
  const r = await makeRecebimento(db, '001');
  const sem = await r.faturaComBoleto({}, true);
  const com = await r.faturaComBoleto();
  const { registradas, incompletas } = await gerarRemessa(needs, r.convenio.id, origem, { maximo: 1 });
  assert.deepEqual([registradas, incompletas], [1, [sem.id]]);
  assert.equal(
    (await db.selectFrom('boleto').select('situacao').where('fatura_id', '=', com.id).executeTakeFirst())?.situacao,
    'REMETIDO',
  );
});

test('an unknown agreement, a bank without a layout and a company without CNPJ are refused by name', async () => {
  await assert.rejects(gerarRemessa(needs, 999_999, origem), { code: 'convenio.nao_encontrado' });
  const r = await makeRecebimento(db, '033');
  await db.updateTable('empresa').set({ cnpj: null }).where('id', '=', r.empresa).execute();
  await assert.rejects(gerarRemessa(needs, r.convenio.id, origem), { code: 'remessa.cnpj' });
  await db.updateTable('convenio').set({ banco_codigo: '237' }).where('id', '=', r.convenio.id).execute();
  await assert.rejects(gerarRemessa(needs, r.convenio.id, origem), { code: 'remessa.banco' });
});

test('whatever customers are called and wherever they live, each line has 240 columns of plain characters', async () => {
  const feitos = await Promise.all(bancos.map((banco) => makeRecebimento(db, banco)));
  const texto = fc.string({ unit: 'grapheme', maxLength: 80 });
  const titulo = fc.record({
    faturaId: fc.integer({ min: 1, max: 2_147_483_647 }),
    instrucao: fc.constantFrom('REGISTRO', 'BAIXA'),
    nossoNumero: fc.integer({ min: 1, max: 999_999_999 }),
    numeroDocumento: fc.stringMatching(/^\d{10}$/),
    valor: fc.integer({ min: 1, max: 9_999_999_999 }),
    vencimento: fc.constantFrom('2026-01-31', '2028-02-29', '2026-12-31'),
    emissao: fc.constant('2026-01-01'),
    encargo: fc.record({ multa: fc.integer({ min: 0, max: 200 }), jurosMes: fc.integer({ min: 0, max: 1000 }) }),
    pagador: fc.record({
      nome: texto,
      documento: fc.stringMatching(/^(\d{11}|[0-9A-Z]{12}\d\d)$/),
      endereco: texto,
      bairro: texto,
      cep: fc.stringMatching(/^\d{8}$/),
      cidade: texto,
      uf: fc.stringMatching(/^[A-Z]{2}$/),
    }),
  }) as unknown as fc.Arbitrary<TituloDaRemessa>;
  fc.assert(
    fc.property(
      fc.array(titulo, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 999_999 }),
      (titulos, numero) => {
        for (const { layout, convenio } of feitos) {
          const linhas = escreverRemessa(layout, convenio, titulos, {
            numero,
            dia: '2026-12-01' as never,
            hora: '093000',
          });
          for (const linha of linhas) assert.match(linha, /^[ -~]{240}$/);
          const detalhes = linhas.filter((linha) => linha[7] === '3');
          assert.equal(Number(linhas.at(-2)?.slice(17, 23)), detalhes.length + 2);
          const lidos = detalhes
            .filter((linha) => linha[13] === 'P')
            .map((linha) => ler(layout.segmentoP, linha) as { valor?: number });
          assert.deepEqual(
            lidos.map(({ valor }) => valor),
            titulos.map(({ valor }) => valor),
          );
        }
      },
    ),
    { numRuns: 60 },
  );
});
