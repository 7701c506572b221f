import { ate, type Banco, fit } from './banco.ts';

/** The weights of the check digit, over cooperative, customer and number. */
const WEIGHTS = '319731973197319731973';

/**
 * Sicoob. Source: «Especificação do código de barras, linha digitável e nosso número» (Bancoob, Sistema Próprio,
 * DigitoVerificador.htm): the digit comes from cooperative (4), customer (10) and number (7) with the weights 3 1 9 7 in
 * turn. Checked against openboleto/openboleto, kivanio/brcobranca and BoletoNet/BoletoNetCore.
 */
export const sicoob: Banco = {
  nome: 'Sicoob',
  codigoComDigito: '756-0',
  campos: {
    agencia: ate(4),
    conta: ate(10),
    carteira: { valores: ['1', '3'] },
    codigoBeneficiario: ate(7),
    variacao: { valores: ['01', '02', '03', '04', '05'], opcional: true },
  },
  maiorNumero: () => 9_999_999,
  montar({ agencia, codigoBeneficiario, carteira, variacao }, numero) {
    const [coop, cliente, seq] = [fit(agencia, 4), fit(codigoBeneficiario, 7), fit(numero, 7)];
    const digits = `${coop}000${cliente}${seq}`;
    const sum = Array.from(digits).reduce((total, digit, i) => total + Number(digit) * Number(WEIGHTS[i]), 0);
    const resto = sum % 11;
    const dv = resto < 2 ? 0 : 11 - resto;
    return {
      campoLivre: `${fit(carteira, 1)}${coop}${fit(variacao ?? '01', 2)}${cliente}${seq}${dv}001`,
      nossoNumero: `${seq}-${dv}`,
    };
  },
  agenciaBeneficiario: ({ agencia, codigoBeneficiario }) => `${fit(agencia, 4)} / ${fit(codigoBeneficiario, 7)}`,
};
