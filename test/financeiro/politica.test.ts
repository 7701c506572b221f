import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addDays, day } from '#kernel/dates.ts';
import { testDatabase } from '../support/db.ts';
import { startProgram } from '../support/program.ts';

const { db, url } = await testDatabase();
await sql`update relogio set deslocamento = timestamptz '2026-11-30 12:00-03' - now()`.execute(db);
const HOJE = day('2026-11-30');

async function politica(...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  const run = startProgram(['politica', ...args], { DATABASE_URL: url });
  const { code } = await run.ended;
  return { code, out: run.stdout(), error: run.stderr() };
}

test('every rule is shown with what it is and its unit', async () => {
  const { out } = await politica('mostrar');
  assert.match(out, /^Em vigor em 2026-11-30, desde 1900-01-01:$/m);
  assert.match(out, /^multa +2 +multa por atraso, %/m);
  assert.match(out, /^juros_mes +1 +juros de mora, % ao mês/m);
  assert.match(out, /^fracao_centavo +corte +/m);
  assert.match(out, /^suspensao_parcial_dias +nenhuma +dias/m);
  assert.match(out, /^cobra_suspenso +nao +/m);
  const { rows } = await sql<{ n: number }>`select count(*)::integer - 1 as n from information_schema.columns
    where table_name = 'politica_financeira'`.execute(db);
  assert.equal(out.trim().split('\n').length - 2, rows[0]?.n, 'a line for each column');
});

test('rules change from a day on; what came before stays', async () => {
  const { code, out, error } = await politica(
    'mudar',
    'juros_mes=0,5',
    'suspensao_parcial_dias=15',
    '--desde',
    '2026-12-15',
  );
  assert.equal(code, 0, error);
  assert.match(out, /^A partir de 2026-12-15:$/m);
  assert.match(out, /^juros_mes +0,5 +/m);
  assert.match((await politica('mostrar', '--em', addDays(day('2026-12-15'), -1))).out, /^juros_mes +1 /m);
  assert.match((await politica('mostrar', '--em', '2026-12-15')).out, /^juros_mes +0,5 /m);
  assert.match((await politica('historico')).out, /^2026-12-15 +suspensao_parcial_dias +nenhuma +15$/m);

  assert.equal((await politica('mudar', 'multa=1')).code, 0);
  const rows = await db
    .selectFrom('politica_financeira')
    .select(['vigente_desde', 'multa_centesimos', 'juros_mes_centesimos'])
    .orderBy('vigente_desde')
    .execute();
  assert.deepEqual(
    rows.map((row) => Object.values(row)),
    [
      ['1900-01-01', 200, 100],
      [HOJE, 100, 100],
      ['2026-12-15', 200, 50],
    ],
  );
});

test('what cannot be is refused with a sentence, and changes nothing', async () => {
  const before = await db.selectFrom('politica_financeira').selectAll().execute();
  const refused: [string[], RegExp][] = [
    [['mudar', 'multa=3'], /^multa deve ser uma porcentagem de 0 a 2, .*CDC/],
    [['mudar', 'suspensao_dias=14'], /^suspensao_dias deve ser um número inteiro de 15 a 365 .*765\/2023/],
    [['mudar', 'suspensao_parcial_dias=14'], /^suspensao_parcial_dias deve ser nenhuma, ou .* de 15 a 365 .*632\/2014/],
    [['mudar', 'multas=1'], /^Não existe a regra «multas»/],
    [['mudar', 'multa'], /^Uma mudança é REGRA=VALOR; está «multa»/],
    [['mudar'], /^Diga o que muda/],
    [['mudar', 'multa=1', '--desde', '2026-11-29'], /^A política só muda de hoje/],
    [['mudar', 'multa=1', '--desde', 'ontem'], /^--desde deve ser um dia/],
    [['mudar', 'antecedencia_minima_dias=20'], /^antecedencia_minima_dias não pode passar de antecedencia_dias/],
    [['esquecer'], /^Use: balcao politica mostrar/],
  ];
  for (const [args, sentence] of refused) {
    const { code, error } = await politica(...args);
    assert.equal(code, 1, args.join(' '));
    assert.match(error, sentence);
  }
  assert.deepEqual(await db.selectFrom('politica_financeira').selectAll().execute(), before);
});
