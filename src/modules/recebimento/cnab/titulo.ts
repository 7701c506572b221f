import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { montarBoleto } from '#modules/cobranca/index.ts';
import type { ConvenioCnab } from './layout.ts';

// The number does not depend on value and due date.
const QUALQUER = { valor: centavos(1), vencimento: day('2026-01-01') };

/** The nosso número of a boleto with its check digit, as the boleto shows it, without punctuation. */
export const digitosDo = (convenio: ConvenioCnab, nossoNumero: number): string =>
  montarBoleto(convenio, { nossoNumero, ...QUALQUER }).numeroBoleto.replace(/[^0-9X]/g, '');
