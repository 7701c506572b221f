import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { centavos } from '#kernel/money.ts';
import { faturar } from '#modules/faturamento/index.ts';
import {
  cancelarFatura,
  contestarFatura,
  desfazerNegociacao,
  encerrarContestacao,
  estornarPagamento,
  negociar,
  registrarPagamento,
} from '#modules/financeiro/index.ts';
import type { Tx } from '#platform/db.ts';
import { testApp } from '../support/app.ts';
import { type Devedor, desordem, emitir, fazer, makeCaixa, makeDevedor } from './makers.ts';

const t = await testApp();
const caixa = await makeCaixa(t);
const hoje = t.clock.today();

const faturasDe = async ({ id }: Devedor) =>
  (
    await t.db
      .selectFrom('fatura')
      .select(['id', 'valor', 'valor_baixado'])
      .where('cliente_id', '=', id)
      .orderBy('id')
      .execute()
  ).map((row) => ({ ...row, saldo: row.valor - row.valor_baixado }));

const daLista = <T>(lista: readonly T[], n: number): T | undefined => lista[n % Math.max(lista.length, 1)];

/** A thing that somebody does; n and valor say to what and how much. What the rules refuse is no fault. */
interface Passo {
  faz: 'emitir' | 'pagar' | 'estornar' | 'cancelar' | 'negociar' | 'desfazer' | 'contestar' | 'encerrar' | 'faturar';
  n: number;
  valor: number;
  sim: boolean;
}

const passo: fc.Arbitrary<Passo> = fc.record({
  faz: fc.constantFrom(
    'emitir',
    'pagar',
    'pagar',
    'estornar',
    'cancelar',
    'negociar',
    'desfazer',
    'contestar',
    'encerrar',
    'faturar',
  ),
  n: fc.nat(20),
  valor: fc.integer({ min: 1, max: 15_000 }),
  sim: fc.boolean(),
});

async function fazerPasso(devedor: Devedor, { faz, n, valor, sim }: Passo): Promise<void> {
  const fatura = daLista(await faturasDe(devedor), n);
  const tentar = (work: (tx: Tx) => Promise<unknown>) =>
    fazer(t, work).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
    });
  if (faz === 'emitir') return void (await emitir(t, caixa, devedor, valor));
  if (faz === 'faturar') {
    const pedido = { hoje: addDays(hoje, 30 * (n % 12)), clienteId: devedor.id };
    return void (await faturar(t.db, pedido, { origem: 'teste', operacao: 'faturar' }));
  }
  if (!fatura) return;
  const faturaId = fatura.id;
  switch (faz) {
    case 'pagar':
      return void (await tentar((tx) =>
        registrarPagamento(
          tx,
          {
            faturaId,
            origem: 'MANUAL',
            valorPago: centavos(valor),
            multa: centavos(n),
            juros: centavos(n * 2),
            desconto: centavos(n * 3),
            parcial: sim,
            pagoEm: hoje,
            contaFinanceiraId: caixa.conta,
          },
          hoje,
        ),
      ));
    case 'estornar': {
      const pagamentos = await t.db.selectFrom('pagamento').select('id').where('cliente_id', '=', devedor.id).execute();
      const pagamento = daLista(pagamentos, n);
      return void (pagamento && (await tentar((tx) => estornarPagamento(tx, pagamento.id, 'TESTE', hoje))));
    }
    case 'cancelar':
      return void (await tentar((tx) => cancelarFatura(tx, faturaId, 'TESTE', hoje)));
    case 'negociar': {
      const outra = daLista(await faturasDe(devedor), n + 1) ?? fatura;
      const total = fatura.saldo + (outra.id === faturaId ? 0 : outra.saldo);
      const primeira = Math.floor(total / 3);
      const parcela = (numero: number, principal: number) => ({
        numero,
        total: centavos(principal + 1),
        multa: centavos(0),
        juros: centavos(1),
        desconto: centavos(0),
        vencimento: addDays(hoje, 10 * numero),
        faturaIds: [faturaId, outra.id],
      });
      return void (await tentar((tx) =>
        negociar(tx, devedor.id, [parcela(1, primeira), parcela(2, total - primeira)], hoje),
      ));
    }
    case 'desfazer': {
      const lista = await t.db.selectFrom('negociacao').select('id').where('cliente_id', '=', devedor.id).execute();
      const negociacao = daLista(lista, n);
      return void (negociacao && (await tentar((tx) => desfazerNegociacao(tx, negociacao.id, hoje))));
    }
    case 'contestar':
      return void (await tentar((tx) => contestarFatura(tx, faturaId, centavos(valor), 'TESTE')));
    case 'encerrar':
      return void (await tentar((tx) => encerrarContestacao(tx, faturaId, sim, hoje)));
  }
}

test('whatever is done in whatever order, the ledger balances and every invoice owes what it says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(passo, { minLength: 5, maxLength: 25 }), async (passos) => {
      const devedor = await makeDevedor(t, caixa);
      await emitir(t, caixa, devedor, 10_000);
      await emitir(t, caixa, devedor, 7_777);
      for (const um of passos) await fazerPasso(devedor, um);
      assert.deepEqual(await desordem(t), []);
    }),
    { numRuns: 25, endOnFailure: true },
  );
});
