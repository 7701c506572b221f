import { formatDay } from '#kernel/dates.ts';
import { type Centavos, centavos, formatReais } from '#kernel/money.ts';
import type { Faturamento } from '#modules/faturamento/index.ts';
import { print } from './command.ts';

const MONEY = 16;

/** Prints what a billing would issue: each invoice, and under it a line for every cent. */
export function imprimirContas({ contas, restos }: Faturamento): void {
  for (const { clienteId, vencimento, contratos, linhas } of contas) {
    const total = centavos(linhas.reduce((soma, { valor }) => soma + valor, 0));
    const de = contratos.length > 1 ? `contratos ${contratos.join(', ')}` : `contrato ${contratos[0]}`;
    print(row(`cliente ${clienteId}, ${de}, vence em ${formatDay(vencimento, 'dd/MM/yyyy')}`, total));
    for (const { contratoId, tipo, descricao, valor, inicio, fim, parcela, parcelas } of linhas) {
      const parts = [
        `  ${tipo.padEnd(11)}`,
        contratos.length > 1 && contratoId !== null && `contrato ${contratoId}`,
        descricao,
        parcela && `${parcela}/${parcelas}`,
        inicio && fim && `${formatDay(inicio, 'dd/MM/yyyy')} a ${formatDay(fim, 'dd/MM/yyyy')}`,
      ];
      print(row(parts.filter(Boolean).join('  '), valor));
    }
    print();
  }
  for (const { lancamento, valor } of restos) {
    print(row(`cliente ${lancamento.clienteId}, fica para a próxima fatura: ${lancamento.descricao}`, valor));
  }
}

const row = (text: string, valor: Centavos): string =>
  `${text.replace(/\p{Cc}/gu, ' ').padEnd(90)} ${formatReais(valor).padStart(MONEY)}`;
