import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Achado, conferir } from '#modules/financeiro/index.ts';
import type { Database } from '#platform/db.ts';
import { testDatabase } from '../support/db.ts';
import { killedAtRandom } from '../support/kills.ts';
import { dataFolder, startProgram } from '../support/program.ts';
import { arquivoDe, bytesDe, type EntradaDeTeste, makeRecebimento } from './makers.ts';

const FATURAS = 84;
const MORTES = 4;

/** A base of open invoices and the bank's file about them, the same each time but for who the customers are. */
async function baseComArquivo() {
  const { db, url } = await testDatabase();
  await sql`update relogio set deslocamento = timestamptz '2026-12-14 12:00-03' - now()`.execute(db);
  const r = await makeRecebimento(db, '001', { codigo_beneficiario: '3294861' });
  const entradas: EntradaDeTeste[] = [];
  for (let i = 0; i < FATURAS; i++) {
    const { nossoNumero } = await r.faturaComBoleto();
    const paga = { nossoNumero, movimento: '06', pago: 10_000 };
    const casos: EntradaDeTeste[] = [
      paga,
      { ...paga, pago: 12_000 },
      { ...paga, pago: 9000 },
      { ...paga, pago: 10_230, encargos: 230, dia: '2026-12-13' },
      { nossoNumero, movimento: '03', motivos: '08' },
      { nossoNumero, movimento: '02' },
      { ...paga, nossoNumero: 70_000 + i },
    ];
    entradas.push(casos[i % casos.length] as EntradaDeTeste);
    // Paid twice: the second is the customer's credit.
    if (i % 14 === 0) entradas.push({ ...paga, recebedor: '001009990' });
  }
  const arquivo = join(dataFolder(), 'DIA.RET');
  writeFileSync(arquivo, bytesDe(arquivoDe(r, entradas)));
  return {
    db,
    entradas: entradas.length,
    ler: () => startProgram(['cnab', 'retorno', arquivo], { DATABASE_URL: url }),
  };
}

/** Everything that the reading writes, by nosso número and line, without ids and times. */
async function escrito(db: Database): Promise<unknown> {
  const { rows } = await sql<{ tudo: unknown }>`
    select jsonb_build_object(
      'faturas', (select jsonb_agg(jsonb_build_array(b.nosso_numero, f.situacao, f.valor_baixado, f.paga_em, b.situacao,
        b.instrucao, b.recusa) order by b.nosso_numero) from fatura f join boleto b on b.fatura_id = f.id),
      'itens', (select jsonb_agg(jsonb_build_array(i.linha, i.resultado, i.motivo, i.valor, b.nosso_numero,
        i.pagamento_id is null) order by i.linha) from retorno_item i left join boleto b on b.fatura_id = i.fatura_id),
      'pagamentos', (select jsonb_agg(jsonb_build_array(b.nosso_numero, p.valor_pago, p.abatido, p.multa, p.juros, p.credito,
        p.resto, p.pago_em, p.estornado_em) order by b.nosso_numero, p.id) from pagamento p
        join boleto b on b.fatura_id = p.fatura_id),
      'futuros', (select jsonb_agg(jsonb_build_array(b.nosso_numero, l.tipo, l.valor) order by b.nosso_numero, l.id)
        from lancamento_futuro l join pagamento p on p.id = l.pagamento_id join boleto b on b.fatura_id = p.fatura_id),
      'razao', (select jsonb_agg(jsonb_build_array(b.nosso_numero, z.dia, z.debito, z.credito, z.valor, z.historico)
        order by b.nosso_numero, z.id) from razao z join boleto b on b.fatura_id = z.fatura_id),
      'tarefas', (select jsonb_agg(jsonb_build_array(t.identifier, n) order by t.identifier) from (
        select task_id, count(*) as n from graphile_worker._private_jobs group by 1) j
        join graphile_worker._private_tasks t on t.id = j.task_id)) as tudo`.execute(db);
  return rows[0]?.tudo;
}

test('the reading of a return file, killed at random moments, ends as an undisturbed one', async (t) => {
  const [inteira, morta] = [await baseComArquivo(), await baseComArquivo()];
  const lida = inteira.ler();
  assert.equal((await lida.ended).code, 0, lida.stderr());
  const feitas = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from retorno_item`.execute(morta.db);
    return rows[0]?.n ?? 0;
  };
  const porMorte = Math.floor(morta.entradas / (MORTES + 2));
  t.diagnostic(`done at each kill: ${await killedAtRandom(morta.ler, { feitas, mortes: MORTES, porMorte })}`);
  const ultima = morta.ler();
  assert.equal((await ultima.ended).code, 0, ultima.stderr());
  assert.match(ultima.stdout(), /[1-9]\d* aplicados/);
  assert.deepEqual(await escrito(morta.db), await escrito(inteira.db));

  const achados: Achado[] = [];
  // The invoices were made without lines and ledger: what the payments are is proved.
  await conferir(morta.db, (achado) => achados.push(achado));
  assert.deepEqual(
    achados.filter(({ prova }) => prova.startsWith('pagamento.')),
    [],
  );
  const outra = morta.ler();
  assert.equal((await outra.ended).code, 0);
  assert.match(outra.stdout(), /já lido por inteiro, nada mudou/);
});
