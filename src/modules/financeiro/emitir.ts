import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import {
  type BoletoMontado,
  type Convenio,
  convenios,
  gravarBoletos,
  montarBoleto,
  nossosNumeros,
} from '#modules/cobranca/index.ts';
import { takeIds } from '#platform/bulk.ts';
import type { Tx } from '#platform/db.ts';
import { pedirAvisos } from './avisar-emitidas.ts';
import { gravarFaturas } from './emitir-gravar.ts';
import type { FaturaEmitida, NovaFatura } from './fatura-nova.ts';
import { pedirPix } from './pedir-pix.ts';

/**
 * Issues invoices with their lines, contracts, boletos and ledger rows (D CLIENTES C RECEITA …), one or a thousand by
 * the same few statements; gives them in the order of `novas`. One whose lines come to zero is settled at once.
 * Throws RangeError when an invoice's lines come to less than zero: credits are cut before. Throws conflict
 * `convenio.numeros_esgotados`, invalid `boleto.valor_grande` and `convenio.nao_cabe` (facts clienteId, convenioId) before
 * anything is written.
 */
export async function emitirFaturas(tx: Tx, novas: readonly NovaFatura[], hoje: Day): Promise<FaturaEmitida[]> {
  if (novas.length === 0) return [];
  const ids = await takeIds(tx, 'fatura', novas.length);
  const boletos = await boletosDe(tx, novas, hoje);
  const emitidas = novas.map((nova, i): FaturaEmitida => {
    const id = ids[i] as number;
    const valor = valorDe(nova);
    return {
      id,
      valor,
      situacao: valor === 0 ? 'PAGA' : 'ABERTA',
      numeroDocumento: numeroDocumento(id, nova.vencimento),
      boleto: boletos[i] ?? null,
    };
  });
  await gravarFaturas(tx, novas, emitidas, hoje);
  const comBoleto = emitidas.flatMap(({ id, boleto }) => (boleto ? { faturaId: id, ...boleto } : []));
  await gravarBoletos(tx, comBoleto);
  await pedirPix(tx, comBoleto);
  await pedirAvisos(
    tx,
    emitidas.map(({ id, valor }, i) => ({ id, valor, formaCobrancaId: novas[i]?.formaCobrancaId ?? null })),
  );
  return emitidas;
}

/** The number that an invoice shows: month and year of its due date, then the last six digits of its id. */
export function numeroDocumento(id: number, vencimento: Day): string {
  return vencimento.slice(5, 7) + vencimento.slice(2, 4) + String(id % 1_000_000).padStart(6, '0');
}

function valorDe({ linhas, clienteId }: NovaFatura): Centavos {
  const valor = centavos(linhas.reduce((soma, linha) => soma + linha.valor, 0));
  if (valor < 0) throw new RangeError(`an invoice of customer ${clienteId} would be ${valor} centavos`);
  return valor;
}

// The numbers of each agreement are taken together.
async function boletosDe(tx: Tx, novas: readonly NovaFatura[], hoje: Day): Promise<FaturaEmitida['boleto'][]> {
  const porForma = await convenios(tx);
  const boletos: FaturaEmitida['boleto'][] = novas.map(() => null);
  const places = new Map<Convenio, number[]>();
  for (const [i, nova] of novas.entries()) {
    const convenio = nova.formaCobrancaId === null ? undefined : porForma.get(nova.formaCobrancaId);
    if (!convenio || valorDe(nova) === 0) continue;
    const found = places.get(convenio);
    if (found) found.push(i);
    else places.set(convenio, [i]);
  }
  for (const [convenio, indexes] of places) {
    const numeros = await nossosNumeros(tx, convenio, indexes.length, hoje);
    for (const [n, i] of indexes.entries()) {
      const nova = novas[i] as NovaFatura;
      const nossoNumero = numeros[n] as number;
      boletos[i] = { convenioId: convenio.id, nossoNumero, ...montar(convenio, nossoNumero, nova) };
    }
  }
  return boletos;
}

// Of a thousand invoices the one that has no boleto must be told.
function montar(convenio: Convenio, nossoNumero: number, nova: NovaFatura): BoletoMontado {
  try {
    return montarBoleto(convenio, { nossoNumero, valor: valorDe(nova), vencimento: nova.vencimento });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const facts = { ...error.facts, clienteId: nova.clienteId, convenioId: convenio.id };
    throw new DomainError(error.kind, error.code, facts);
  }
}
