import { sql } from 'kysely';
import { type Day, dayAt } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Centavos } from '#kernel/money.ts';
import { marcarRemetidos } from '#modules/cobranca/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, Reader, Tx } from '#platform/db.ts';
import { inTransaction, type Origin } from '#platform/transaction.ts';
import { layoutDo } from './cnab/layouts.ts';
import { escreverRemessa, type Instrucao, type TituloDaRemessa } from './cnab/remessa-escrever.ts';
import { type ConvenioRecebimento, travarConvenio } from './convenio.ts';
import { encargosPorVencimento } from './encargo.ts';
import { pagadorCompleto, pagadores } from './pagadores.ts';

/** A file for the bank; the lines are plain ASCII. */
export interface Remessa {
  numero: number;
  nome: string;
  conteudo: string;
  /** Lines. */
  registros: number;
}

export interface RemessaGerada {
  /** null: nothing was to be sent. */
  remessa: Remessa | null;
  /** Boletos to register and to write off. */
  registradas: number;
  baixadas: number;
  /** Invoices whose customer lacks a document or an address; their boletos wait. */
  incompletas: number[];
}

/** The sequence number of a detail record has five digits, and a boleto takes three records. */
const MAXIMO = 30_000;

interface Needs {
  db: Database;
  clock: Clock;
}

/**
 * Makes the next remittance of an agreement: boletos to be registered or written off, in one transaction that holds the
 * agreement, so that two at once never tell the bank of a boleto twice and a crash leaves it to the next run. At most
 * 30,000 boletos go into a file: call it until there is nothing left. Numbers go up from `primeiro` without a gap.
 * Throws notFound `convenio.nao_encontrado`, invalid `remessa.banco` (facts banco), `remessa.cnpj` (facts empresa, id).
 */
export function gerarRemessa(
  { db, clock }: Needs,
  convenioId: number,
  origem: Origin,
  { maximo = MAXIMO, primeiro = 1 }: { maximo?: number; primeiro?: number } = {},
): Promise<RemessaGerada> {
  return inTransaction(db, origem, async (tx) => {
    const convenio = await travarConvenio(tx, convenioId);
    const layout = layoutDo(convenio.banco);
    if (!layout) throw new DomainError('invalid', 'remessa.banco', { banco: convenio.banco });
    if (convenio.empresaCnpj.length !== 14) {
      throw new DomainError('invalid', 'remessa.cnpj', {
        empresa: convenio.empresaNome,
        id: convenio.empresaId,
      });
    }
    const { titulos, incompletas } = await titulosARemeter(tx, convenioId, maximo);
    const vazia = { remessa: null, registradas: 0, baixadas: 0, incompletas };
    if (titulos.length === 0) return vazia;
    const agora = clock.now();
    const numero = Math.max(primeiro, (await ultimoNumero(tx, convenioId)) + 1);
    const linhas = escreverRemessa(layout, convenio, titulos, { numero, dia: dayAt(agora), hora: horaDe(agora) });
    const remessa = {
      numero,
      nome: nomeDe(convenio, numero),
      conteudo: linhas.map((linha) => `${linha}\r\n`).join(''),
      registros: linhas.length,
    };
    await gravar(tx, convenioId, remessa, titulos);
    const contar = (qual: Instrucao) => titulos.filter(({ instrucao }) => instrucao === qual).length;
    return { remessa, registradas: contar('REGISTRO'), baixadas: contar('BAIXA'), incompletas };
  });
}

/** A remittance that was made, as it was. Throws notFound `remessa.nao_encontrada` (facts convenioId, numero). */
export async function remessaFeita(db: Reader, convenioId: number, numero: number): Promise<Remessa> {
  const found = await db
    .selectFrom('remessa')
    .select(['numero', 'nome', 'conteudo', 'registros'])
    .where('convenio_id', '=', convenioId)
    .where('numero', '=', numero)
    .executeTakeFirst();
  if (!found) throw new DomainError('notFound', 'remessa.nao_encontrada', { convenioId, numero });
  return found;
}

async function ultimoNumero(tx: Tx, convenioId: number): Promise<number> {
  const { numero } = await tx
    .selectFrom('remessa')
    .select(({ fn }) => fn.max('numero').as('numero'))
    .where('convenio_id', '=', convenioId)
    .executeTakeFirstOrThrow();
  return numero ?? 0;
}

interface LinhaALer {
  faturaId: number;
  clienteId: number;
  instrucao: Instrucao;
  nossoNumero: number;
  numeroDocumento: string;
  valor: Centavos;
  vencimento: Day;
  emissao: Day;
}

async function titulosARemeter(tx: Tx, convenioId: number, maximo: number) {
  const encargo = await encargosPorVencimento(tx);
  const titulos: TituloDaRemessa[] = [];
  const incompletas: number[] = [];
  let depoisDe = 0;
  while (titulos.length < maximo) {
    const rows = await lerPagina(tx, convenioId, depoisDe, maximo - titulos.length);
    if (rows.length === 0) break;
    depoisDe = rows.at(-1)?.faturaId ?? depoisDe;
    const deQuem = await pagadores(tx, [...new Set(rows.map(({ clienteId }) => clienteId))]);
    for (const { clienteId, ...row } of rows) {
      const pagador = deQuem.get(clienteId);
      if (pagador && (row.instrucao === 'BAIXA' || pagadorCompleto(pagador))) {
        titulos.push({ ...row, encargo: encargo(row.vencimento), pagador });
      } else incompletas.push(row.faturaId);
    }
  }
  return { titulos, incompletas };
}

// The rows stay locked: what settles an invoice now tells its boleto of it once the file is made, and the next file the bank.
async function lerPagina(tx: Tx, convenioId: number, depoisDe: number, quantas: number): Promise<LinhaALer[]> {
  const { rows } = await sql<LinhaALer>`
    select b.fatura_id as "faturaId", f.cliente_id as "clienteId", b.instrucao, b.nosso_numero as "nossoNumero",
      f.numero_documento as "numeroDocumento", substr(b.codigo_barras, 10, 10)::bigint as valor, f.vencimento,
      coalesce(f.emitida_em, (f.criada_em at time zone 'America/Sao_Paulo')::date) as emissao
    from boleto b join fatura f on f.id = b.fatura_id
    where b.convenio_id = ${convenioId} and b.instrucao is not null and b.fatura_id > ${depoisDe}
    order by b.fatura_id limit ${quantas} for no key update of b`.execute(tx);
  return rows;
}

async function gravar(
  tx: Tx,
  convenioId: number,
  remessa: Remessa,
  titulos: readonly TituloDaRemessa[],
): Promise<void> {
  const { id } = await tx
    .insertInto('remessa')
    .values({ convenio_id: convenioId, ...remessa })
    .returning('id')
    .executeTakeFirstOrThrow();
  const ids = titulos.map(({ faturaId }) => faturaId);
  await sql`insert into remessa_item (remessa_id, fatura_id, instrucao)
    select ${id}, fatura_id, instrucao from boleto where fatura_id = any(${ids}::integer[])`.execute(tx);
  await marcarRemetidos(tx, ids);
}

const nomeDe = ({ banco, codigoBeneficiario }: ConvenioRecebimento, numero: number): string =>
  `CB${banco}-${codigoBeneficiario}-${String(numero).padStart(6, '0')}.REM`;

const horaDe = (instante: Date): string =>
  instante.toLocaleTimeString('pt-BR', { timeZone: 'America/Sao_Paulo', hour12: false }).replaceAll(':', '');
