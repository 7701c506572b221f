import type { ErrorTexts } from '../../core/operation.ts';
import { error } from './error.ts';

/** What the dialect says of invoices and how they are paid. */
export const cobranca: ErrorTexts = {
  'fatura.nao_encontrada': error(404, 'Fatura não encontrada.'),
  'fatura.nao_aberta': error(409, 'A fatura não está em aberto.'),
  'fatura.sem_boleto': error(404, 'A fatura não tem boleto.'),
  'convenio.numeros_esgotados': error(409, 'O convênio da forma de cobrança não tem mais números de boleto.'),
  'convenio.nao_cabe': error(409, 'O convênio da forma de cobrança tem um dado que não cabe no boleto do banco.'),
  'boleto.valor_grande': error(400, 'O valor é grande demais para um boleto.'),
};
