import { type Centavos, centavos } from '#kernel/money.ts';

/** A payment as it came; all amounts in centavos, none negative. */
export interface Pago {
  /** The money. */
  valorPago: Centavos;
  multa: Centavos;
  juros: Centavos;
  /** At most the balance. */
  desconto: Centavos;
  /** The rest stays owed on this invoice instead of settling it. */
  parcial: boolean;
}

/** Where the money went and what became of the balance. */
export interface Reparticao {
  /** Taken off the invoice. */
  abatido: Centavos;
  /** Paid too much: for the customer's next invoice. */
  credito: Centavos;
  /** Still owed though the invoice is settled: for the customer's next invoice. */
  resto: Centavos;
  /** Of the money: what paid interest, fine and the invoice itself. */
  emJuros: Centavos;
  emMulta: Centavos;
  noSaldo: Centavos;
  /** Of the remainder: charges that the money did not reach. */
  restoEncargos: Centavos;
}

/**
 * Shares out a payment. Owed are balance + fine + interest − discount; the money pays interest and fine first, then the
 * balance (Código Civil art. 354). A total payment settles the invoice: what is over becomes a credit, what is missing a
 * remainder. A partial one takes its part off the balance and leaves nothing behind.
 * Always: valorPago = emJuros + emMulta + noSaldo + credito, and of a total payment abatido = saldo.
 */
export function repartir(saldo: Centavos, { valorPago, multa, juros, desconto, parcial }: Pago): Reparticao {
  const emJuros = Math.min(valorPago, juros);
  const emMulta = Math.min(valorPago - emJuros, multa);
  const principal = valorPago - emJuros - emMulta;
  const noSaldo = Math.min(principal, saldo - desconto);
  const restoEncargos = parcial ? 0 : juros + multa - emJuros - emMulta;
  const restoSaldo = parcial ? 0 : saldo - desconto - noSaldo;
  return {
    abatido: centavos(noSaldo + desconto + restoSaldo),
    credito: centavos(principal - noSaldo),
    resto: centavos(restoSaldo + restoEncargos),
    emJuros: centavos(emJuros),
    emMulta: centavos(emMulta),
    noSaldo: centavos(noSaldo),
    restoEncargos: centavos(restoEncargos),
  };
}

/** The field of a payment by hand that cannot be, or null: a partial one must leave something owed. */
export function campoImpossivel(saldo: Centavos, pago: Pago): keyof Pago | null {
  const { valorPago, multa, juros, desconto, parcial } = pago;
  if (valorPago <= 0) return 'valorPago';
  if (multa < 0) return 'multa';
  if (juros < 0) return 'juros';
  if (desconto < 0 || desconto > saldo) return 'desconto';
  if (!parcial) return null;
  const abatido = valorPago - multa - juros + desconto;
  return abatido < 0 || abatido >= saldo ? 'valorPago' : null;
}
