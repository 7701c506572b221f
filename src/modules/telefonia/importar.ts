import { basename } from 'node:path';
import { sql } from 'kysely';
import { unnest } from '#platform/bulk.ts';
import {
  type Andamento,
  type Gravadas,
  type ImportKind,
  importFile,
  type Lida,
  type MotivoDeForma,
  type Saida,
} from '#platform/csv-import.ts';
import type { Database, Tx } from '#platform/db.ts';
import type { TextFile } from '#platform/text-file.ts';
import { type Bilhete, type Coluna, colunasQueFaltam, lerBilhete, type MotivoDoBilhete, NOMES } from './bilhete.ts';
import { incluirLigacoes } from './ligacoes.ts';

/** Why a call record is refused: also a number that is not ours, that nobody held, or an id that is another call's. */
export type MotivoDeLigacao = MotivoDoBilhete | 'numero' | 'sem_contrato' | 'outra_chamada';

interface Importacao {
  arquivo: TextFile;
  nome: string;
  /** The present, which no call begins after. */
  agora: Date;
  saida: Saida<MotivoDeLigacao | MotivoDeForma>;
  blockBytes?: number;
}

/**
 * Loads call records of a switch: each call goes to the contract that held its number when it began, and is rated. A call
 * that is there already is left as it is. Goes on where it was interrupted, and throws what importFile throws.
 */
export function importarLigacoes(
  db: Database,
  { arquivo, nome, agora, saida, blockBytes }: Importacao,
): Promise<Andamento | null> {
  const ligacoes: ImportKind<Coluna, Bilhete, MotivoDeLigacao, null> = {
    tipo: 'ligacoes',
    nomes: NOMES,
    faltam: colunasQueFaltam,
    preparar: async () => null,
    ler: (campo) => lerBilhete(campo, agora),
    // Customers see it: not in which folder the file was.
    gravar: (tx, lidas) => gravar(tx, lidas, basename(nome)),
    desconfiarDoFim: true,
  };
  return importFile(db, ligacoes, arquivo, nome, saida, blockBytes);
}

async function gravar(tx: Tx, lidas: readonly Lida<Bilhete>[], lote: string): Promise<Gravadas<MotivoDeLigacao>> {
  const conhecidas = await lerConhecidas(tx, lidas);
  const donos = await lerDonos(tx, lidas);
  const recusadas: { linha: number; motivo: MotivoDeLigacao }[] = [];
  const novas: (Bilhete & { contratoId: number })[] = [];
  for (const { linha, lido } of lidas) {
    const conhecida = conhecidas.get(lido.chave.toString('hex'));
    if (conhecida !== undefined) {
      if (conhecida !== conteudoDe(lido)) recusadas.push({ linha, motivo: 'outra_chamada' });
      continue;
    }
    const contrato = donoEm(donos.get(lido.origem), lido.inicio);
    if (typeof contrato !== 'number') {
      recusadas.push({ linha, motivo: contrato });
      continue;
    }
    conhecidas.set(lido.chave.toString('hex'), conteudoDe(lido));
    novas.push({ ...lido, lote: lido.lote ?? lote, contratoId: contrato });
  }
  await incluirLigacoes(tx, novas);
  return { incluidos: novas.length, recusadas };
}

const conteudoDe = ({ origem, destino, inicio, duracao }: Omit<Bilhete, 'chave'> | Bilhete) =>
  `${origem} ${destino} ${inicio.getTime()} ${duracao}`;

/** Of the calls that are there already, what they are, by their key in hexadecimal. */
async function lerConhecidas(tx: Tx, lidas: readonly Lida<Bilhete>[]): Promise<Map<string, string>> {
  const chaves = lidas.map(({ lido }) => lido.chave);
  const rows = await tx
    .selectFrom('ligacao')
    .select(['chave', 'origem', 'destino', 'realizada_em', 'duracao_segundos'])
    .where('chave', '=', sql<Buffer>`any(${chaves}::bytea[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      (row.chave as Buffer).toString('hex'),
      `${row.origem} ${row.destino} ${row.realizada_em.getTime()} ${row.duracao_segundos}`,
    ]),
  );
}

interface Uso {
  contrato: number;
  /** Epoch milliseconds; the number is held until before `ate`. */
  desde: number;
  ate: number;
}

/** Who has held the numbers that call; a number that is not in the register has no entry. */
async function lerDonos(tx: Tx, lidas: readonly Lida<Bilhete>[]): Promise<Map<string, Uso[]>> {
  const source = unnest([...new Set(lidas.map(({ lido }) => lido.origem))], { origem: ['text', (origem) => origem] });
  const { rows } = await sql<{ origem: string; usos: Uso[] }>`
    select nova.origem, coalesce(jsonb_agg(jsonb_build_object('contrato', u.contrato_id,
      'desde', case when isfinite(u.desde) then extract(epoch from u.desde) * 1000 else 0 end,
      'ate', case when isfinite(u.ate) then extract(epoch from u.ate) * 1000 else 1e15 end) order by u.id)
      filter (where u.id is not null), '[]') as usos
    from ${source} join prefixo_telefonico p on p.codigo_pais || p.codigo_area || p.prefixo = left(nova.origem, -4)
    join numero_telefonico n on n.prefixo_id = p.id and n.numero = right(nova.origem, 4)
    left join numero_telefonico_uso u on u.numero_id = n.id
    group by nova.origem`.execute(tx);
  return new Map(rows.map(({ origem, usos }) => [origem, usos]));
}

function donoEm(usos: readonly Uso[] | undefined, inicio: Date): number | 'numero' | 'sem_contrato' {
  if (!usos) return 'numero';
  const instante = inicio.getTime();
  return usos.find(({ desde, ate }) => desde <= instante && instante < ate)?.contrato ?? 'sem_contrato';
}
