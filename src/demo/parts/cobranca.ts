import { type Part, rowsOf } from '../part.ts';
import { convenioDaForma, ENDERECO_DA_EMPRESA } from './financeiro/bancos.ts';

const BENEFICIARIA = 91001;

/**
 * The company that collects by boleto. The documented CNPJ of company 1 has twelve digits, which no bank takes: the
 * agreements are of another company of that name.
 */
export const cobranca: Part = {
  name: 'cobranca',
  rows: () => [
    rowsOf('empresa', [
      {
        id: BENEFICIARIA,
        nome: 'EMPRESA A COBRANCA',
        nome_fantasia: 'EMPRESA A',
        cnpj: '11222333000181',
        ...ENDERECO_DA_EMPRESA,
      },
    ]),
  ],
  async after(tx) {
    const ids = [...new Set(convenioDaForma.map(([, convenio]) => convenio))];
    await tx.updateTable('convenio').set({ empresa_id: BENEFICIARIA }).where('id', 'in', ids).execute();
  },
};
