import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Database } from '#platform/db.ts';

const FREE = 5;
const LONGEST_SECONDS = 300;
const FORGET = '1 hour';

/**
 * Counts an attempt before it is verified, so that guesses that come at once count too. After five failures each
 * further one makes the login wait 2, 4, 8 … 300 seconds. Counted in the database: every process sees it.
 * Throws tooMany `acesso.espere` with `seconds` while the login waits.
 */
export async function contarTentativa(db: Database, chave: string): Promise<void> {
  const { rows } = await sql<{ contada: boolean; espera: number | null }>`
    with tentativa as (
      insert into tentativa_acesso as t (chave, falhas, ultima_em) values (${chave}, 1, agora())
      on conflict (chave) do update set
        falhas = case when t.ultima_em < agora() - ${FORGET}::interval then 1 else t.falhas + 1 end,
        ultima_em = agora(),
        bloqueado_ate = case when t.ultima_em >= agora() - ${FORGET}::interval and t.falhas + 1 > ${FREE}::int
          then agora() + make_interval(secs => least(${LONGEST_SECONDS}::int, 2 ^ (t.falhas + 1 - ${FREE}::int))) end
      where t.bloqueado_ate is null or t.bloqueado_ate <= agora()
      returning 1)
    select exists (select 1 from tentativa) as contada,
      (select ceil(extract(epoch from bloqueado_ate - agora()))::int from tentativa_acesso where chave = ${chave}) as espera
  `.execute(db);
  const [attempt] = rows;
  // A wait that began in this very moment is not seen by this statement's snapshot yet: it is a second at least.
  if (!attempt?.contada) throw new DomainError('tooMany', 'acesso.espere', { seconds: attempt?.espera ?? 1 });
}

/** The password was right: what was counted is forgotten. */
export async function esquecerTentativas(db: Database, chave: string): Promise<void> {
  await db.deleteFrom('tentativa_acesso').where('chave', '=', chave).execute();
}
