import { DomainError } from '#kernel/errors.ts';
import type { Reader, Tx } from '#platform/db.ts';
import { pedirComando, pedirWifiDoContrato } from './comandos.ts';
import type { Fabricante } from './portas.ts';

export interface NovoEquipamento {
  serial: string;
  fabricante: Fabricante;
  contratoId: number;
  cidadeId: number | null;
  loginPppoe: string | null;
  telefonia: boolean;
  /** `00:0C:43:C2:8F:8F`; null: what is on record stays. */
  mac: string | null;
  acsId: string | null;
}

/**
 * Puts equipment on record at a contract; one from stock, or that the contract has already, is brought up to date. It is
 * sent the contract's Wi-Fi, if that was set. Gives its id. Throws notFound `contrato.nao_encontrado`, conflict
 * `contrato.cancelado`, `equipamento.em_uso`.
 */
export async function instalarEquipamento(tx: Tx, novo: NovoEquipamento): Promise<number> {
  const equipamentoId = await cadastrar(tx, novo);
  await pedirWifiDoContrato(tx, equipamentoId, novo.contratoId);
  return equipamentoId;
}

async function cadastrar(tx: Tx, novo: NovoEquipamento): Promise<number> {
  const { serial, fabricante, contratoId, cidadeId, loginPppoe, telefonia, mac, acsId } = novo;
  const contrato = await tx
    .selectFrom('contrato')
    .select(['status', 'login_radius'])
    .where('id', '=', contratoId)
    .forShare()
    .executeTakeFirst();
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado', { contratoId });
  if (contrato.status === 'CANCELADO') throw new DomainError('conflict', 'contrato.cancelado', { contratoId });
  const dados = {
    fabricante,
    contrato_id: contratoId,
    cidade_id: cidadeId,
    login_pppoe: loginPppoe ?? contrato.login_radius,
    telefonia,
    acs_id: acsId,
  };
  const row = await tx
    .insertInto('equipamento')
    .values({ serial, situacao: 'INSTALADO', mac, ...dados })
    .onConflict((oc) =>
      oc
        .constraint('equipamento_serial_unico')
        .doUpdateSet((eb) => ({
          ...dados,
          mac: eb.fn.coalesce(eb.val(mac), 'equipamento.mac'),
          situacao: eb
            .case()
            .when('equipamento.situacao', '=', 'ESTOQUE')
            .then(eb.val<'INSTALADO' | 'PROVISIONADO' | 'ESTOQUE'>('INSTALADO'))
            .else(eb.ref('equipamento.situacao'))
            .end(),
        }))
        .where((eb) =>
          eb.or([eb('equipamento.situacao', '=', 'ESTOQUE'), eb('equipamento.contrato_id', '=', contratoId)]),
        ),
    )
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new DomainError('conflict', 'equipamento.em_uso', { serial });
  return row.id;
}

/**
 * Queues the provisioning of equipment, which is put on record as by instalarEquipamento(); the Wi-Fi follows when the OLT
 * knows it, since the ACS does not before. Throws as instalarEquipamento() does.
 */
export async function provisionar(tx: Tx, novo: NovoEquipamento): Promise<number> {
  const equipamentoId = await cadastrar(tx, novo);
  return pedirComando(tx, { equipamentoId, contratoId: novo.contratoId, tipo: 'PROVISIONAR' });
}

/**
 * Takes equipment back into stock. Throws notFound `equipamento.nao_encontrado`, conflict `equipamento.provisionado`:
 * what the OLT knows is removed from it first.
 */
export async function recolherEquipamento(tx: Tx, serial: string): Promise<void> {
  const row = await tx
    .selectFrom('equipamento')
    .select(['id', 'situacao'])
    .where('serial', '=', serial)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new DomainError('notFound', 'equipamento.nao_encontrado', { serial });
  if (row.situacao === 'PROVISIONADO') throw new DomainError('conflict', 'equipamento.provisionado', { serial });
  await tx
    .updateTable('equipamento')
    .set({ situacao: 'ESTOQUE', contrato_id: null, login_pppoe: null, telefonia: false })
    .where('id', '=', row.id)
    .execute();
}

/** Equipment on record, of one contract or all. */
export function lerEquipamentos(db: Reader, contratoId?: number) {
  return db
    .selectFrom('equipamento')
    .select(['id', 'serial', 'fabricante', 'contrato_id', 'situacao', 'login_pppoe', 'telefonia', 'mac', 'acs_id'])
    .$if(contratoId !== undefined, (qb) => qb.where('contrato_id', '=', contratoId as number))
    .orderBy('id')
    .execute();
}

/** Says where a maker's equipment keeps name and password of its radios (TR-069 parameters). */
export async function definirParametrosWifi(
  tx: Tx,
  fabricante: Fabricante,
  nome: string[],
  senha: string[],
): Promise<void> {
  await tx
    .insertInto('wifi_tr069')
    .values({ fabricante, nome, senha })
    .onConflict((oc) => oc.column('fabricante').doUpdateSet({ nome, senha }))
    .execute();
}
