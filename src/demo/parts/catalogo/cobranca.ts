import { type Rows, rowsOf } from '../../part.ts';
import { CIDADE, EMPRESA } from './onde.ts';

const formaCobranca = (id: number, descricao: string, debito_automatico = false, digital = false) => ({
  id,
  descricao,
  empresa_id: EMPRESA,
  debito_automatico,
  digital,
});

/** How customers are billed and how they pay. */
export const cobranca: readonly Rows[] = [
  rowsOf('forma_cobranca', [
    formaCobranca(1, 'LAFAIETE BANCO SANTANDER - LT'),
    formaCobranca(2, 'TESTE II'),
    formaCobranca(3, 'LAFAIETE DÉBITO SANTANDER', true),
    formaCobranca(65, 'LAFAIETE BOLETO'),
    formaCobranca(91031, 'LAFAIETE FATURA DIGITAL', false, true),
  ]),
  rowsOf(
    'forma_cobranca_cidade',
    [1, 2, 3, 65, 91031].map((forma_cobranca_id) => ({ forma_cobranca_id, cidade_id: CIDADE })),
  ),
  rowsOf('forma_pagamento', [
    { id: 1, descricao: 'BOLETO' },
    { id: 2, descricao: 'CARTAO DEBITO', is_cartao: true, debito: true },
    { id: 3, descricao: 'CARTAO CREDITO', is_cartao: true },
    { id: 4, descricao: 'DEPOSITO' },
  ]),
  rowsOf('conta_financeira', [
    { id: 1, descricao: 'SANTANDER LAFAIETE', banco_id: 1 },
    { id: 31, descricao: 'CEF 280637', banco_id: 3 },
    { id: 32, descricao: 'BANCO DO BRASIL - OPERA SERVIÇOS', banco_id: 2 },
    { id: 33, descricao: 'BRADESCO CITY10', banco_id: 5 },
  ]),
  rowsOf('conta_financeira_forma_pagamento', [
    ...[31, 32, 33].map((conta_financeira_id) => ({ conta_financeira_id, forma_pagamento_id: 1 })),
    { conta_financeira_id: 1, forma_pagamento_id: 2 },
    { conta_financeira_id: 1, forma_pagamento_id: 3 },
  ]),
  rowsOf('bandeira_cartao', [
    {
      id: 1,
      descricao: 'VISA',
      empresa_id: EMPRESA,
      nome_empresa: 'LAFAIETE',
      codigo_credito_sap: '7',
      codigo_debito_sap: '7',
      adquirente: 'CIELO',
    },
    {
      id: 3,
      descricao: 'MASTERCARD',
      empresa_id: EMPRESA,
      nome_empresa: 'LAFAIETE',
      codigo_credito_sap: '8',
      codigo_debito_sap: '8',
      adquirente: 'STONE',
    },
  ]),
];
