import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import { type Layout, readFields, readHeader } from './csv.ts';
import type { Database, Tx } from './db.ts';
import { readLines, type TextFile } from './text-file.ts';
import { inTransaction, type Origin } from './transaction.ts';

/** Why a row of any kind is refused: its quotes, its number of columns, or that its end may be missing. */
export type MotivoDeForma = 'aspas' | 'colunas' | 'cortada';

/** A row that was not taken. */
export interface Rejeitada<M extends string = string> {
  /** Number of its line in the file, the header being 1. */
  linha: number;
  motivo: M;
  conteudo: string;
}

/** How far an import is: all that is committed, in this run and in earlier ones. */
export interface Andamento {
  /** Bytes of the file that are done. */
  bytes: number;
  /** Last line done. */
  linhas: number;
  /** New records. */
  incluidos: number;
  /** Rows whose record was there already. */
  existentes: number;
  rejeitadas: number;
}

/** Where an import tells what it does. */
export interface Saida<M extends string = string> {
  /** Called first: `bytes` of refused rows are kept from an interrupted run, what follows them is not. */
  abrir(cabecalho: string, separador: string, bytes: number): Promise<void>;
  /** Keeps refused rows; gives the bytes kept by now. */
  rejeitar(linhas: readonly Rejeitada<M>[]): Promise<number>;
  /** Called after each commit. */
  progresso(andamento: Andamento): void;
}

/** The text of a column in a row, as it is written; empty where the file has no such column. */
export type Campo<C extends string> = (coluna: C) => string;

/** What was read of a row, and the number of its line. */
export interface Lida<R> {
  linha: number;
  lido: R;
}

/** What became of the rows of a block; those that are neither were there already. */
export interface Gravadas<M extends string> {
  incluidos: number;
  /** Rows that only the database shows to be wrong. */
  recusadas?: readonly { linha: number; motivo: M }[];
}

/** A kind of file: columns C, a row that is read R, reasons for refusing one M, what is looked up once for all rows X. */
export interface ImportKind<C extends string, R extends object, M extends string, X> {
  /** As in `balcao importar <tipo>`; files of different kinds know nothing of each other. */
  tipo: string;
  /** As readHeader takes them. */
  nomes: Readonly<Record<string, C>>;
  /** The columns that the kind needs and a header has not. */
  faltam(colunas: Layout<C>['colunas']): string[];
  preparar(db: Database): Promise<X>;
  ler(campo: Campo<C>, conhecido: X): R | M;
  /** Stores the rows of a block. Runs in the transaction that keeps the place in the file, so each row comes once. */
  gravar(tx: Tx, lidas: readonly Lida<R>[], conhecido: X): Promise<Gravadas<M>>;
  /** After the last block; may run again when the process ended here. */
  terminar?(db: Database): Promise<unknown>;
  /**
   * Refuses the last line where it has no line end and its last column is one that is read: a file that was cut there
   * shows a shorter number, and nothing else tells.
   */
  desconfiarDoFim?: boolean;
}

const origem = (tipo: string): Origin => ({ origem: 'comando', operacao: `importar ${tipo}` });

/**
 * Loads a file. Each block of lines is one transaction that also keeps the place in the file, so an interrupted import
 * goes on there when it is started again. Gives null when this very file was loaded before.
 * Throws conflict `importacao.em_andamento`, invalid `importacao.vazia` and `importacao.cabecalho` with the columns
 * that are missing (`faltam`).
 */
export function importFile<C extends string, R extends object, M extends string, X>(
  db: Database,
  kind: ImportKind<C, R, M, X>,
  arquivo: TextFile,
  nome: string,
  saida: Saida<M | MotivoDeForma>,
  blockBytes?: number,
): Promise<Andamento | null> {
  const trava = sql`hashtext('balcao importar'), hashtext(${kind.tipo})`;
  return db.connection().execute(async (connection) => {
    // Freed by the end of the connection too, however this process ends.
    const { rows } = await sql<{ livre: boolean }>`select pg_try_advisory_lock(${trava}) as livre`.execute(connection);
    if (!rows[0]?.livre) throw new DomainError('conflict', 'importacao.em_andamento');
    try {
      return await importBlocks(connection, kind, arquivo, nome, saida, blockBytes);
    } finally {
      await sql`select pg_advisory_unlock(${trava})`.execute(connection);
    }
  });
}

async function importBlocks<C extends string, R extends object, M extends string, X>(
  db: Database,
  kind: ImportKind<C, R, M, X>,
  arquivo: TextFile,
  nome: string,
  saida: Saida<M | MotivoDeForma>,
  blockBytes?: number,
): Promise<Andamento | null> {
  const cabecalho = await firstLine(arquivo);
  const layout = readHeader(cabecalho, kind.nomes);
  const faltam = kind.faltam(layout.colunas);
  if (faltam.length > 0) throw new DomainError('invalid', 'importacao.cabecalho', { faltam });
  const registro = await register(db, kind.tipo, arquivo, nome);
  if (registro.terminada_em) return null;
  const conhecido = await kind.preparar(db);
  await saida.abrir(cabecalho, layout.separador, registro.rejeitadas_bytes);

  let feito: Andamento = registro;
  for await (const { lines, end, terminated } of readLines(arquivo, registro.bytes, blockBytes)) {
    const lidas: Lida<R>[] = [];
    const rejeitadas: Rejeitada<M | MotivoDeForma>[] = [];
    for (const { linha, conteudo, campos } of rowsOf(lines, feito.linhas, layout)) {
      const cortada = !terminated && linha === feito.linhas + lines.length && endsInColumn(layout);
      const lido = kind.desconfiarDoFim && cortada ? 'cortada' : readRow(kind, campos, layout, conhecido);
      if (typeof lido === 'string') rejeitadas.push({ linha, motivo: lido, conteudo });
      else lidas.push({ linha, lido });
    }
    const store = async (tx: Tx) => {
      const { incluidos, recusadas = [] } =
        lidas.length > 0 ? await kind.gravar(tx, lidas, conhecido) : { incluidos: 0 };
      for (const { linha, motivo } of recusadas)
        rejeitadas.push({ linha, motivo, conteudo: lines[linha - feito.linhas - 1] ?? '' });
      rejeitadas.sort((a, b) => a.linha - b.linha);
      return keep(tx, registro.id, {
        bytes: end,
        linhas: feito.linhas + lines.length,
        incluidos: feito.incluidos + incluidos,
        existentes: feito.existentes + lidas.length - incluidos - recusadas.length,
        rejeitadas: feito.rejeitadas + rejeitadas.length,
        ...(rejeitadas.length > 0 && { rejeitadas_bytes: await saida.rejeitar(rejeitadas) }),
      });
    };
    feito = await inTransaction(db, origem(kind.tipo), store, { quiet: true });
    saida.progresso(feito);
  }
  await inTransaction(db, origem(kind.tipo), (tx) =>
    tx.updateTable('importacao').set({ terminada_em: sql`agora()` }).where('id', '=', registro.id).execute(),
  );
  await kind.terminar?.(db);
  return feito;
}

async function firstLine(arquivo: TextFile): Promise<string> {
  for await (const { lines } of readLines(arquivo)) return lines[0] ?? '';
  throw new DomainError('invalid', 'importacao.vazia');
}

/** The import of this content, begun now or earlier under whatever name. */
function register(db: Database, tipo: string, { sha256, size }: TextFile, nome: string) {
  return inTransaction(db, origem(tipo), async (tx) => {
    await tx
      .insertInto('importacao')
      .values({ tipo, arquivo: nome, tamanho: size, sha256 })
      .onConflict((oc) => oc.constraint('importacao_arquivo_unico').doNothing())
      .execute();
    return tx
      .selectFrom('importacao')
      .selectAll()
      .where('tipo', '=', tipo)
      .where('sha256', '=', sha256)
      .executeTakeFirstOrThrow();
  });
}

function keep(tx: Tx, id: number, andamento: Andamento & { rejeitadas_bytes?: number }) {
  return tx
    .updateTable('importacao')
    .set(andamento)
    .where('id', '=', id)
    .returning(['bytes', 'linhas', 'incluidos', 'existentes', 'rejeitadas'])
    .executeTakeFirstOrThrow();
}

function rowsOf(lines: readonly string[], before: number, { separador }: Layout<string>) {
  // The header is line 1, and blank lines count as lines.
  const numbered = lines.flatMap((conteudo, i) => {
    const linha = before + i + 1;
    return linha === 1 || conteudo.trim() === '' ? [] : [{ linha, conteudo }];
  });
  const campos = readFields(
    numbered.map(({ conteudo }) => conteudo),
    separador,
  );
  return numbered.map((row, i) => ({ ...row, campos: campos[i] ?? null }));
}

function readRow<C extends string, R extends object, M extends string, X>(
  kind: ImportKind<C, R, M, X>,
  campos: string[] | null,
  { largura, colunas }: Layout<C>,
  conhecido: X,
): R | M | MotivoDeForma {
  if (!campos) return 'aspas';
  if (campos.length !== largura) return 'colunas';
  const campo = (coluna: C) => {
    const i = colunas[coluna];
    return i === undefined ? '' : (campos[i] ?? '');
  };
  return kind.ler(campo, conhecido);
}

const endsInColumn = ({ largura, colunas }: Layout<string>) => Object.values(colunas).includes(largura - 1);
