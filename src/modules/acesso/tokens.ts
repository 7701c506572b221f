import { CompactSign, compactVerify } from 'jose';
import { DomainError } from '#kernel/errors.ts';
import { announce } from '#platform/changes.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/db.ts';
import { type Integrador, tokenVivo } from './queries.ts';

export interface TokenSettings {
  key: Uint8Array;
  minutes: number;
  renewals: number;
}

/**
 * The claims of the document's sample token (page 12): times are in milliseconds there, not in the seconds of
 * RFC 7519. `ren` tells whether it came from a renewal, `qtdRen` how many there were.
 */
interface Claims {
  sub: string;
  iss: 'WebService';
  ren: 0 | 1;
  exp: number;
  iat: number;
  jti: number;
  qtdRen: number;
}

export interface TokenLido {
  jti: number;
  integrador: number;
  expira: number;
}

/** Issues a token of the integrator. */
export async function gerarToken(
  tx: Tx,
  clock: Clock,
  settings: TokenSettings,
  integrador: Integrador,
): Promise<string> {
  return emitir(tx, clock, settings, integrador, 0);
}

/**
 * Issues a successor and revokes this one, once: of two renewals at once one succeeds.
 * Throws conflict `token.renovacoes_esgotadas`, unauthenticated `token.invalido`.
 */
export async function renovarToken(
  tx: Tx,
  clock: Clock,
  settings: TokenSettings,
  integrador: Integrador,
  jti: number,
): Promise<string> {
  const row = await tx
    .updateTable('token_acesso')
    .set({ revogado_em: clock.now() })
    .where('jti', '=', jti)
    .where('revogado_em', 'is', null)
    .returning('renovacoes')
    .executeTakeFirst();
  if (!row) throw new DomainError('unauthenticated', 'token.invalido');
  if (row.renovacoes >= settings.renewals) {
    throw new DomainError('conflict', 'token.renovacoes_esgotadas', { renovacoes: row.renovacoes });
  }
  await announce(tx, { token: jti });
  return emitir(tx, clock, settings, integrador, row.renovacoes + 1);
}

/** Reads a token: signature, life and revocation. Throws unauthenticated `token.invalido` or `token.expirado`. */
export async function lerToken(db: Database, clock: Clock, { key }: TokenSettings, token: string): Promise<TokenLido> {
  const claims = await verified(key, token);
  if (!claims) throw new DomainError('unauthenticated', 'token.invalido');
  if (claims.exp <= clock.now().getTime()) throw new DomainError('unauthenticated', 'token.expirado');
  const row = await tokenVivo(db, claims.jti);
  if (!row) throw new DomainError('unauthenticated', 'token.invalido');
  return { jti: claims.jti, integrador: row.integrador_id, expira: claims.exp };
}

async function emitir(
  tx: Tx,
  clock: Clock,
  { key, minutes }: TokenSettings,
  integrador: Integrador,
  renovacoes: number,
) {
  const iat = clock.now().getTime();
  const exp = iat + minutes * 60_000;
  const { jti } = await tx
    .insertInto('token_acesso')
    .values({ integrador_id: integrador.id, emitido_em: new Date(iat), expira_em: new Date(exp), renovacoes })
    .returning('jti')
    .executeTakeFirstOrThrow();
  const claims: Claims = {
    sub: integrador.uuid,
    iss: 'WebService',
    ren: renovacoes > 0 ? 1 : 0,
    exp,
    iat,
    jti,
    qtdRen: renovacoes,
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'HS256' })
    .sign(key);
}

async function verified(key: Uint8Array, token: string): Promise<Claims | null> {
  try {
    const { payload } = await compactVerify(token, key, { algorithms: ['HS256'] });
    const claims = JSON.parse(new TextDecoder().decode(payload)) as Partial<Claims>;
    const whole = claims.iss === 'WebService' && Number.isSafeInteger(claims.exp) && Number.isSafeInteger(claims.jti);
    return whole ? (claims as Claims) : null;
  } catch {
    return null;
  }
}
