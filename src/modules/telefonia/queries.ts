import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { type Day, startOfDay } from '#kernel/dates.ts';
import type { Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { inicioDoCiclo } from './rules.ts';

/** The prefixes of a city: its own ones, or those of third parties that numbers are ported from. */
export const prefixosDaCidade = prepared((db, param: Param<{ cidadeId: number; terceiro: boolean }>) =>
  db
    .selectFrom('prefixo_telefonico as p')
    .innerJoin('cidade as c', 'c.id', 'p.cidade_id')
    .select([
      'p.id',
      'p.codigo_pais',
      'p.codigo_area',
      'p.prefixo',
      'p.terceiro',
      'c.id as cidade_id',
      'c.nome as cidade',
    ])
    .where('p.cidade_id', '=', param('cidadeId'))
    .where('p.terceiro', '=', param('terceiro'))
    .orderBy('p.id'),
);

/** A prefix with its numbers that are free for sale. No row: no such prefix. */
export const numerosLivres = prepared((db, param: Param<{ prefixoId: number }>) =>
  db
    .selectFrom('prefixo_telefonico as p')
    .select(['p.codigo_pais', 'p.codigo_area', 'p.prefixo'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('numero_telefonico as n')
          .select(['n.id', 'n.numero', 'n.status'])
          .whereRef('n.prefixo_id', '=', 'p.id')
          .where('n.status', '=', 'LIVRE')
          .orderBy('n.numero'),
      ).as('numeros'),
    )
    .where('p.id', '=', param('prefixoId')),
);

// Calls that were answered, of those that a switch recorded.
const semTarifa = (db: Reader) =>
  db
    .selectFrom('ligacao')
    .where('tarifa_id', 'is', null)
    .where('chave', 'is not', null)
    .where('duracao_segundos', '>', 0);

/** How many calls have no tariff. */
export async function ligacoesSemTarifa(db: Reader): Promise<number> {
  const { quantas } = await semTarifa(db)
    .select(({ fn }) => fn.countAll<number>().as('quantas'))
    .executeTakeFirstOrThrow();
  return Number(quantas);
}

/** Where calls went that have no tariff, by the first eight digits, those of most seconds first; 500 at most. */
export const destinosSemTarifa = (db: Reader) =>
  semTarifa(db)
    .select(({ fn }) => [
      sql<string>`left(destino, 8)`.as('destino'),
      fn.countAll<number>().as('ligacoes'),
      fn.sum<number>('duracao_segundos').as('segundos'),
      fn.min('realizada_em').as('primeira'),
      fn.max('realizada_em').as('ultima'),
    ])
    .groupBy(sql`left(destino, 8)`)
    .orderBy('segundos', 'desc')
    .limit(500)
    .execute();

/** Calls of a contract that began from one instant to before another, the oldest first. */
export const extratoDeLigacoes = prepared((db, param: Param<{ contrato: number; de: Date; ate: Date }>) =>
  db
    .selectFrom('ligacao as l')
    .leftJoin('tipo_ligacao as t', 't.id', 'l.tipo_ligacao_id')
    .select(['l.id', 'l.origem', 'l.destino', 'l.realizada_em', 'l.coletada_em', 'l.duracao_segundos', 'l.valor'])
    .select(['l.descricao', 'l.lote', 'l.chamada_id', 'l.numero_controle', 'l.fatura_id'])
    .select(['t.id as tipo_id', 't.descricao as tipo', 't.servico_id'])
    .where('l.contrato_id', '=', param('contrato'))
    .where('l.realizada_em', '>=', param('de'))
    .where('l.realizada_em', '<', param('ate'))
    .orderBy('l.realizada_em')
    .orderBy('l.id'),
);

const diaFinalDoContrato = prepared((db, param: Param<{ contrato: number }>) =>
  db
    .selectFrom('contrato as k')
    .innerJoin('vencimento as v', 'v.id', 'k.vencimento_id')
    .select('v.dia_faturamento_final as dia')
    .where('k.id', '=', param('contrato')),
);

const duracoesPorTipo = prepared((db, param: Param<{ contrato: number; de: Date }>) =>
  db
    .selectFrom('ligacao as l')
    .leftJoin('tipo_ligacao as t', 't.id', 'l.tipo_ligacao_id')
    .select(['t.descricao', sql<number>`sum(l.duracao_segundos)::bigint`.as('segundos')])
    .where('l.contrato_id', '=', param('contrato'))
    .where('l.realizada_em', '>=', param('de'))
    .groupBy(['t.id', 't.descricao'])
    .orderBy(sql`t.id nulls last`),
);

/**
 * Seconds of a contract's calls in its present billing window, by kind of call; null: calls without one. The document
 * does not say of what period the total is (page 33): the free minutes are a window's.
 */
export async function totalDeLigacoes(db: Reader, { contrato, hoje }: { contrato: number; hoje: Day }) {
  const [vencimento] = await diaFinalDoContrato(db, { contrato });
  if (!vencimento) return [];
  return duracoesPorTipo(db, { contrato, de: startOfDay(inicioDoCiclo(hoje, vencimento.dia)) });
}
