import { DomainError } from '#kernel/errors.ts';
import type { Reader, Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import type { Sealer } from '#platform/sealer.ts';
import { type Param, prepared } from '#platform/statement.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    /** Tells the contract's equipment its Wi-Fi name and password. Handled where the equipment is. */
    'equipamento.configurar_wifi': { contratoId: number };
  }
}

export interface Wifi {
  login: string;
  senha: string;
  /** As the equipment calls it, e.g. WPA2. */
  criptografia: string | null;
}

const contexto = (contratoId: number) => `wifi.${contratoId}`;

const wifiSelado = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('contrato as k')
    .leftJoin('contrato_wifi as w', 'w.contrato_id', 'k.id')
    .select(['k.id', 'w.login', 'w.senha', 'w.criptografia'])
    .where('k.id', '=', param('id')),
);

/** The Wi-Fi of a contract; null: never set. Throws notFound `contrato.nao_encontrado`. */
export async function wifiDoContrato(db: Reader, sealer: Sealer, contratoId: number): Promise<Wifi | null> {
  const [row] = await wifiSelado(db, { id: contratoId });
  if (!row) throw new DomainError('notFound', 'contrato.nao_encontrado');
  if (row.login === null || row.senha === null) return null;
  return { login: row.login, senha: abrirSenhaWifi(sealer, contratoId, row.senha), criptografia: row.criptografia };
}

/** The password of a row that was read already. */
export const abrirSenhaWifi = (sealer: Sealer, contratoId: number, selada: Buffer): string =>
  sealer.open(selada, contexto(contratoId));

// IEEE 802.11: a network's name has at most 32 octets; WPA2 takes 8 to 63 printable ASCII characters.
const SENHA = /^[\x20-\x7e]{8,63}$/;

/**
 * Changes name and password of a contract's Wi-Fi, and has its equipment follow. Throws notFound
 * `contrato.nao_encontrado`, conflict `contrato.cancelado`, invalid `wifi.login`, `wifi.senha`.
 */
export async function alterarWifi(
  tx: Tx,
  sealer: Sealer,
  contratoId: number,
  { login, senha }: Omit<Wifi, 'criptografia'>,
): Promise<void> {
  if (Buffer.byteLength(login) > 32 || /\p{Cc}/u.test(login)) throw new DomainError('invalid', 'wifi.login');
  if (!SENHA.test(senha)) throw new DomainError('invalid', 'wifi.senha');
  const contrato = await tx
    .selectFrom('contrato')
    .select('status')
    .where('id', '=', contratoId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado');
  if (contrato.status === 'CANCELADO') throw new DomainError('conflict', 'contrato.cancelado');
  const selada = sealer.seal(senha, contexto(contratoId));
  await tx
    .insertInto('contrato_wifi')
    .values({ contrato_id: contratoId, login, senha: selada })
    .onConflict((oc) =>
      oc.column('contrato_id').doUpdateSet((eb) => ({ login, senha: selada, alterado_em: eb.fn<Date>('agora', []) })),
    )
    .execute();
  const key = `equipamento.configurar_wifi ${contratoId}`;
  await enqueue(tx, 'equipamento.configurar_wifi', { contratoId }, { key });
}
