import { modulo11 } from '../digitos.ts';
import { ate, type Banco, fit } from './banco.ts';

/**
 * Santander. Source: «Layout de código de barras – Cobrança Santander» (free field: 9, beneficiary of 7 digits, nosso
 * número of 12 with its digit, IOS 0, carteira). Checked against openboleto/openboleto, kivanio/brcobranca and
 * BoletoNet/BoletoNetCore.
 */
export const santander: Banco = {
  nome: 'Santander',
  codigoComDigito: '033-7',
  campos: {
    agencia: ate(4),
    conta: ate(9),
    carteira: { valores: ['101', '102', '201'] },
    codigoBeneficiario: ate(7),
  },
  maiorNumero: () => 999_999_999_999,
  montar({ codigoBeneficiario, carteira }, numero) {
    const nosso = fit(numero, 12);
    const dv = modulo11(nosso);
    return {
      campoLivre: `9${fit(codigoBeneficiario, 7)}${nosso}${dv}0${fit(carteira, 3)}`,
      nossoNumero: `${nosso}-${dv}`,
    };
  },
  agenciaBeneficiario: ({ agencia, codigoBeneficiario }) => `${fit(agencia, 4)} / ${fit(codigoBeneficiario, 7)}`,
};
