import type { Convenio } from '../convenios.ts';
import { modulo11 } from '../digitos.ts';
import { ate, type Banco, fit } from './banco.ts';

/** Numbers that a byte holds, 00001 to 99999. */
const POR_BYTE = 99_999;
/** Byte 1 is for numbers that the cooperative gives; the beneficiary's own are 2 to 9. */
const PRIMEIRO_BYTE = 2;
const BYTES = 8;

/** Numbers that a year holds. */
export const NUMEROS_POR_ANO = POR_BYTE * BYTES;

/**
 * Sicredi. Source: «Manual Beneficiário Sicredi, Cobrança, CNAB 400/240» (código de barras, campo livre; nosso número
 * AA/BXXXXX-D: year of issue, byte of generation, sequence, digit), whose example 0165.02.00623 07/200003-1 is in the
 * tests. Checked against kivanio/brcobranca and BoletoNet/BoletoNetCore.
 */
export const sicredi: Banco = {
  nome: 'Sicredi',
  codigoComDigito: '748-X',
  campos: {
    agencia: ate(4),
    conta: ate(10),
    carteira: { valores: ['1'] },
    codigoBeneficiario: ate(5),
    variacao: { digitos: [1, 2] },
  },
  maiorNumero: () => 99_999_999,
  // The sequence goes on over the turn of a year; within one year it comes back to a number after NUMEROS_POR_ANO.
  numeroDaSequencia(n, hoje) {
    const place = (n - 1) % NUMEROS_POR_ANO;
    const byte = PRIMEIRO_BYTE + Math.floor(place / POR_BYTE);
    return Number(hoje.slice(2, 4)) * 1_000_000 + byte * 100_000 + (place % POR_BYTE) + 1;
  },
  montar(convenio, numero) {
    const text = fit(numero, 8);
    const origem = origemDe(convenio);
    const dv = modulo11(origem + text);
    const sem = `${convenio.carteira === '3' ? '3' : '1'}1${text}${dv}${origem}10`;
    return { campoLivre: `${sem}${modulo11(sem)}`, nossoNumero: `${text.slice(0, 2)}/${text.slice(2)}-${dv}` };
  },
  agenciaBeneficiario: (convenio) => origemDe(convenio).replace(/^(.{4})(..)/, '$1.$2.'),
};

// Cooperative, its office (posto) and the beneficiary.
function origemDe({ agencia, variacao, codigoBeneficiario }: Convenio): string {
  return fit(agencia, 4) + fit(variacao ?? '0', 2) + fit(codigoBeneficiario, 5);
}
