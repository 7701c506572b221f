import { modulo10 } from '../digitos.ts';
import { ate, type Banco, fit } from './banco.ts';

/** Carteiras whose free field holds the payer's number of the document instead of agency and account. */
const COM_SEU_NUMERO = ['106', '107', '122', '142', '143', '195', '196', '198'];

/** Carteiras of which implementations disagree whether agency and account belong into the digit. */
const INCERTAS = ['112', '126', '131', '146', '150', '168'];

const CARTEIRAS = Array.from({ length: 999 }, (_, i) => String(i + 1).padStart(3, '0')).filter(
  (carteira) => !COM_SEU_NUMERO.includes(carteira) && !INCERTAS.includes(carteira),
);

/**
 * Itaú. Source: «Cobrança Itaú, layout de arquivos e boletos», anexos 2 to 4: free field of carteira, nosso número of 8
 * with its digit, agency, account with their digit and three zeros, all digits by modulus 10. The carteiras with «seu
 * número», which have another free field, and those of anexo 4 whose digit is disputed are refused. Checked against openboleto/openboleto, kivanio/brcobranca and
 * BoletoNet/BoletoNetCore.
 */
export const itau: Banco = {
  nome: 'Itaú',
  codigoComDigito: '341-7',
  campos: {
    agencia: ate(4),
    conta: ate(5),
    carteira: { valores: CARTEIRAS },
    codigoBeneficiario: ate(20),
  },
  digitos: ({ agencia, conta }) => ({
    agencia: null,
    conta: [String(modulo10(fit(agencia, 4) + fit(conta, 5)))],
  }),
  maiorNumero: () => 99_999_999,
  montar({ agencia, conta, carteira }, numero) {
    const nosso = fit(numero, 8);
    const [a, c, k] = [fit(agencia, 4), fit(conta, 5), fit(carteira, 3)];
    const dac = modulo10(a + c + k + nosso);
    return { campoLivre: `${k}${nosso}${dac}${a}${c}${modulo10(a + c)}000`, nossoNumero: `${k}/${nosso}-${dac}` };
  },
  agenciaBeneficiario({ agencia, conta }) {
    const [a, c] = [fit(agencia, 4), fit(conta, 5)];
    return `${a} / ${c}-${modulo10(a + c)}`;
  },
};
