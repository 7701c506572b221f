import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { acompanharDevolucoes } from './acompanhar.ts';
import { criarCobrancasPix, type PixNeeds } from './cobrar.ts';
import { type ResultadoPix, receberPix, receberTodos } from './receber.ts';

const HORA = 3_600_000;
const DIA = 24 * HORA;
const ANTES_DA_PRIMEIRA = 3 * DIA;
const PENDENTES_POR_VEZ = 500;

const origem = { origem: 'tarefa', operacao: 'pix.conciliar' };

/**
 * Asks the bank for what was received since the last time, and a while before it (`sobreposicao`, milliseconds): nothing is
 * lost when a webhook never came. Then tries what has no place, charges that the bank did
 * not take, and returns that are under way, once more. Gives what
 * became of what the bank told.
 */
export async function conciliarPix(
  needs: PixNeeds,
  sobreposicao = HORA,
): Promise<Readonly<Record<ResultadoPix, number>>> {
  const { db, clock, pix } = needs;
  const feitos = { APLICADO: 0, SEM_LUGAR: 0, DEVOLVIDO: 0 };
  if (!pix.disponivel) return feitos;
  const fim = clock.now();
  let inicio = new Date(((await ultimaVez(db)) ?? fim.getTime() - ANTES_DA_PRIMEIRA) - sobreposicao);
  // A day at a time: what was done is kept, and no answer grows without end.
  while (inicio < fim) {
    const ate = new Date(Math.min(fim.getTime(), inicio.getTime() + DIA));
    const recebidos = await pix.listarRecebidos(inicio, ate);
    for (const resultado of (await receberTodos({ db, clock }, recebidos, origem)).values()) feitos[resultado]++;
    await marcar(db, ate);
    inicio = ate;
  }
  await recolocar(needs);
  await criarCobrancasPix(needs, await aRegistrar(db));
  await acompanharDevolucoes(needs, origem);
  return feitos;
}

async function ultimaVez(db: Database): Promise<number | null> {
  const row = await db.selectFrom('pix_conciliacao').select('ate').executeTakeFirst();
  return row ? row.ate.getTime() : null;
}

const marcar = (db: Database, ate: Date): Promise<unknown> =>
  sql`insert into pix_conciliacao (ate) values (${ate})
    on conflict (id) do update set ate = greatest(pix_conciliacao.ate, excluded.ate)`.execute(db);

// The charge may have become known after the money.
async function recolocar({ db, clock }: PixNeeds): Promise<void> {
  const { rows } = await sql<{ fimAFim: string }>`
    select r.fim_a_fim as "fimAFim" from pix_recebido r join pix_cobranca p on p.txid = r.txid
    where r.resultado = 'SEM_LUGAR'`.execute(db);
  for (const { fimAFim } of rows) {
    const row = await db
      .selectFrom('pix_recebido')
      .select(['txid', 'chave', 'valor', 'recebido_em', 'encargos', 'desconto', 'devolvido'])
      .where('fim_a_fim', '=', fimAFim)
      .executeTakeFirstOrThrow();
    const { recebido_em: horario, ...resto } = row;
    await inTransaction(db, origem, (tx) => receberPix(tx, { ...resto, endToEndId: fimAFim, horario }, clock.today()));
  }
}

async function aRegistrar(db: Database): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select fatura_id as id from pix_cobranca
    where situacao = 'A_REGISTRAR' and tipo = 'COBV' and atualizada_em < agora() - interval '15 minutes'
    order by atualizada_em limit ${PENDENTES_POR_VEZ}`.execute(db);
  return rows.map(({ id }) => id);
}
