import { isIP } from 'node:net';
import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Reader, Tx } from '#platform/db.ts';

export interface Pergunta {
  ip: string;
  /** Source port; behind CGNAT it tells one subscriber from the others. */
  porta?: number | undefined;
  quando: Date;
  operador: string;
  /** The order or case that asks. */
  motivo?: string | undefined;
}

/** A session that had the address at that instant. */
export interface Achado {
  radacctid: number;
  login: string | null;
  contrato_id: number | null;
  cliente_id: number | null;
  cliente: string | null;
  documento: string | null;
  mac: string | null;
  nas: string;
  ip: string;
  /** ISO 8601 with offset. */
  inicio: string;
  fim: string | null;
  ultima_noticia: string;
  /** The end was told by nobody: somebody else may have had the address after ultima_noticia. */
  fim_presumido: boolean;
  cgnat: string | null;
}

/**
 * Who had this address, and port, at this instant. The question and its answer are written down (radius.consulta, and the
 * audit trail). More than one: behind CGNAT without a port, or NASes that give out the same private addresses.
 * Throws invalid `quem.ip`, `quem.porta`.
 */
export async function quem(tx: Tx, pergunta: Pergunta): Promise<Achado[]> {
  const { ip, porta, quando } = pergunta;
  if (isIP(ip) === 0) throw new DomainError('invalid', 'quem.ip', { ip });
  if (porta !== undefined && !(Number.isInteger(porta) && porta >= 0 && porta <= 65_535)) {
    throw new DomainError('invalid', 'quem.porta', { porta });
  }
  const achados = [...(await porEndereco(tx, ip, quando)), ...(await porBloco(tx, ip, porta ?? null, quando))];
  await tx
    .insertInto('radius.consulta')
    .values({
      operador: pergunta.operador,
      motivo: pergunta.motivo ?? null,
      ip,
      porta: porta ?? null,
      instante: quando,
      resposta: JSON.stringify(achados.map(({ radacctid, contrato_id, login }) => ({ radacctid, contrato_id, login }))),
    })
    .execute();
  return achados;
}

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS"Z"';
const utc = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', ${sql.lit(ISO)})`;

const colunas = sql`r.radacctid, r.username as login, r.contrato_id, c.id as cliente_id, c.nome as cliente, c.documento,
  r.callingstationid as mac, host(r.nasipaddress) as nas, ${utc('r.acctstarttime')} as inicio,
  ${utc('r.acctstoptime')} as fim, ${utc('r.acctupdatetime')} as ultima_noticia,
  (r.acctstoptime is null and r.acctupdatetime < agora() - interval '1 hour') or r.fechada_por_regra as fim_presumido`;
const dono = sql`left join contrato k on k.id = r.contrato_id left join cliente c on c.id = k.cliente_id`;
// A session that ended before it began has no instant of its own: it is shown for the one of its start.
const durante = (quando: Date) => sql`r.acctstarttime <= ${quando}::timestamptz
  and greatest(coalesce(r.acctstoptime, case when r.acctupdatetime < agora() - interval '400 days' then r.acctupdatetime end,
    'infinity'), r.acctstarttime) >= ${quando}::timestamptz`;

async function porEndereco(db: Reader, ip: string, quando: Date): Promise<Achado[]> {
  const onde =
    isIP(ip) === 4
      ? sql`r.framedipaddress = ${ip}::inet`
      : // Subscribers are given /128, /64, or a prefix between /40 and /64 (RFC 6177).
        sql`(r.framedipv6address = ${ip}::inet
          or r.framedipv6prefix = any (select network(set_masklen(${ip}::inet, n))::inet from generate_series(40, 64) n)
          or r.delegatedipv6prefix = any (select network(set_masklen(${ip}::inet, n))::inet from generate_series(40, 64) n))`;
  const { rows } = await sql<Achado>`select ${colunas}, ${ip}::text as ip, null::text as cgnat
    from radius.radacct r ${dono} where ${onde} and ${durante(quando)} order by r.acctstarttime desc`.execute(db);
  return rows;
}

async function porBloco(db: Reader, ip: string, porta: number | null, quando: Date): Promise<Achado[]> {
  if (isIP(ip) !== 4) return [];
  const { rows } = await sql<Achado>`select ${colunas}, host(b.ip_privado) as ip,
      host(b.ip_publico) || ':' || b.porta_inicial || '-' || b.porta_final as cgnat
    from radius.cgnat_bloco b
    join radius.radacct r on r.framedipaddress = b.ip_privado and (b.nas is null or r.nasipaddress = b.nas) ${dono}
    where b.ip_publico = ${ip}::inet and b.vigente_de <= ${quando}::timestamptz and b.vigente_ate > ${quando}::timestamptz
      and (${porta}::integer is null or ${porta}::integer between b.porta_inicial and b.porta_final) and ${durante(quando)}
    order by b.porta_inicial, r.acctstarttime desc limit 500`.execute(db);
  return rows;
}
