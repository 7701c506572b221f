import { isIPv4 } from 'node:net';
import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import { violatedConstraint } from '#platform/constraint.ts';
import type { Tx } from '#platform/db.ts';
import { readLines, type TextFile } from '#platform/text-file.ts';
import { inSavepoint } from '#platform/transaction.ts';

const OBRIGATORIAS = ['ip_publico', 'porta_inicial', 'porta_final', 'ip_privado'] as const;
const COLUNAS = [...OBRIGATORIAS, 'nas', 'vigente_de', 'vigente_ate'] as const;
type Coluna = (typeof COLUNAS)[number];

export interface BlocosImportados {
  incluidos: number;
  /** The very same block was there. */
  existentes: number;
  rejeitadas: { linha: number; motivo: string }[];
}

/**
 * Loads port blocks of CGNAT from a CSV with a header (separator ; or , or tab; UTF-8 or Latin-1). Lines that are wrong
 * or overlap another block are told, the others are kept; the same file again changes nothing.
 * Throws invalid `cgnat.cabecalho` (fact faltam).
 */
export async function importarBlocos(tx: Tx, arquivo: TextFile): Promise<BlocosImportados> {
  const feito: BlocosImportados = { incluidos: 0, existentes: 0, rejeitadas: [] };
  let header: { separador: string; colunas: string[] } | undefined;
  let linha = 0;
  for await (const { lines } of readLines(arquivo)) {
    for (const text of lines) {
      linha++;
      if (text.trim() === '') continue;
      if (!header) {
        header = cabecalho(text);
        continue;
      }
      const motivo = await umBloco(tx, campos(text, header), feito);
      if (motivo) feito.rejeitadas.push({ linha, motivo });
    }
  }
  if (!header) throw new DomainError('invalid', 'cgnat.cabecalho', { faltam: OBRIGATORIAS });
  return feito;
}

function cabecalho(text: string) {
  const separador = [';', '\t', ','].find((one) => text.includes(one)) ?? ';';
  const colunas = cortar(text.replace(/^\uFEFF/, ''), separador).map((name) => name.toLowerCase());
  const faltam = OBRIGATORIAS.filter((name) => !colunas.includes(name));
  if (faltam.length > 0) throw new DomainError('invalid', 'cgnat.cabecalho', { faltam });
  return { separador, colunas };
}

const cortar = (text: string, separador: string) =>
  text.split(separador).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

function campos(text: string, { separador, colunas }: { separador: string; colunas: string[] }) {
  const cells = cortar(text, separador);
  return Object.fromEntries(COLUNAS.map((name) => [name, cells[colunas.indexOf(name)] || null])) as Record<
    Coluna,
    string | null
  >;
}

async function umBloco(tx: Tx, c: Record<Coluna, string | null>, feito: BlocosImportados): Promise<string | null> {
  const { ip_publico, ip_privado, nas } = c;
  if (!ip_publico || !isIPv4(ip_publico)) return 'ip_publico não é um IPv4';
  if (!ip_privado || !isIPv4(ip_privado)) return 'ip_privado não é um IPv4';
  if (nas !== null && !isIPv4(nas)) return 'nas não é um IPv4';
  const [de, ate] = [c.porta_inicial, c.porta_final].map((text) => (/^\d{1,5}$/.test(text ?? '') ? Number(text) : -1));
  if (de === undefined || ate === undefined || de < 0 || ate > 65_535 || de > ate)
    return 'portas devem ir de 0 a 65535';
  const vigencia = [instante(c.vigente_de, '-infinity'), instante(c.vigente_ate, 'infinity')];
  const [vigente_de, vigente_ate] = vigencia;
  if (!vigente_de || !vigente_ate) return 'vigência deve ser um instante com fuso, 2026-01-31T00:00:00-03:00';
  const bloco = { ip_publico, porta_inicial: de, porta_final: ate, ip_privado, nas, vigente_de, vigente_ate };
  try {
    await inSavepoint(tx, () => tx.insertInto('radius.cgnat_bloco').values(bloco).execute());
    feito.incluidos++;
    return null;
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'cgnat_bloco_vigencia') return 'vigente_de deve ser antes de vigente_ate';
    if (constraint !== 'cgnat_bloco_sem_sobreposicao') throw error;
    const igual = await tx
      .selectFrom('radius.cgnat_bloco')
      .select('id')
      .where('ip_publico', '=', ip_publico)
      .where('porta_inicial', '=', de)
      .where('porta_final', '=', ate)
      .where('ip_privado', '=', ip_privado)
      .where('nas', 'is not distinct from', nas)
      .where(sql<boolean>`(vigente_de, vigente_ate) = (${vigente_de}::timestamptz, ${vigente_ate}::timestamptz)`)
      .executeTakeFirst();
    if (!igual) return 'as portas já são de outro bloco nessa vigência';
    feito.existentes++;
    return null;
  }
}

// PostgreSQL's own ends of time stand for a block without one.
function instante(text: string | null, ausente: string): string | null {
  if (text === null) return ausente;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : null;
}
