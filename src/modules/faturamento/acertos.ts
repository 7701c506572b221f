import { type Day, formatDay } from '#kernel/dates.ts';
import type { NovaLinha } from '#modules/financeiro/index.ts';
import type { ContratoLido, MesFaturado, Regras } from './contrato.ts';
import { type Intervalo, intersecao, menos, type ParteDaJanela, parteDoValor } from './rules.ts';

/** A billed month whose days are others than were charged: what is not charged of it from now on. */
export interface AcertoDeMes {
  competencia: Day;
  /** The first day that was billed; with the month it says which record is meant. */
  inicio: Day;
  fora: readonly Intervalo[];
}

export interface Acertos {
  acertos: readonly AcertoDeMes[];
  /** Days that are due and were not charged. */
  cobrados: readonly NovaLinha[];
  /** Days that were charged and are not due: negative. */
  creditados: readonly NovaLinha[];
}

/**
 * Settles months that were billed before they were over: days of which it turned out that they are not due (the contract
 * was cancelled, suspended, inactivated) are credited, days that are due after all (it came back sooner) are charged,
 * both by what the whole window would have cost.
 */
export function acertosDo(contrato: ContratoLido, fora: readonly Intervalo[], { fracao }: Regras): Acertos {
  const feitos = contrato.faturados.flatMap((mes) => {
    const { janela } = mes;
    const parte = janela && intersecao(janela, mes);
    const aberto = parte && intersecao(parte, { inicio: maior(mes.inicio, mes.faturadoEm), fim: mes.fim });
    if (!aberto) return [];
    const cobrado = menos(aberto, mes.fora);
    const devido = menos(aberto, fora);
    const perdidos = cobrado.flatMap((trecho) => menos(trecho, devido));
    const ganhos = devido.flatMap((trecho) => menos(trecho, cobrado));
    if (perdidos.length + ganhos.length === 0) return [];
    return [{ mes, da: { janela, parte }, perdidos, ganhos, fora: foraDepois(mes, aberto, devido) }];
  });
  const linha = (trecho: Intervalo, da: ParteDaJanela, mes: MesFaturado, sinal: 1 | -1): NovaLinha[] => {
    const valor = parteDoValor(mes.mensal, da, [trecho], fracao);
    const motivo = sinal > 0 ? 'Dias de volta' : 'Dias não devidos';
    const descricao = `${motivo}, ${formatDay(trecho.inicio, 'dd/MM/yyyy')} a ${formatDay(trecho.fim, 'dd/MM/yyyy')}`;
    if (valor === 0) return [];
    return [{ contratoId: contrato.id, tipo: 'ACERTO', descricao, valor: (sinal * valor) as typeof valor, ...trecho }];
  };
  return {
    acertos: feitos.map(({ mes: { competencia, inicio }, fora: novos }) => ({ competencia, inicio, fora: novos })),
    cobrados: feitos.flatMap(({ ganhos, da, mes }) => ganhos.flatMap((g) => linha(g, da, mes, 1))),
    creditados: feitos.flatMap(({ perdidos, da, mes }) => perdidos.flatMap((p) => linha(p, da, mes, -1))),
  };
}

// What was settled before stays; of the open days, those that are not due.
function foraDepois(mes: MesFaturado, aberto: Intervalo, devido: readonly Intervalo[]): Intervalo[] {
  const antes = mes.fora.flatMap((trecho) => menos(trecho, [aberto]));
  return menos(mes, menos(mes, [...antes, ...menos(aberto, devido)]));
}

const maior = (a: Day, b: Day): Day => (a > b ? a : b);
