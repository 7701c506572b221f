import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { day } from '#kernel/dates.ts';
import { generate } from '../../src/generator/generate.ts';
import { generateInvoices } from '../../src/generator/invoices.ts';
import { testDatabase } from '../support/db.ts';

const { db } = await testDatabase();
await generate(db, { clientes: 300, semente: 3, senha: 'segredo', somar: false }, () => {});
const reported: number[] = [];
const made = await generateInvoices(db, { meses: 3, hoje: day('2026-11-25') }, (done) => reported.push(done));

const one = async <T>(query: ReturnType<typeof sql<T>>): Promise<T> => (await query.execute(db)).rows[0] as T;

test('every customer with a contract in service has an invoice a month, the last in the month before', async () => {
  const { wrong, meses } = await one(sql<{ wrong: number; meses: string[] }>`
    select count(*) filter (where n <> 3)::integer as wrong,
      (select array_agg(distinct competencia::text order by competencia::text) from fatura) as meses
    from (select c.id, count(f.id) as n from cliente c left join fatura f on f.cliente_id = c.id
      where exists (select from contrato k where k.cliente_id = c.id and k.status <> 'CANCELADO') group by c.id) x`);
  assert.deepEqual([wrong, meses], [0, ['2026-08-01', '2026-09-01', '2026-10-01']]);
  const { n } = await one(sql<{ n: number }>`select count(*)::integer as n from fatura`);
  assert.deepEqual([made, reported.at(-1)], [n, n]);
});

test('lines, boletos, payments and ledger agree with the invoices', async () => {
  const row = await one(sql<Record<string, number>>`
    select count(*) filter (where valor <> (select sum(l.valor) from fatura_linha l where l.fatura_id = f.id))::integer as linhas,
      count(*) filter (where situacao = 'ABERTA')::integer as abertas,
      count(*) filter (where valor - valor_baixado <> (select sum(case when debito = 'CLIENTES' then r.valor else -r.valor end)
        from razao r where r.fatura_id = f.id))::integer as razao,
      count(*) filter (where (situacao = 'PAGA') <> exists (select from pagamento p where p.fatura_id = f.id))::integer as pagos,
      (select count(*) from boleto b join fatura g on g.id = b.fatura_id
        where substr(b.codigo_barras, 10, 10)::bigint <> g.valor)::integer as boletos,
      (select count(*) from contrato_faturado m join fatura_linha l using (fatura_id, contrato_id)
        where l.tipo = 'MENSALIDADE' and (m.inicio, m.fim) <> (l.inicio, l.fim))::integer as meses
    from fatura f`);
  assert.ok((row['abertas'] ?? 0) > 5);
  assert.deepEqual({ ...row, abertas: 0 }, { linhas: 0, abertas: 0, razao: 0, pagos: 0, boletos: 0, meses: 0 });
});
