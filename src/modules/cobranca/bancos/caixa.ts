import type { Convenio } from '../convenios.ts';
import { modulo11 } from '../digitos.ts';
import { ate, type Banco, fit } from './banco.ts';

/**
 * Caixa, SIGCB. Source: «Especificações técnicas, código de barras para cobrança SIGCB» (CODIGO_BARRAS_SIGCB.PDF): the
 * nosso número starts with the modality (1 registered, 4 issued by the beneficiary), its parts are spread over the free
 * field, whose last digit checks it. A beneficiary of 6 digits has a check digit, one of 7 has none. Checked against
 * openboleto/openboleto, kivanio/brcobranca and BoletoNet/BoletoNetCore.
 */
export const caixa: Banco = {
  nome: 'Caixa Econômica Federal',
  codigoComDigito: '104-0',
  campos: {
    agencia: ate(4),
    conta: ate(12),
    carteira: { valores: ['14'] },
    codigoBeneficiario: { digitos: [6, 7] },
  },
  maiorNumero: () => 999_999_999_999_999,
  montar(convenio, numero) {
    const nosso = `${convenio.carteira === '24' ? '24' : '14'}${fit(numero, 15)}`;
    const [modalidade, emissao] = nosso;
    const sem = `${beneficiario(convenio)}${nosso.slice(2, 5)}${modalidade}${nosso.slice(5, 8)}${emissao}${nosso.slice(8)}`;
    return { campoLivre: `${sem}${modulo11(sem)}`, nossoNumero: `${nosso}-${modulo11(nosso)}` };
  },
  agenciaBeneficiario(convenio) {
    const codigo = beneficiario(convenio);
    const escrito = convenio.codigoBeneficiario.length > 6 ? codigo : `${codigo.slice(0, 6)}-${codigo[6]}`;
    return `${fit(convenio.agencia, 4)} / ${escrito}`;
  },
};

// Seven digits in either case.
function beneficiario({ codigoBeneficiario }: Convenio): string {
  if (codigoBeneficiario.length > 6) return fit(codigoBeneficiario, 7);
  const codigo = fit(codigoBeneficiario, 6);
  return `${codigo}${modulo11(codigo)}`;
}
