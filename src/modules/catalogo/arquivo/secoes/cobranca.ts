import { logico, referencia, texto, textoOpcional } from '../campos.ts';
import { ids, type Secao, secao } from '../secao.ts';

const descricao = texto();

/** How customers are billed and how they pay. */
export const cobranca: readonly Secao[] = [
  secao('formas_cobranca', {
    sobre: 'Formas de cobrança; sem cidades, em todas',
    tabela: 'forma_cobranca',
    campos: {
      descricao,
      empresa: referencia('empresa'),
      debito_automatico: logico(false),
      permite_pacote: logico(true),
      carne: logico(false),
      digital: logico(false),
      isento: logico(false),
      pre_pago: logico(false),
      ativa: logico(true),
    },
    filhos: { cidades: ids('forma_cobranca_cidade', 'forma_cobranca_id', 'cidade', referencia('cidade')) },
    ausente: { ativa: false },
  }),
  secao('formas_pagamento', {
    sobre: 'Formas de pagamento',
    tabela: 'forma_pagamento',
    campos: {
      descricao,
      is_cartao: logico(false),
      is_dinheiro: logico(false),
      is_transferencia: logico(false),
      debito: logico(false),
    },
  }),
  secao('contas_financeiras', {
    sobre: 'Contas financeiras, com as formas de pagamento que recebem',
    tabela: 'conta_financeira',
    campos: { descricao, banco: referencia('banco'), ativo: logico(true) },
    filhos: {
      formas_pagamento: ids(
        'conta_financeira_forma_pagamento',
        'conta_financeira_id',
        'forma_pagamento',
        referencia('forma_pagamento'),
      ),
    },
    ausente: { ativo: false },
  }),
  secao('bandeiras_cartao', {
    sobre: 'Bandeiras de cartão',
    tabela: 'bandeira_cartao',
    campos: {
      descricao,
      empresa: referencia('empresa'),
      nome_empresa: texto(),
      codigo_credito_sap: textoOpcional(),
      codigo_debito_sap: textoOpcional(),
      adquirente: textoOpcional(),
    },
  }),
];
