import { DomainError } from '#kernel/errors.ts';
import { equipamentoEmUso } from '#modules/equipamentos/index.ts';
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

/** The Wi-Fi of a contract and the equipment that it uses; null: never set, none. */
export interface DadosDeRede {
  wifi: Wifi | null;
  serial: string | null;
  fabricante: string | null;
}

const dadosSelados = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('contrato as k')
    .leftJoin('contrato_wifi as w', 'w.contrato_id', 'k.id')
    .leftJoinLateral(
      (eb) => equipamentoEmUso(eb.ref('k.id')).as('q'),
      (join) => join.onTrue(),
    )
    .select(['k.id', 'w.login', 'w.senha', 'w.criptografia', 'q.serial', 'q.fabricante'])
    .where('k.id', '=', param('id')),
);

/** What a contract's connection runs on at the customer's. Throws notFound `contrato.nao_encontrado`. */
export async function dadosDeRede(db: Reader, sealer: Sealer, contratoId: number): Promise<DadosDeRede> {
  const [row] = await dadosSelados(db, { id: contratoId });
  if (!row) throw new DomainError('notFound', 'contrato.nao_encontrado');
  const { login, senha, criptografia, serial, fabricante } = row;
  const wifi =
    login === null || senha === null ? null : { login, senha: abrirSenhaWifi(sealer, contratoId, senha), criptografia };
  return { wifi, serial, fabricante };
}

/** The Wi-Fi of a contract; null: never set. Throws notFound `contrato.nao_encontrado`. */
export const wifiDoContrato = async (db: Reader, sealer: Sealer, contratoId: number): Promise<Wifi | null> =>
  (await dadosDeRede(db, sealer, contratoId)).wifi;

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
