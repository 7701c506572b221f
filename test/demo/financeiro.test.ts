import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '#kernel/dates.ts';
import { hashSenha } from '#modules/acesso/index.ts';
import { linhaDigitavel, linhaFormatada } from '#modules/cobranca/index.ts';
import { emitirFaturas } from '#modules/financeiro/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { loadDemo } from '../../src/demo/loader.ts';
import { testApp } from '../support/app.ts';

const { db, clock } = await testApp();
await loadDemo(db, clock, hashSenha);

test('the digit line of fatura 40 is the documented one', async () => {
  const { codigo_barras } = await db
    .selectFrom('boleto')
    .select('codigo_barras')
    .where('fatura_id', '=', 40)
    .executeTakeFirstOrThrow();
  assert.equal(linhaFormatada(linhaDigitavel(codigo_barras)), '03399.31479 64900.000239 56580.201012 8 71550000018170');
});

test('every invoice of the demo is its lines, its ledger, and has a boleto', async () => {
  const { rows } = await sql<{ id: number }>`
    select f.id from fatura f
    where f.valor <> (select coalesce(sum(l.valor), 0) from fatura_linha l where l.fatura_id = f.id)
      or f.valor - f.valor_baixado <> (select coalesce(sum(case when r.debito = 'CLIENTES' then r.valor
        when r.credito = 'CLIENTES' then -r.valor else 0 end), 0) from razao r where r.fatura_id = f.id)
      or (f.situacao = 'PAGA') <> (f.valor_baixado = f.valor)
      or not exists (select from boleto b where b.fatura_id = f.id)
      or f.empresa_id is null or f.forma_cobranca_id is null or f.emitida_em > f.vencimento`.execute(db);
  assert.deepEqual(rows, []);
  const { total } = await db
    .selectFrom('fatura')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  assert.equal(total, 30);
});

test('the year 2019 and fatura 1207 are paid, and nothing of 2019 is open', async () => {
  const pagamentos = await db.selectFrom('pagamento').select(['fatura_id', 'pago_em', 'credito', 'resto']).execute();
  assert.equal(pagamentos.length, 13);
  assert.deepEqual(
    pagamentos.find(({ fatura_id }) => fatura_id === 1207),
    { fatura_id: 1207, pago_em: day('2020-07-08'), credito: 0, resto: 0 },
  );
  assert.ok(pagamentos.every(({ credito, resto }) => credito === 0 && resto === 0));
});

test('the next boleto has a number beyond those that came before', async () => {
  const hoje = clock.today();
  const [nova] = await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    emitirFaturas(
      tx,
      [
        {
          clienteId: 81593,
          empresaId: 1,
          formaCobrancaId: 65,
          vencimento: hoje,
          competencia: null,
          origem: 'AVULSA',
          contratos: [1283299],
          linhas: [{ contratoId: 1283299, tipo: 'AVULSA', descricao: 'TESTE', valor: 1000 as never }],
        },
      ],
      hoje,
    ),
  );
  assert.equal(nova?.boleto?.nossoNumero, 10_000_001);
});
