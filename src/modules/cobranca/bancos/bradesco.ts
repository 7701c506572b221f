import { restoModulo11 } from '../digitos.ts';
import { ate, type Banco, comDigito, fit } from './banco.ts';

/**
 * Bradesco. Source: «Layout de arquivo e boleto, Cobrança Bradesco» (4008-524-0121): free field of agency, carteira,
 * nosso número of 11, account of 7 and a zero; the digit of the nosso número is modulus 11 with base 7 over carteira and
 * number, and the letter P for a remainder of 1. Checked against openboleto/openboleto, kivanio/brcobranca and
 * BoletoNet/BoletoNetCore.
 */
export const bradesco: Banco = {
  nome: 'Bradesco',
  codigoComDigito: '237-2',
  campos: {
    agencia: ate(4),
    conta: ate(7),
    carteira: { valores: ['02', '03', '04', '06', '09', '16', '19', '25', '26'] },
    codigoBeneficiario: ate(20),
  },
  digitos: ({ agencia, conta }) => ({ agencia: digito(agencia), conta: digito(conta) }),
  maiorNumero: () => 99_999_999_999,
  montar({ agencia, carteira, conta }, numero) {
    const [nosso, duas] = [fit(numero, 11), fit(carteira, 2)];
    const resto = restoModulo11(duas + nosso, 7);
    const dv = resto === 0 ? '0' : resto === 1 ? 'P' : String(11 - resto);
    return {
      campoLivre: `${fit(agencia, 4)}${duas}${nosso}${fit(conta, 7)}0`,
      nossoNumero: `${duas}/${nosso}-${dv}`,
    };
  },
  agenciaBeneficiario: ({ agencia, agenciaDv, conta, contaDv }) =>
    `${comDigito(fit(agencia, 4), agenciaDv)} / ${comDigito(fit(conta, 7), contaDv)}`,
};

// Modulus 11 with base 7 for agency and account too; the P of a remainder of 1 is often written 0.
function digito(numero: string): readonly string[] {
  const resto = restoModulo11(numero, 7);
  if (resto === 0) return ['0'];
  return resto === 1 ? ['P', '0'] : [String(11 - resto)];
}
