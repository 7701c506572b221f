import { logico, opcao, texto } from '../campos.ts';
import { type Secao, secao } from '../secao.ts';

/** What the network's work refers to. */
export const rede: readonly Secao[] = [
  secao('justificativas_caixa', {
    sobre:
      'Justificativas de alteração de caixa; o tipo diz o que a saída deixada fica: ERRO ocupada, MANUTENCAO com defeito, OUTROS livre',
    tabela: 'justificativa_caixa',
    campos: { descricao: texto(), tipo: opcao('ERRO', 'MANUTENCAO', 'OUTROS'), ativa: logico(true) },
    ausente: { ativa: false },
  }),
];
