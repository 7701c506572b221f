import { randomInt } from 'node:crypto';
import { type Day, dayAt } from '#kernel/dates.ts';
import { normalizeDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import { inTransaction, type Origin } from '#platform/transaction.ts';
import { type Emitente, emitenteDa, gravarNumeracao, regrasDa, travarNumeracao } from './emitente.ts';
import { type FaturaParaNota, faturasSemNota } from './faturas.ts';
import { gravarNotas, type NovaNota } from './gravar.ts';
import { chaveCodificacaoDigital, chaveDeAcesso, type ItemDaNota, itensDaNota, type RegraFiscal } from './rules.ts';
import { xmlNfcom } from './xml.ts';

const POR_VEZ = 200;

export interface PedidoDeNotas {
  empresaId: number;
  /** The first day of the month. */
  competencia: Day;
  /** Nothing is written. */
  simular?: boolean | undefined;
}

/** What was issued; `recusadas` are invoices for which no note can be issued, and why. */
export interface NotasEmitidas {
  notas: number;
  valor: Centavos;
  icms: Centavos;
  semItens: number;
  recusadas: { faturaId: number; motivo: string }[];
}

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    /** Sends the NFCom that wait. */
    'fiscal.enviar': Record<string, never>;
  }
}

/**
 * Issues the notes of a month's invoices, in transactions of some hundreds; stopped, it goes on where it was, and two at
 * once share the work. A NFCom also gets its XML and waits to be sent.
 * Throws conflict `fiscal.sem_emitente`, `fiscal.modelo_encerrado`.
 */
export async function emitirNotas(
  db: Database,
  { empresaId, competencia, simular = false }: PedidoDeNotas,
  origin: Origin,
  clock: Clock,
): Promise<NotasEmitidas> {
  const emitente = await emitenteDa(db, empresaId);
  if (!emitente) throw new DomainError('conflict', 'fiscal.sem_emitente', { empresaId });
  const { vigente_ate: ate } = emitente;
  if (ate && clock.today() > ate) throw new DomainError('conflict', 'fiscal.modelo_encerrado', { empresaId, ate });
  const regras = await regrasDa(db, empresaId);
  const feito: NotasEmitidas = { notas: 0, valor: centavos(0), icms: centavos(0), semItens: 0, recusadas: [] };
  for (let depoisDe = 0; ; ) {
    const procura = { competencia, depoisDe, quantas: POR_VEZ };
    const lote = simular
      ? comporLote(emitente, regras, await faturasSemNota(db, emitente, procura), 0, clock.now())
      : await inTransaction(db, origin, (tx) => emitirLote(tx, emitente, regras, procura, clock.now()));
    somar(feito, lote);
    if (lote.ultima === null) return feito;
    depoisDe = lote.ultima;
  }
}

interface Lote extends Pick<NotasEmitidas, 'semItens' | 'recusadas'> {
  notas: NovaNota[];
  /** The last invoice that was looked at; null when there was none. */
  ultima: number | null;
}

async function emitirLote(
  tx: Tx,
  emitente: Emitente,
  regras: readonly RegraFiscal[],
  procura: Parameters<typeof faturasSemNota>[2],
  agora: Date,
): Promise<Lote> {
  // The numbering is held before the invoices are read: of two at once the second sees what the first has issued.
  const ultimo = await travarNumeracao(tx, emitente);
  const lote = comporLote(emitente, regras, await faturasSemNota(tx, emitente, procura), ultimo, agora);
  if (lote.notas.length === 0) return lote;
  await gravarNotas(tx, emitente, lote.notas, agora);
  await gravarNumeracao(tx, emitente, ultimo + lote.notas.length);
  if (emitente.modelo === 62) await enqueue(tx, 'fiscal.enviar', {}, { key: 'fiscal.enviar' });
  return lote;
}

function comporLote(
  emitente: Emitente,
  regras: readonly RegraFiscal[],
  faturas: readonly FaturaParaNota[],
  ultimo: number,
  agora: Date,
): Lote {
  const lote: Lote = { notas: [], semItens: 0, recusadas: [], ultima: faturas.at(-1)?.id ?? null };
  const hoje = dayAt(agora);
  for (const fatura of faturas) {
    const { itens, semRegra } = itensDaNota(fatura.linhas, regras, hoje);
    const motivo = semRegra.length > 0 ? `falta regra fiscal para ${semRegra.join(', ')}` : faltaNoCadastro(fatura);
    if (motivo) lote.recusadas.push({ faturaId: fatura.id, motivo });
    else if (itens.length === 0) lote.semItens++;
    else lote.notas.push(nota(emitente, fatura, itens, ultimo + lote.notas.length + 1, agora));
  }
  return lote;
}

// What a note must say of who gets it (Convênio S/N 1970; MOC NFCom, group dest).
function faltaNoCadastro({ documento, enderecos: [endereco] }: FaturaParaNota): string | null {
  if (!documento) return 'o cliente não tem CPF nem CNPJ';
  if (!endereco) return 'o cliente não tem endereço';
  const { logradouro, bairro, cep, codigo_ibge: cidade } = endereco;
  if (!logradouro || !bairro || !cidade) return 'o endereço do cliente não tem rua, bairro ou cidade';
  return /^\d{8}$/.test(normalizeDocument(cep ?? '')) ? null : 'o endereço do cliente não tem CEP';
}

function nota(
  emitente: Emitente,
  fatura: FaturaParaNota,
  itens: readonly ItemDaNota[],
  numero: number,
  agora: Date,
): NovaNota {
  const soma = (of: (item: ItemDaNota) => number) => centavos(itens.reduce((total, item) => total + of(item), 0));
  const emissao = dayAt(agora);
  const valor = soma((item) => item.valor);
  const comum = { fatura, itens, numero, valor, icms: soma((item) => item.icms) };
  if (emitente.modelo !== 62) {
    const dados = { documento: fatura.documento ?? '', numero, valor, icms: comum.icms, emissao };
    const baseIcms = soma((item) => item.baseIcms);
    const chave = chaveCodificacaoDigital({ ...dados, baseIcms, cnpjEmitente: emitente.cnpj });
    return { ...comum, chaveCodificacaoDigital: chave, nfcom: null };
  }
  const codigo = String(randomInt(10_000_000)).padStart(7, '0');
  const uf = Math.floor(emitente.codigo_ibge / 100_000);
  const chave = chaveDeAcesso({ uf, emissao, cnpj: emitente.cnpj, serie: emitente.serie, numero, codigo });
  const xml = xmlNfcom({ emitente, fatura, itens, numero, chave, codigo, emitidaEm: agora });
  return { ...comum, chaveCodificacaoDigital: null, nfcom: { chave, xml } };
}

function somar(feito: NotasEmitidas, { notas, semItens, recusadas }: Lote): void {
  feito.notas += notas.length;
  feito.semItens += semItens;
  feito.recusadas.push(...recusadas);
  for (const { valor, icms } of notas) {
    feito.valor = centavos(feito.valor + valor);
    feito.icms = centavos(feito.icms + icms);
  }
}
