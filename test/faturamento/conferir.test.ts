import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { faturar } from '#modules/faturamento/index.ts';
import { conferir, type NomeDaProva, registrarPagamento } from '#modules/financeiro/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { provar } from '../../src/modules/financeiro/conferir.ts';
import { startProgram } from '../support/program.ts';
import { baseParaFaturar } from './base.ts';

const ORIGEM = { origem: 'teste', operacao: 'teste' };
const HOJE = day('2026-11-30');
const { db, url } = await baseParaFaturar(80);
await faturar(db, { hoje: HOJE, competencia: day('2026-12-01') }, ORIGEM);
const abertas = await db
  .selectFrom('fatura')
  .select(['id', 'cliente_id', 'valor'])
  .where('situacao', '=', 'ABERTA')
  .where('valor', '>', 2000 as Centavos)
  .orderBy('id')
  .execute();
const [a, b, c, d] = abertas as [(typeof abertas)[0], (typeof abertas)[0], (typeof abertas)[0], (typeof abertas)[0]];

const pagar = (faturaId: number, valor: number, parcial = false) =>
  inTransaction(db, ORIGEM, (tx) =>
    registrarPagamento(
      tx,
      { faturaId, origem: 'RETORNO', origemChave: `t${faturaId}`, valorPago: centavos(valor), parcial, pagoEm: HOJE },
      HOJE,
    ),
  );
const { pagamentoId } = await pagar(a.id, a.valor);
await pagar(b.id, b.valor + 500);
await pagar(c.id, c.valor - 700);
await pagar(d.id, 100, true);

async function provas(): Promise<string[]> {
  const found: string[] = [];
  await conferir(db, ({ prova, id }) => found.push(`${prova} ${id}`));
  return found;
}

test('a base with payments, credits, remainders and calls is in order, and so says the command', async () => {
  assert.deepEqual(await provas(), []);
  const run = startProgram(['conferir'], { DATABASE_URL: url });
  assert.equal((await run.ended).code, 0, run.stderr());
  assert.match(run.stdout(), /^\d+ faturas: R\$.* = linhas R\$.* − descontos R\$.*\.\n.*\nTudo confere\.\n$/u);
});

const contrato = sql<{ id: number }>`
  select contrato_id as id from contrato_faturado where fatura_id = ${d.id} order by contrato_id limit 1`;
const contratoDe = (await contrato.execute(db)).rows[0]?.id ?? 0;
const comChamadas = sql<{ id: number }>`select fatura_id as id from ligacao where fatura_id is not null limit 1`;
const chamada = (await comChamadas.execute(db)).rows[0]?.id ?? 0;

// What is done to the base, and what is named then.
const danos: [string, RawBuilder<unknown>, string[]][] = [
  [
    'a line is lost',
    sql`delete from fatura_linha where fatura_id = ${d.id} and tipo = 'MENSALIDADE'`,
    ['fatura.linhas', 'mes.linhas?'],
  ],
  [
    'a line is changed',
    sql`update fatura_linha set valor = valor + 1 where fatura_id = ${d.id} and tipo = 'MENSALIDADE'`,
    ['fatura.linhas'],
  ],
  [
    'an invoice is changed',
    sql`update fatura set valor = valor + 1 where id = ${d.id}`,
    ['fatura.linhas', 'fatura.emissao', 'fatura.saldo', 'fatura.boleto?'],
  ],
  [
    'more is settled than was paid',
    sql`update fatura set valor_baixado = valor_baixado + 1 where id = ${d.id}`,
    ['fatura.saldo'],
  ],
  ['an open invoice is called paid', sql`update fatura set situacao = 'PAGA' where id = ${d.id}`, ['fatura.situacao']],
  [
    'a boleto has another value',
    sql`update boleto set codigo_barras = overlay(codigo_barras placing '0000000001' from 10) where fatura_id = (select min(fatura_id) from boleto)`,
    ['fatura.boleto'],
  ],
  [
    'an emission is lost',
    sql`delete from razao where fatura_id = ${d.id} and historico = 'EMISSAO' and credito = 'RECEITA'`,
    ['fatura.emissao', 'fatura.saldo'],
  ],
  [
    'a payment is lost from the ledger',
    sql`delete from razao where pagamento_id = ${pagamentoId}`,
    ['fatura.saldo', 'pagamento.razao'],
  ],
  [
    'a payment is lost',
    sql`update pagamento set valor_pago = valor_pago + 1 where id = ${pagamentoId}`,
    ['pagamento.razao'],
  ],
  [
    'a payment is marked as taken back',
    sql`update pagamento set estornado_em = agora(), estorno_motivo = 'X' where id = ${pagamentoId}`,
    ['pagamento.estorno'],
  ],
  [
    'a ledger row is another customer’s',
    sql`update razao set cliente_id = ${a.cliente_id} where fatura_id = ${d.id}`,
    ['fatura.cliente', 'cliente.restos?', 'cliente.creditos?'],
  ],
  [
    'a credit is lost',
    sql`delete from lancamento_futuro where fatura_id is null and tipo = 'CREDITO'`,
    ['cliente.creditos'],
  ],
  [
    'a remainder is doubled',
    sql`update lancamento_futuro set valor = valor * 2 where fatura_id is null and tipo = 'RESTO'`,
    ['cliente.restos'],
  ],
  [
    'a credit is taken up by another invoice',
    sql`update lancamento_futuro set fatura_id = ${a.id} where fatura_id is not null and fatura_id <> ${a.id}`,
    ['fatura.aproveitados'],
  ],
  ['a call was cheaper', sql`update ligacao set valor = valor + 1 where fatura_id = ${chamada}`, ['fatura.chamadas']],
  [
    'a month is said to be on an invoice',
    sql`update contrato_faturado set fatura_id = ${a.id} where contrato_id = ${contratoDe}`,
    ['mes.registro', 'mes.linhas?'],
  ],
  [
    'a month was billed twice',
    sql`insert into contrato_faturado (contrato_id, competencia, inicio, fim) select contrato_id, competencia + interval '1 month', fim, fim from contrato_faturado where contrato_id = ${contratoDe}`,
    ['mes.dias'],
  ],
];

class Undo extends Error {}

for (const [name, dano, named] of danos) {
  test(`named: ${name}`, async () => {
    const found = new Set<NomeDaProva>();
    await assert.rejects(
      db.transaction().execute(async (tx) => {
        await sql`alter table razao disable trigger imutavel`.execute(tx);
        const { numAffectedRows = 0n } = await dano.execute(tx);
        assert.ok(numAffectedRows > 0n, 'the damage was done');
        await provar(tx, ({ prova }) => found.add(prova));
        throw new Undo();
      }),
      Undo,
    );
    const must = named.filter((prova) => !prova.endsWith('?'));
    for (const prova of must) assert.ok(found.has(prova as NomeDaProva), `${prova} in ${[...found]}`);
    const may = named.map((prova) => prova.replace('?', ''));
    assert.deepEqual(
      [...found].filter((prova) => !may.includes(prova)),
      [],
    );
  });
}
