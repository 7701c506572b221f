import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { faturar } from '#modules/faturamento/index.ts';
import { type Achado, conferir } from '#modules/financeiro/index.ts';
import { startProgram } from '../support/program.ts';
import { baseParaFaturar, escrito } from './base.ts';

const CLIENTES = 400;
const [inteira, parada] = [await baseParaFaturar(CLIENTES), await baseParaFaturar(CLIENTES)];
const pedido = { hoje: day('2026-11-30'), competencia: day('2026-12-01') };
await faturar(inteira.db, pedido, { origem: 'teste', operacao: 'teste' });
const { db } = parada;

const balcao = (...args: string[]) => startProgram(args, { DATABASE_URL: parada.url });

async function faturado(): Promise<string> {
  const run = balcao('faturar', '--competencia', '2026-12');
  assert.equal((await run.ended).code, 0, run.stderr());
  return run.stdout();
}

/** The sentence with which the run stops; whatever it billed before is whole. */
async function parado(): Promise<string> {
  const run = balcao('faturar', '--competencia', '2026-12');
  assert.equal((await run.ended).code, 1, run.stdout());
  assert.match(run.stderr(), /^[^\n]+\n$/);
  await confere();
  await semMetades();
  return run.stderr().trimEnd();
}

async function confere(): Promise<void> {
  const achados: Achado[] = [];
  await conferir(db, (achado) => achados.push(achado));
  assert.deepEqual(achados, []);
}

/** Each thousand of customer numbers has all the months that the undisturbed run wrote, or none. */
async function semMetades(): Promise<void> {
  const baldes = async (base: typeof db) => {
    const { rows } = await sql<{ balde: number; meses: number }>`
      select c.cliente_id / 1000 as balde, count(*)::integer as meses from contrato_faturado m
      join contrato c on c.id = m.contrato_id group by 1`.execute(base);
    return new Map(rows.map(({ balde, meses }) => [balde, meses]));
  };
  const [todos, feitos] = [await baldes(inteira.db), await baldes(db)];
  for (const [balde, meses] of feitos) assert.equal(meses, todos.get(balde), `bucket ${balde}`);
  assert.ok(feitos.size < todos.size, 'it stopped before the end');
}

const convenioDo = (banco: '001' | '033') =>
  db.selectFrom('convenio').selectAll().where('banco_codigo', '=', banco).executeTakeFirstOrThrow();
const quantas = async () =>
  (
    await db
      .selectFrom('fatura')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

test('an amount that no boleto holds stops the run, which says whose it is and goes on when it is mended', async () => {
  // The contracts are the same in both bases.
  const { rows: contratos } = await sql<{ id: number; cliente_id: number; valor_plano: Centavos | null }>`
    select k.id, k.cliente_id, k.valor_plano from contrato k join fatura_linha l on l.contrato_id = k.id
    join boleto b on b.fatura_id = l.fatura_id where l.tipo = 'MENSALIDADE' and l.valor = coalesce(k.valor_plano, k.valor)
    order by k.cliente_id, k.id`.execute(inteira.db);
  const grande = contratos[Math.floor(contratos.length / 4)] as (typeof contratos)[0];
  const mudar = (valor_plano: Centavos | null) =>
    db.updateTable('contrato').set({ valor_plano }).where('id', '=', grande.id).executeTakeFirstOrThrow();
  await mudar(centavos(15_000_000_000));
  assert.match(
    await parado(),
    new RegExp(
      `^Uma fatura do cliente ${grande.cliente_id} seria de R\\$ [12]\\d{2}\\.\\d{3}\\.\\d{3},\\d\\d: não cabe`,
    ),
  );
  assert.ok((await quantas()) > 0);
  await mudar(grande.valor_plano);
});

test('a number that does not fit the bank stops it, with the agreement', async () => {
  const { id, codigo_beneficiario } = await convenioDo('033');
  const mudar = (codigo: string) =>
    db.updateTable('convenio').set({ codigo_beneficiario: codigo }).where('id', '=', id).execute();
  const before = await quantas();
  await mudar('99999999');
  assert.match(await parado(), new RegExp(`^O convênio ${id} tem um dado que não cabe no boleto do banco: «99999999»`));
  assert.ok((await quantas()) >= before);
  await mudar(codigo_beneficiario);
});

test('an agreement without numbers stops it; another takes its place, and the end is that of an undisturbed run', async () => {
  const { id, empresa_id, conta_financeira_id } = await convenioDo('001');
  await sql`select setval(${`nosso_numero_${id}`}::regclass, ${10 ** 10 - 20})`.execute(db);
  const before = await quantas();
  assert.match(await parado(), new RegExp(`^O convênio ${id} \\(COBRANCA BANCO DO BRASIL\\) não tem mais números`));
  assert.ok((await quantas()) > before, 'it went on up to there');

  const formas = await db.selectFrom('forma_cobranca').select('id').where('convenio_id', '=', id).execute();
  const criado = balcao(
    ...['convenio', 'criar', '--descricao', 'BB 2', '--banco', '001', '--empresa', String(empresa_id)],
    ...['--conta-financeira', String(conta_financeira_id), '--agencia', '1234', '--conta', '12345678'],
    ...['--carteira', '17', '--beneficiario', '8888888', '--formas', formas.map((forma) => forma.id).join(',')],
  );
  assert.equal((await criado.ended).code, 0, criado.stderr());
  assert.match(await faturado(), /^Faturados [1-9]/m);
  assert.match(await faturado(), /^Faturados 0 contratos/m);
  await confere();

  const novo = Number(/^Convênio (\d+) criado/.exec(criado.stdout())?.[1]);
  const { boletos } = await db
    .selectFrom('boleto')
    .select(({ fn }) => fn.countAll<number>().as('boletos'))
    .where('convenio_id', '=', novo)
    .executeTakeFirstOrThrow();
  assert.ok(boletos > 0);
  // The same but for the agreement under which the later boletos are.
  await sql`update boleto set convenio_id = ${id}, nosso_numero = nosso_numero + 1000000
    where convenio_id = ${novo}`.execute(db);
  assert.deepEqual(await escrito(db), await escrito(inteira.db));
});
