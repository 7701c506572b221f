import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Convenio } from '../convenios.ts';

/** A bank's part of a boleto. */
export interface DoBanco {
  /** The 25 digits that the bank lays out itself. */
  campoLivre: string;
  /** The nosso número as the boleto shows it. */
  nossoNumero: string;
}

/** The fields of an agreement that each bank has rules of its own for. */
export type CampoDoConvenio = 'agencia' | 'conta' | 'carteira' | 'codigoBeneficiario' | 'variacao';

/** What a field may hold: so many digits, or one of these values. */
export type RegraDoCampo = { digitos: readonly number[] } | { valores: readonly string[] };

export interface DigitosDaConta {
  /** null: the bank's agencies have none. */
  agencia: readonly string[] | null;
  conta: readonly string[];
}

export interface Banco {
  nome: string;
  /** The bank's code with its check digit, as it stands on a boleto. */
  codigoComDigito: string;
  /** A field without a rule is not used by the bank. */
  campos: Readonly<Partial<Record<CampoDoConvenio, RegraDoCampo & { opcional?: true }>>>;
  /** The check digits that an agency and an account of the bank may have; absent where its rule is not known here. */
  digitos?(conta: { agencia: string; conta: string }): DigitosDaConta;
  /** The highest number that fits. */
  maiorNumero(convenio: Convenio): number;
  /** The number that the n-th boleto of the agreement gets, from 1; n itself unless told. */
  numeroDaSequencia?(n: number, hoje: Day): number;
  montar(convenio: Convenio, nossoNumero: number): DoBanco;
  /** Agency and beneficiary as the boleto shows them. */
  agenciaBeneficiario(convenio: Convenio): string;
}

/** From 1 digit to `max`. */
export const ate = (max: number): RegraDoCampo => ({ digitos: Array.from({ length: max }, (_, i) => i + 1) });

/**
 * Fits a number into a field of the bank's layout. Throws invalid `convenio.nao_cabe` when it does not fit: agreements
 * are checked when they are made, and numbers when they are taken, so this tells of rows that came another way.
 */
export function fit(value: string | number, length: number): string {
  const text = String(value).padStart(length, '0');
  if (text.length > length || !/^\d+$/.test(text)) {
    throw new DomainError('invalid', 'convenio.nao_cabe', { valor: value, digitos: length });
  }
  return text;
}

/** A number with its check digit, where the agreement has one: 0710-5. */
export const comDigito = (numero: string, dv: string | null): string => (dv === null ? numero : `${numero}-${dv}`);
