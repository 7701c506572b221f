import { type Centavos, centavos, formatReais } from '#kernel/money.ts';
import { emCentavos, type Politica } from '#modules/financeiro/index.ts';
import type { FaturaImpressa } from './fatura-dados.ts';

/** What is asked for a late payment, in the words of the boleto: by the policy of the due date. */
export function instrucoes({ valor, politica }: Pick<FaturaImpressa, 'valor' | 'politica'>): string[] {
  const textos = [textoDaMulta(valor, politica), textoDosJuros(valor, politica)].filter((text) => text !== '');
  if (textos.length === 0) return ['Não receber com multa ou juros.'];
  return [
    `Após o vencimento, cobrar ${textos.join(' e ')}.`,
    'O valor atualizado é calculado pelo banco no dia do pagamento.',
  ];
}

function textoDaMulta(valor: Centavos, { multa_centesimos: taxa, fracao_centavo: fracao }: Politica): string {
  if (taxa === 0) return '';
  return `multa de ${porCento(taxa)} (${formatReais(emCentavos(BigInt(valor) * BigInt(taxa), 10_000n, fracao))})`;
}

function textoDosJuros(valor: Centavos, { juros_mes_centesimos: taxa, fracao_centavo: fracao }: Politica): string {
  if (taxa === 0) return '';
  const mes = emCentavos(BigInt(valor) * BigInt(taxa), 10_000n, fracao);
  return `juros de ${porCento(taxa)} ao mês (${formatReais(mes)} a cada 30 dias, proporcional aos dias)`;
}

/** Hundredths of a percent: 200 → «2%», 133 → «1,33%». */
export function porCento(centesimos: number): string {
  const [inteiro, fracao] = [Math.floor(centesimos / 100), centesimos % 100];
  return fracao === 0 ? `${inteiro}%` : `${inteiro},${String(fracao).padStart(2, '0')}%`;
}

/** What is owed today of an overdue invoice, in words; null while nothing is added. */
export function valorAtualizado(fatura: Pick<FaturaImpressa, 'saldo' | 'encargos'>): string | null {
  const { saldo, encargos } = fatura;
  const { multa, juros } = encargos;
  if (multa + juros === 0) return null;
  const total = centavos(saldo + multa + juros);
  return `${formatReais(total)} (multa ${formatReais(multa)}, juros ${formatReais(juros)})`;
}
