import type { Insertable } from 'kysely';
import { type Day, day } from '#kernel/dates.ts';
import type { Database, DB } from '#platform/db.ts';
import { makeAtendimento, makeTipo } from '../atendimentos/makers.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';

export interface Praca {
  cidade: number;
  tecnologia: number;
  tipoContrato: number;
  /** A kind of ticket of the service SUPORTE. */
  tipo: number;
  /** A ticket of a new customer whose contract is there. */
  atendimento(changed?: Partial<Insertable<DB['atendimento']>>): Promise<number>;
  /** An item of the agenda with so many places. */
  item(capacidade: number, changed?: Partial<Insertable<DB['agenda_item']>>): Promise<number>;
}

const SEMPRE = day('2199-01-01');
// Makes cities and days their own.
let dias = 0;

/** A city with a technology and a kind of contract, where visits can be made. */
export async function makePraca(db: Database): Promise<Praca> {
  const { id: cidade } = await db
    .insertInto('cidade')
    .values({ nome: 'CIDADE DE TESTE', nome_ibge: 'Cidade de Teste', uf: 'MG', codigo_ibge: 9_900_000 + dias++ })
    .returning('id')
    .executeTakeFirstOrThrow();
  const primeiro = await makeCliente(db);
  const modelo = await makeContrato(db, primeiro.id);
  const { tecnologia_id: tecnologia } = await db
    .selectFrom('plano')
    .select('tecnologia_id')
    .where('id', '=', modelo.plano_id)
    .executeTakeFirstOrThrow();
  const { id: tipo } = await makeTipo(db);
  return {
    cidade,
    tecnologia,
    tipoContrato: modelo.tipo_contrato_id,
    tipo,
    async atendimento(changed = {}) {
      const { id: cliente_id } = await makeCliente(db);
      await db.insertInto('cliente_endereco').values({ cliente_id, tipo: 'PADRAO', cidade_id: cidade }).execute();
      const { plano_id, tipo_contrato_id, vencimento_id, valor, status } = modelo;
      const { id: contrato_id } = await db
        .insertInto('contrato')
        .values({ cliente_id, plano_id, tipo_contrato_id, vencimento_id, valor, status })
        .returning('id')
        .executeTakeFirstOrThrow();
      return (await makeAtendimento(db, cliente_id, { contrato_id, tipo_atendimento_id: tipo, ...changed })).id;
    },
    async item(capacidade, changed = {}) {
      const { id } = await db
        .insertInto('agenda_item')
        .values({
          dia: diaLivre(),
          turno: 'MANHA',
          tipo_servico: 'SUPORTE',
          cidade_id: cidade,
          tecnologia_id: tecnologia,
          tecnicos_em_campo: capacidade,
          capacidade,
          ...changed,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
  };
}

// A day of its own for each item, far ahead.
const diaLivre = (): Day => day(new Date(Date.parse(SEMPRE) - dias++ * 86_400_000).toISOString().slice(0, 10));
