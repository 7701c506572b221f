import { sql } from 'kysely';
import type { Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

/** An event as others read it. */
export interface Evento {
  posicao: number;
  tipo: string;
  registro: string;
  quando: Date;
  dados: unknown;
}

interface Procura {
  depoisDe: number;
  quantos: number;
  /** null: all. */
  tipos: readonly string[] | null;
}

const lidos = prepared((db, param: Param<Procura>) =>
  db
    .selectFrom('evento')
    .select(['posicao', 'tipo', 'registro_tipo', 'registro_id', 'quando', 'dados'])
    .where('posicao', '>', param('depoisDe'))
    .where(
      sql<boolean>`(${param('tipos')}::text[] is null or tipo = any(${param('tipos')}::text[])
        or registro_tipo || '.*' = any(${param('tipos')}::text[]))`,
    )
    .orderBy('posicao')
    .limit(sql<number>`${param('quantos')}::integer`),
);

/** Published events after a position, the oldest first. Reading on from the last position passes over none. */
export async function eventosDepoisDe(db: Reader, procura: Procura): Promise<Evento[]> {
  return (await lidos(db, procura)).map(({ posicao, tipo, registro_tipo, registro_id, quando, dados }) => ({
    posicao: posicao as number,
    tipo,
    registro: `${registro_tipo} ${registro_id}`,
    quando,
    dados,
  }));
}
