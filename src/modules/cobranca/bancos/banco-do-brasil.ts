import { ate, type Banco, comDigito, fit } from './banco.ts';

/** Digits of the nosso número that are ours, by the length of the agreement's number. */
const LIVRES: Readonly<Record<number, number>> = { 4: 7, 6: 5, 7: 10 };

/**
 * Banco do Brasil. Source: «Especificações técnicas para confecção de boleto de pagamento do Banco do Brasil»
 * (Doc5175Bloqueto), layouts for agreements of 4 and 6 digits (nosso número of 11 with its check digit) and of 7 digits
 * (nosso número of 17, without one). Checked against openboleto/openboleto, kivanio/brcobranca and
 * BoletoNet/BoletoNetCore. The nosso número of 17 digits under an agreement of 6 (service code 21) is not offered.
 */
export const bancoDoBrasil: Banco = {
  nome: 'Banco do Brasil',
  codigoComDigito: '001-9',
  campos: {
    agencia: ate(4),
    conta: ate(8),
    carteira: { valores: ['11', '12', '15', '16', '17', '18', '31', '51'] },
    codigoBeneficiario: { digitos: [4, 6, 7] },
    variacao: { digitos: [3], opcional: true },
  },
  digitos: ({ agencia, conta }) => ({ agencia: [digitoDe(agencia)], conta: [digitoDe(conta)] }),
  maiorNumero: ({ codigoBeneficiario }) => 10 ** (LIVRES[codigoBeneficiario.length] ?? 0) - 1,
  montar({ codigoBeneficiario, agencia, conta, carteira }, numero) {
    const nosso = codigoBeneficiario + fit(numero, LIVRES[codigoBeneficiario.length] ?? 0);
    if (codigoBeneficiario.length === 7) {
      return { campoLivre: `000000${nosso}${fit(carteira, 2)}`, nossoNumero: nosso };
    }
    return {
      campoLivre: nosso + fit(agencia, 4) + fit(conta, 8) + fit(carteira, 2),
      nossoNumero: `${nosso}-${digitoDe(nosso)}`,
    };
  },
  agenciaBeneficiario: ({ agencia, agenciaDv, conta, contaDv }) =>
    `${comDigito(fit(agencia, 4), agenciaDv)} / ${comDigito(fit(conta, 8), contaDv)}`,
};

// Weights 9 to 2 from the right; the remainder is the digit, and 10 is written X.
function digitoDe(digits: string): string {
  let sum = 0;
  let weight = 9;
  for (let i = digits.length - 1; i >= 0; i--) {
    sum += Number(digits[i]) * weight;
    weight = weight === 2 ? 9 : weight - 1;
  }
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}
