import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import {
  colocarItem,
  encerrarItem,
  gerarRemessa,
  itensPendentes,
  lerArquivoDeRetorno,
} from '#modules/recebimento/index.ts';
import { openDatabase } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import {
  arquivoDe,
  BANCOS,
  type Banco,
  bytesDe,
  type EntradaDeTeste,
  estadoDa,
  makeRecebimento,
  origem,
  type Recebimento,
  relogioEm,
} from './makers.ts';

const { db, url } = await testDatabase();
const clock = relogioEm('2026-12-20');
const needs = { db, clock };
const bancos = Object.keys(BANCOS) as Banco[];

let arquivos = 0;
const lerTexto = (conteudo: string, nome = `RET${++arquivos}.RET`) =>
  lerArquivoDeRetorno(needs, { nome, bytes: bytesDe(conteudo) }, origem);
const ler = (r: Recebimento, entradas: readonly EntradaDeTeste[]) => lerTexto(arquivoDe(r, entradas));
const pago = (nossoNumero: number, changed: Partial<EntradaDeTeste> = {}): EntradaDeTeste => ({
  nossoNumero,
  movimento: '06',
  pago: 10000,
  ...changed,
});
const itensDe = (retornoId: number) =>
  db
    .selectFrom('retorno_item')
    .select(['linha', 'resultado', 'motivo', 'fatura_id'])
    .where('retorno_id', '=', retornoId)
    .orderBy('linha')
    .execute();

for (const banco of bancos) {
  test(`${banco}: confirmed, then paid; the file twice changes nothing, nor the entry in another file`, async () => {
    const r = await makeRecebimento(db, banco);
    const { id, nossoNumero } = await r.faturaComBoleto();
    await gerarRemessa(needs, r.convenio.id, origem);
    const entrada = await ler(r, [{ nossoNumero, movimento: '02' }]);
    assert.deepEqual(entrada.itens, { APLICADO: 1, REPETIDO: 0, SEM_LUGAR: 0, INFORMATIVO: 0 });
    assert.equal((await estadoDa(db, id)).boleto?.situacao, 'REGISTRADO');
    const arquivo = arquivoDe(r, [pago(nossoNumero)]);
    const primeira = await lerTexto(arquivo);
    assert.deepEqual([primeira.itens.APLICADO, primeira.recebido, primeira.jaLido], [1, 10000, false]);
    const depois = await estadoDa(db, id);
    assert.deepEqual(
      [depois.fatura.situacao, depois.fatura.paga_em, depois.boleto?.situacao, depois.boleto?.instrucao],
      ['PAGA', '2026-12-10', 'LIQUIDADO', null],
    );
    const outraVez = await lerTexto(arquivo);
    assert.deepEqual([outraVez.jaLido, outraVez.recebido], [true, 0]);
    const noutro = await ler(r, [{ nossoNumero, movimento: '02' }, pago(nossoNumero)]);
    assert.deepEqual([noutro.itens.REPETIDO, noutro.recebido], [1, 0]);
    assert.deepEqual(await estadoDa(db, id), depois);
  });
}

test('paid late: what the bank charged is fine by the policy and interest, and nothing is left over', async () => {
  const r = await makeRecebimento(db, '033');
  const { id, nossoNumero } = await r.faturaComBoleto();
  await ler(r, [pago(nossoNumero, { pago: 10223, encargos: 223, dia: '2026-12-17' })]);
  const { fatura, pagamentos, creditos } = await estadoDa(db, id);
  assert.deepEqual(creditos, []);
  assert.deepEqual([fatura.situacao, fatura.valor_baixado], ['PAGA', 10000]);
  assert.deepEqual(
    pagamentos.map(({ multa, juros, valor_pago, credito, resto }) => ({ multa, juros, valor_pago, credito, resto })),
    [{ multa: 200, juros: 23, valor_pago: 10223, credito: 0, resto: 0 }],
  );
});

test('with a discount of the bank; too little leaves a remainder; too much a credit', async () => {
  const r = await makeRecebimento(db, '104');
  const [a, b, c] = [await r.faturaComBoleto(), await r.faturaComBoleto(), await r.faturaComBoleto()];
  await ler(r, [
    pago(a.nossoNumero, { pago: 9000, desconto: 1000 }),
    pago(b.nossoNumero, { pago: 9500 }),
    pago(c.nossoNumero, { pago: 10550 }),
  ]);
  const estados = await Promise.all([a, b, c].map(({ id }) => estadoDa(db, id)));
  assert.deepEqual(
    estados.map(({ fatura }) => fatura.situacao),
    ['PAGA', 'PAGA', 'PAGA'],
  );
  assert.deepEqual(
    estados.map(({ creditos }) => creditos),
    [[], [500], [-550]],
  );
});

test('refused with its reasons, mended, and sent again', async () => {
  const r = await makeRecebimento(db, '001');
  const { id, nossoNumero } = await r.faturaComBoleto();
  await gerarRemessa(needs, r.convenio.id, origem);
  await ler(r, [{ nossoNumero, movimento: '03', motivos: '48A6ZZ' }]);
  assert.deepEqual((await estadoDa(db, id)).boleto, {
    situacao: 'RECUSADO',
    instrucao: null,
    recusa: 'entrada rejeitada: 48 CEP inválido; A6 convenente inválido ou encerrado; motivo ZZ',
  });
  const { reenviarRecusados } = await import('#modules/cobranca/index.ts');
  assert.deepEqual(await inTransaction(db, origem, (tx) => reenviarRecusados(tx, [id])), [id]);
  assert.equal((await gerarRemessa(needs, r.convenio.id, origem)).registradas, 1);
  assert.deepEqual((await estadoDa(db, id)).boleto, { situacao: 'REMETIDO', instrucao: null, recusa: null });
});

test('written off; a confirmation that comes late does not undo it, and a payment after it is taken', async () => {
  const r = await makeRecebimento(db, '033');
  const { id, nossoNumero } = await r.faturaComBoleto();
  await gerarRemessa(needs, r.convenio.id, origem);
  const { retornoId } = await ler(r, [{ nossoNumero, movimento: '09', motivos: '13' }]);
  assert.equal((await itensDe(retornoId))[0]?.motivo, 'baixa: 13 decurso de prazo do banco');
  await ler(r, [{ nossoNumero, movimento: '02', dia: '2026-12-12' }]);
  assert.equal((await estadoDa(db, id)).boleto?.situacao, 'BAIXADO');
  await ler(r, [pago(nossoNumero, { movimento: '17', dia: '2026-12-14' })]);
  const { fatura, boleto } = await estadoDa(db, id);
  assert.deepEqual([fatura.situacao, boleto?.situacao], ['PAGA', 'LIQUIDADO']);
});

test('money for an invoice that owes nothing becomes the customer’s credit: paid, negotiated, cancelled', async () => {
  const r = await makeRecebimento(db, '033');
  for (const situacao of ['PAGA', 'NEGOCIADA', 'CANCELADA'] as const) {
    const { id, nossoNumero } = await r.faturaComBoleto({ situacao, valor_baixado: centavos(10000) });
    const { itens, retornoId } = await ler(r, [pago(nossoNumero, { recebedor: situacao.slice(0, 4) })]);
    assert.equal(itens.APLICADO, 1, situacao);
    assert.equal((await itensDe(retornoId))[0]?.motivo, 'a fatura nada devia: ficou de crédito');
    const { fatura, creditos } = await estadoDa(db, id);
    assert.deepEqual([fatura.situacao, creditos], [situacao, [-10000]]);
  }
});

test('paid twice on one day at one place: both moneys are kept, and the file again adds none', async () => {
  const r = await makeRecebimento(db, '001');
  const { id, nossoNumero } = await r.faturaComBoleto();
  const duas = [pago(nossoNumero), pago(nossoNumero)];
  assert.equal((await ler(r, duas)).recebido, 20000);
  const outro = await ler(r, [...duas, { nossoNumero, movimento: '28' }]);
  assert.deepEqual([outro.itens.REPETIDO, outro.itens.INFORMATIVO, outro.recebido], [2, 1, 0]);
  const { pagamentos, creditos } = await estadoDa(db, id);
  assert.deepEqual([pagamentos.length, creditos], [2, [-10000]]);
});

test('what has no place is kept with its line and reason, and the rest of the file is applied', async () => {
  const r = await makeRecebimento(db, '001');
  const outro = await makeRecebimento(db, '001', { codigo_beneficiario: '1111111' });
  const { id, nossoNumero } = await r.faturaComBoleto();
  const doOutro = await outro.faturaComBoleto();
  const linhas = arquivoDe(r, [
    pago(987_654),
    pago(doOutro.nossoNumero, { nosso: outro.layout.nossoNumero(outro.convenio, doOutro.nossoNumero) }),
    { nossoNumero, movimento: '88' },
    pago(nossoNumero, { dia: null, pago: 700 }),
    pago(nossoNumero, { dia: '2027-01-05', pago: 800 }),
    { nossoNumero, movimento: '44', pago: 900 },
    pago(nossoNumero),
  ]).split('\r\n');
  // The second file is of an agreement that nobody has, in a lot beside ours.
  const { retornoId, itens, recebido, semLugar } = await lerTexto(linhas.join('\n'));
  assert.deepEqual([itens.SEM_LUGAR, itens.APLICADO, recebido], [6, 1, 10000]);
  assert.deepEqual(
    semLugar.map(({ linha, valor }) => [linha, valor]),
    [
      [3, 10000],
      [5, 10000],
      [7, null],
      [9, 700],
      [11, 800],
      [13, 900],
    ],
  );
  const gravados = await itensDe(retornoId);
  assert.match(gravados[0]?.motivo ?? '', /^liquidação: nosso número \d+ desconhecido$/);
  assert.equal(gravados[2]?.motivo, 'ocorrência 88 desconhecida');
  assert.equal(gravados[3]?.motivo, 'liquidação em dia que não serve');
  assert.match(gravados[5]?.motivo ?? '', /^título pago com cheque devolvido; estorne/);
  const { fatura, pagamentos } = await estadoDa(db, id);
  assert.deepEqual([fatura.situacao, pagamentos.length], ['PAGA', 1]);
  assert.equal((await estadoDa(db, doOutro.id)).fatura.situacao, 'ABERTA');
});

test('a lot of an agreement that is not ours keeps its entries without a place; a file of only such is refused', async () => {
  const r = await makeRecebimento(db, '033');
  const { id, nossoNumero } = await r.faturaComBoleto();
  const arquivo = arquivoDe(r, [pago(nossoNumero)]).split('\r\n');
  const alheio = arquivo.map((linha, i) => (i === 1 ? `${linha.slice(0, 33)}009999998${linha.slice(42)}` : linha));
  const { semLugar } = await lerTexto(alheio.join('\r\n'));
  assert.deepEqual(semLugar, [
    { linha: 3, motivo: 'o convênio do lote não é de nenhum convênio cadastrado', valor: centavos(10000) },
  ]);
  assert.equal((await estadoDa(db, id)).fatura.situacao, 'ABERTA');
  const deNinguem = alheio.map((linha, i) => (i === 0 ? `${linha.slice(0, 52)}009999998${linha.slice(61)}` : linha));
  await assert.rejects(lerTexto(deNinguem.join('\r\n')), { code: 'retorno.convenio' });
});

test('an entry without a place is given one by hand, once; its like in another file is known then', async () => {
  const r = await makeRecebimento(db, '033');
  const { id } = await r.faturaComBoleto();
  const { retornoId } = await ler(r, [pago(424_242)]);
  const item = (await itensPendentes(db)).find(
    ({ nossoNumero, linha }) => linha === 3 && nossoNumero?.startsWith('000000424242'),
  );
  assert.ok(item);
  const hoje = clock.today();
  const colocar = (faturaId: number) => inTransaction(db, origem, (tx) => colocarItem(tx, item.id, { faturaId }, hoje));
  await assert.rejects(colocar(99_999_999), { code: 'fatura.nao_encontrada' });
  assert.equal((await colocar(id)).resultado, 'QUITADA');
  await assert.rejects(colocar(id), { code: 'retorno_item.com_lugar' });
  assert.equal((await itensDe(retornoId))[0]?.resultado, 'APLICADO');
  assert.equal((await estadoDa(db, id)).fatura.situacao, 'PAGA');
  const semDinheiro = await ler(r, [{ nossoNumero: 424_243, movimento: '02' }]);
  const [outro] = (await itensPendentes(db)).filter(({ nossoNumero }) => nossoNumero?.startsWith('000000424243'));
  assert.ok(outro && semDinheiro.itens.SEM_LUGAR === 1);
  const { id: nova } = await r.faturaComBoleto();
  const sem = { faturaId: nova };
  await assert.rejects(
    inTransaction(db, origem, (tx) => colocarItem(tx, outro.id, { ...sem, dia: day('2026-12-11') }, hoje)),
    {
      code: 'retorno_item.sem_dinheiro',
    },
  );
  await inTransaction(db, origem, (tx) => encerrarItem(tx, outro.id, 'título do sistema antigo'));
  assert.equal(
    (await itensPendentes(db)).some((pendente) => pendente.id === outro.id),
    false,
  );
});

test('money for a number that was replaced pays the invoice, and its newer boleto is written off', async () => {
  const r = await makeRecebimento(db, '033');
  const velho = await r.faturaComBoleto();
  await db
    .insertInto('boleto_substituido')
    .values({
      fatura_id: velho.id,
      convenio_id: r.convenio.id,
      nosso_numero: 777_777,
      codigo_barras: '0'.repeat(44),
      situacao: 'BAIXADO',
    })
    .execute();
  await gerarRemessa(needs, r.convenio.id, origem);
  await ler(r, [pago(777_777, { movimento: '17' })]);
  const { fatura, boleto } = await estadoDa(db, velho.id);
  assert.deepEqual([fatura.situacao, boleto?.situacao, boleto?.instrucao], ['PAGA', 'REMETIDO', 'BAIXA']);
});

test('a truncated file writes nothing', async () => {
  const r = await makeRecebimento(db, '033');
  const { nossoNumero } = await r.faturaComBoleto();
  const contar = async () => (await db.selectFrom('retorno').select('id').execute()).length;
  const antes = await contar();
  const arquivo = arquivoDe(r, [pago(nossoNumero)]);
  await assert.rejects(lerTexto(arquivo.slice(0, arquivo.length / 2)), { code: 'retorno.cortado' });
  assert.equal(await contar(), antes);
});

test('a name in Latin-1 moves no column', async () => {
  const r = await makeRecebimento(db, '104');
  const { id, nossoNumero } = await r.faturaComBoleto();
  const linhas = arquivoDe(r, [pago(nossoNumero)]).split('\r\n');
  linhas[2] = `${linhas[2]?.slice(0, 148)}${'JOSÉ DA CONCEIÇÃO'.padEnd(40)}${linhas[2]?.slice(188)}`;
  const bytes = Buffer.from(linhas.join('\r\n'), 'latin1');
  const { itens } = await lerArquivoDeRetorno(needs, { nome: 'LATIN1.RET', bytes }, origem);
  assert.equal(itens.APLICADO, 1);
  assert.equal((await estadoDa(db, id)).fatura.situacao, 'PAGA');
});

test('the same file read by fifty connections at once: each of fifty invoices is paid once', async () => {
  const r = await makeRecebimento(db, '033');
  const faturas = [];
  for (let n = 0; n < 50; n++) faturas.push(await r.faturaComBoleto());
  const bytes = bytesDe(
    arquivoDe(
      r,
      faturas.map(({ nossoNumero }) => pago(nossoNumero)),
    ),
  );
  const pools = Array.from({ length: 50 }, () => openDatabase(url, { max: 1 }));
  const feitos = await Promise.all(
    pools.map((one) => lerArquivoDeRetorno({ db: one, clock }, { nome: 'TODOS.RET', bytes }, origem)),
  );
  for (const pool of pools) await pool.destroy();
  assert.equal(
    feitos.reduce((soma, { recebido }) => soma + recebido, 0),
    50 * 10000,
  );
  const ids = faturas.map(({ id }) => id);
  const pagamentos = await db.selectFrom('pagamento').select('fatura_id').where('fatura_id', 'in', ids).execute();
  assert.deepEqual(
    pagamentos.map(({ fatura_id }) => fatura_id).sort((a, b) => a - b),
    ids,
  );
});

test('a reading that was cut off goes on where it stopped', async () => {
  const r = await makeRecebimento(db, '033');
  const [a, b] = [await r.faturaComBoleto(), await r.faturaComBoleto()];
  const arquivo = arquivoDe(r, [pago(a.nossoNumero), pago(b.nossoNumero)]);
  const { retornoId } = await lerTexto(arquivo);
  // As though the process had died before the second entry.
  const item = await db
    .selectFrom('retorno_item')
    .select(['id', 'pagamento_id'])
    .where('retorno_id', '=', retornoId)
    .where('linha', '=', 5)
    .executeTakeFirstOrThrow();
  await db.deleteFrom('retorno_item').where('id', '=', item.id).execute();
  const segunda = await lerTexto(arquivo);
  assert.deepEqual([segunda.jaLido, segunda.itens.REPETIDO, segunda.recebido], [false, 1, 0]);
  assert.equal((await estadoDa(db, b.id)).pagamentos.length, 1);
});
