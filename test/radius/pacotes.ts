import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';

export interface Pacote {
  tipo: 'Start' | 'Interim-Update' | 'Stop';
  unica: string;
  login: string;
  em: Date;
  tempo?: number | undefined;
  saida?: number | undefined;
  entrada?: number | undefined;
  ip?: string;
  delegado?: string;
  nas?: string;
}

export const MINUTO = 60_000;

/** Hands in packets as FreeRADIUS does, and by the long way alone. */
export function contador(db: Database) {
  const segundo = ({ em }: Pacote) => Math.floor(em.getTime() / 1000);
  const ip = (p: Pacote) => p.ip ?? '100.64.9.9';

  // As FreeRADIUS calls it (deploy/freeradius/mods-config/sql/main/balcao/queries.conf).
  async function contar(p: Pacote): Promise<void> {
    if (p.tipo === 'Start' || !(await andamento(p))) await contabilizar(p);
  }

  async function andamento(p: Pacote): Promise<boolean> {
    const { rows } =
      await sql`select radius.andamento(${p.tipo === 'Stop'}, ${p.unica}, ${segundo(p)}, 0, ${p.tempo ?? null},
    ${p.entrada ?? null}, ${p.saida ?? null}, 0, 0, ${ip(p)}, '', '', ${p.delegado ?? ''}, '', '')`.execute(db);
    return rows.length > 0;
  }

  async function contabilizar(p: Pacote): Promise<void> {
    const n = (value: number | undefined) => (value === undefined ? '' : String(value));
    await sql`select radius.contabilizar(${p.tipo}, ${p.unica}, ${p.unica}, ${p.login}, ${p.nas ?? '10.0.0.1'},
    ${String(segundo(p))}, '', ${n(p.tempo)}, ${n(p.entrada)}, ${n(p.saida)}, '', '', '',
    ${ip(p)}, '', '', ${p.delegado ?? ''}, '', '', '', '', '00:00:00:00:00:01', '', '', '', '', '', '', '')`.execute(
      db,
    );
  }

  return { contar, contabilizar };
}
