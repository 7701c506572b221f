import { randomInt } from 'node:crypto';
import { type Insertable, sql } from 'kysely';
import type { Database, DB } from '#platform/db.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { insert } from '../support/vendas.ts';

const CIDADE = 3118304;

/** A kind of call; its tariffs and free minutes are those of the test alone. */
export const makeTipo = (db: Database, descricao = 'FIXO LOCAL') => insert(db, 'tipo_ligacao', { descricao });

/** A tariff of R$ 0,10 a minute, 30/6/3, unless told. */
export const makeTarifa = (db: Database, tipo: number, changed: Partial<Insertable<DB['tarifa_voz']>> = {}) =>
  insert(db, 'tarifa_voz', { descricao: 'TARIFA', tipo_ligacao_id: tipo, valor_minuto: 1000, ...changed });

/** A voice package with free minutes of one kind, for one contract. */
export async function darPacote(db: Database, contratoId: number, tipo: number, minutos: number): Promise<number> {
  const pacote = await insert(db, 'pacote_voz', { descricao: 'PACOTE', valor: 5000 });
  await insert(db, 'franquia_voz', { pacote_voz_id: pacote, descricao: 'LIVRES', tipo_ligacao_id: tipo, minutos });
  await insert(db, 'contrato_extra', { contrato_id: contratoId, pacote_voz_id: pacote, valor: 5000 });
  return pacote;
}

/** A number that nobody holds; gives its id and its digits with country and area code. */
export async function makeNumero(db: Database, ddd = '31') {
  for (;;) {
    const prefixo = String(randomInt(2000, 6000));
    const row = { codigo_area: ddd, prefixo, cidade_id: CIDADE };
    const found = await db
      .insertInto('prefixo_telefonico')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!found) continue;
    const numero = String(randomInt(1000, 10_000));
    const id = await insert(db, 'numero_telefonico', { prefixo_id: found.id, numero });
    return { id, numero: `55${ddd}${prefixo}${numero}` };
  }
}

/** Gives a number to a contract, as if it had held it since 2020. */
export async function dar(db: Database, numeroId: number, contratoId: number): Promise<void> {
  await db
    .updateTable('numero_telefonico')
    .set({ status: 'OCUPADO', contrato_id: contratoId })
    .where('id', '=', numeroId)
    .execute();
  await db
    .updateTable('numero_telefonico_uso')
    .set({ desde: sql<Date>`'2020-01-01Z'` })
    .where('numero_id', '=', numeroId)
    .where('ate', 'is', null)
    .execute();
}

/** A contract that has held a number of its own since 2020. */
export async function makeTelefone(db: Database, ddd = '31', clienteId?: number) {
  const cliente = clienteId ?? (await makeCliente(db)).id;
  const contrato = await makeContrato(db, cliente);
  const numero = await makeNumero(db, ddd);
  await dar(db, numero.id, contrato.id);
  return { contrato: contrato.id, cliente, numeroId: numero.id, numero: numero.numero };
}
