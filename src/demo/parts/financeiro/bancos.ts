import { type Rows, rowsOf } from '../../part.ts';

const SANTANDER = 1;
const BANCO_DO_BRASIL = 2;

/** The billing forms that collect by boleto, and the agreement of each; direct debit (3) has none. */
export const convenioDaForma: readonly (readonly [forma: number, convenio: number])[] = [
  [1, SANTANDER],
  [65, SANTANDER],
  [91031, SANTANDER],
  [2, BANCO_DO_BRASIL],
];

/** Agreements with banks. Their numbers begin beyond those of the invoices that came before. */
export const convenios: Rows = rowsOf('convenio', [
  {
    id: SANTANDER,
    descricao: 'SANTANDER LAFAIETE 101',
    empresa_id: 1,
    conta_financeira_id: 1,
    banco_codigo: '033',
    agencia: '1234',
    conta: '130012345',
    conta_dv: '6',
    carteira: '101',
    codigo_beneficiario: '3147649',
    nosso_numero_inicial: 10_000_001,
    pix_chave: '8f3c1d52-6b7a-4e0f-9c25-1d4b8a7e6f30',
    pix_modo: 'ESTATICO',
  },
  {
    id: BANCO_DO_BRASIL,
    descricao: 'BANCO DO BRASIL OPERA 17',
    empresa_id: 1,
    conta_financeira_id: 32,
    banco_codigo: '001',
    agencia: '1234',
    agencia_dv: '5',
    conta: '12345',
    conta_dv: '6',
    carteira: '17',
    codigo_beneficiario: '3128557',
    variacao: '019',
    nosso_numero_inicial: 1,
  },
]);

/** What a boleto says of the company that collects. */
export const ENDERECO_DA_EMPRESA = {
  endereco: 'RUA TESTE A, 10, NOVO HORIZONTE',
  cidade: 'CONSELHEIRO LAFAIETE',
  uf: 'MG',
  cep: '36402161',
};
