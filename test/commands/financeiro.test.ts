import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { emitirFaturas, registrarPagamento } from '#modules/financeiro/index.ts';
import { createClock } from '#platform/clock.ts';
import { inTransaction } from '#platform/transaction.ts';
import { fatura } from '../../src/commands/fatura.ts';
import { negociacao } from '../../src/commands/negociacao.ts';
import { pagamento } from '../../src/commands/pagamento.ts';
import { makeConvenio } from '../cobranca/makers.ts';
import { makeAssinante, makeContrato } from '../support/makers.ts';
import { refusesAll, servedInstallation } from './support.ts';

const { db, balcao, refused } = await servedInstallation();
const { empresa, conta, forma } = await makeConvenio(db);
const cliente = await makeAssinante(db);
const contrato = await makeContrato(db, cliente.id, { empresa_id: empresa, forma_cobranca_id: forma });
const hoje = createClock().today();

async function emitir(): Promise<number> {
  const [nova] = await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    emitirFaturas(
      tx,
      [
        {
          clienteId: cliente.id,
          empresaId: empresa,
          formaCobrancaId: forma,
          vencimento: day('2030-01-10'),
          competencia: null,
          origem: 'AVULSA',
          contratos: [contrato.id],
          linhas: [{ contratoId: contrato.id, tipo: 'AVULSA', descricao: 'TESTE', valor: centavos(10_000) }],
        },
      ],
      hoje,
    ),
  );
  return nova?.id ?? 0;
}

test('a payment is listed and taken back once', async () => {
  const faturaId = await emitir();
  const { pagamentoId } = await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    registrarPagamento(
      tx,
      { faturaId, origem: 'MANUAL', valorPago: centavos(12_000), pagoEm: hoje, contaFinanceiraId: conta },
      hoje,
    ),
  );
  const linha = new RegExp(`^${pagamentoId} +${faturaId} +${hoje} +MANUAL +R\\$ 120,00 +R\\$ 100,00 +R\\$ 20,00`, 'm');
  assert.match(await balcao('pagamento', 'listar', '--fatura', String(faturaId)), linha);
  assert.match(await balcao('pagamento', 'listar', '--cliente', String(cliente.id)), linha);
  const estornar = ['pagamento', 'estornar', String(pagamentoId), '--motivo', 'CHEQUE DEVOLVIDO'];
  assert.equal(
    await balcao(...estornar),
    `Pagamento ${pagamentoId} estornado: a fatura ${faturaId} deve de novo R$ 100,00.\n`,
  );
  assert.match(await refused(...estornar), /já foi estornado/);
  assert.match(await balcao('pagamento', 'listar', '--fatura', String(faturaId)), /CHEQUE DEVOLVIDO/);
});

test('an invoice is disputed, the dispute ended, and another cancelled', async () => {
  const id = String(await emitir());
  assert.match(await refused('fatura', 'contestar', id, '--valor', '100,01', '--motivo', 'X'), /no máximo R\$ 100,00/);
  await balcao('fatura', 'contestar', id, '--valor', '40,00', '--motivo', 'NAO USEI');
  assert.equal(
    await balcao('fatura', 'encerrar', id, '--procedente'),
    `Contestação da fatura ${id} encerrada: R$ 40,00 abatidos, R$ 0,00 de crédito.\n`,
  );
  assert.match(await refused('fatura', 'cancelar', id, '--motivo', 'X'), /paga em parte/);
  const outra = String(await emitir());
  assert.equal(await balcao('fatura', 'cancelar', outra, '--motivo', 'ENGANO'), `Fatura ${outra} cancelada.\n`);
  assert.match(await refused('fatura', 'cancelar', outra, '--motivo', 'ENGANO'), /já está cancelada/);
});

test('a negotiation is simulated, which writes nothing', async () => {
  const id = String(await emitir());
  const simular = ['negociacao', 'simular', '--cliente', String(cliente.id), '--faturas', id];
  const dito = await balcao(...simular, '--parcelas', '3');
  assert.match(dito, /^Devido hoje: R\$ 100,00, multa R\$ 0,00, juros R\$ 0,00: R\$ 100,00\.$/m);
  assert.deepEqual(
    [...dito.matchAll(/^[123] +\S+ +R\$ (\d+,\d\d)/gm)].map(([, valor]) => valor),
    ['33,34', '33,33', '33,33'],
  );
  assert.match(await refused(...simular, '--parcelas', '13'), /no máximo 12 parcelas/);
  assert.match(await refused('negociacao', 'desfazer', '2147483647'), /Não há negociação/);
  const { situacao } = await db
    .selectFrom('fatura')
    .select('situacao')
    .where('id', '=', Number(id))
    .executeTakeFirstOrThrow();
  assert.equal(situacao, 'ABERTA');
});

test('what was not understood is refused before anything is opened', async () => {
  await refusesAll(pagamento, {
    listar: /--fatura N ou --cliente N/,
    'estornar 1': /--motivo/,
    'estornar x --motivo y': /inteiro/,
    apagar: /balcao pagamento/,
  });
  await refusesAll(fatura, {
    'cancelar 1': /--motivo/,
    'contestar 1 --valor x --motivo y': /reais/,
    'encerrar 1': /--procedente/,
  });
  await refusesAll(negociacao, {
    simular: /--cliente/,
    'simular --cliente 1 --faturas 2 --primeira ontem': /--primeira/,
  });
});
