import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/db.ts';
import { againAfterDeadlock, inTransaction, type Origin } from '#platform/transaction.ts';
import { type ArquivoDeRetorno, lerRetorno } from './cnab/retorno-ler.ts';
import { type ConvenioRecebimento, conveniosDoBanco } from './convenio.ts';
import type { ResultadoDoItem } from './resultado.ts';
import { type Aplicada, aplicarEntrada } from './retorno-aplicar.ts';
import { chavesDas } from './retorno-chave.ts';

export interface ResumoDoRetorno {
  retornoId: number;
  /** The file was read through before: nothing was done. */
  jaLido: boolean;
  /** Entries of this reading, by what became of them. */
  itens: Readonly<Record<ResultadoDoItem, number>>;
  /** Money that was applied. */
  recebido: Centavos;
  semLugar: { linha: number; motivo: string; valor: Centavos | null }[];
}

interface Needs {
  db: Database;
  clock: Clock;
}

/**
 * Reads a return file and applies it, an entry a transaction: one that has no place is kept with its reason, the others
 * are applied. A reading that was interrupted goes on where it stopped, and of two at once each entry is applied by one;
 * the same file again changes nothing, nor does the same entry in another file.
 * Throws what lerRetorno throws, before anything is written, and invalid `retorno.convenio` (no agreement of ours is named).
 */
export async function lerArquivoDeRetorno(
  { db, clock }: Needs,
  { nome, bytes }: { nome: string; bytes: Uint8Array },
  origem: Origin,
): Promise<ResumoDoRetorno> {
  const conteudo = decodificar(bytes);
  const arquivo = lerRetorno(conteudo);
  const convenios = await conveniosDoBanco(db, arquivo.banco);
  const daCapa = convenioDaCapa(arquivo, convenios);
  const sha256 = createHash('sha256').update(bytes).digest();
  const retornoId = await inTransaction(db, origem, (tx) =>
    registrarArquivo(tx, { convenio_id: daCapa.id, nome, sha256, conteudo }),
  );
  const lidas = await linhasLidas(db, retornoId);
  const chaves = chavesDas(arquivo);
  const faltam = arquivo.entradas.filter(({ linha }) => !lidas.has(linha));
  const resumo = resumoVazio(retornoId, arquivo.entradas.length > 0 && faltam.length === 0);
  for (const entrada of faltam) {
    const convenio = convenios.find((candidate) => arquivo.layout.ehDoConvenio(candidate, entrada.lote)) ?? null;
    const pedido = { arquivo, entrada, convenio, chave: chaves.get(entrada.linha) ?? null, hoje: clock.today() };
    const aplicada = await againAfterDeadlock(() =>
      inTransaction(db, origem, (tx) => aplicarEntrada(tx, retornoId, pedido), { planOnce: true }),
    );
    if (aplicada) somar(resumo, aplicada);
  }
  return resumo;
}

// Banks write Latin-1, editors UTF-8; PostgreSQL has no room for a NUL in a text.
const decodificar = (bytes: Uint8Array): string =>
  new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes).replaceAll('\0', ' ');

function convenioDaCapa(
  { layout, header, entradas }: ArquivoDeRetorno,
  convenios: readonly ConvenioRecebimento[],
): ConvenioRecebimento {
  const headers = [header, ...entradas.map(({ lote }) => lote)];
  for (const named of headers) {
    const found = convenios.find((candidate) => layout.ehDoConvenio(candidate, named));
    if (found) return found;
  }
  throw new DomainError('invalid', 'retorno.convenio', { convenio: header['convenio'] ?? '', banco: layout.nome });
}

async function registrarArquivo(
  tx: Tx,
  values: { convenio_id: number; nome: string; sha256: Buffer; conteudo: string },
): Promise<number> {
  const made = await tx
    .insertInto('retorno')
    .values(values)
    .onConflict((oc) => oc.column('sha256').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) return made.id;
  const known = await tx
    .selectFrom('retorno')
    .select('id')
    .where('sha256', '=', values.sha256)
    .executeTakeFirstOrThrow();
  return known.id;
}

async function linhasLidas(db: Database, retornoId: number): Promise<ReadonlySet<number>> {
  const rows = await db.selectFrom('retorno_item').select('linha').where('retorno_id', '=', retornoId).execute();
  return new Set(rows.map(({ linha }) => linha));
}

interface ResumoAberto extends ResumoDoRetorno {
  itens: Record<ResultadoDoItem, number>;
}

const resumoVazio = (retornoId: number, jaLido: boolean): ResumoAberto => ({
  retornoId,
  jaLido,
  itens: { APLICADO: 0, REPETIDO: 0, SEM_LUGAR: 0, INFORMATIVO: 0 },
  recebido: centavos(0),
  semLugar: [],
});

function somar(resumo: ResumoAberto, { linha, resultado, motivo, valor, recebido }: Aplicada): void {
  resumo.itens[resultado]++;
  resumo.recebido = centavos(resumo.recebido + recebido);
  if (resultado === 'SEM_LUGAR') resumo.semLugar.push({ linha, motivo: motivo ?? '', valor });
}
