import { type Centavos, centavos, instalment } from '#kernel/money.ts';
import type { NovaLinha } from '#modules/financeiro/index.ts';
import type { ContratoLido, Parcelado } from './contrato.ts';

/** The next instalment that no standing invoice holds; all that are left when the contract ends. */
export function linhasParceladas(contratoId: number, parcelado: Parcelado, todas: boolean): NovaLinha[] {
  const { parcelas, cobradas, descricao, valor, servicoAdicionalId } = parcelado;
  const faltam = Array.from({ length: parcelas }, (_, i) => i + 1).filter((parcela) => !cobradas.includes(parcela));
  return (todas ? faltam : faltam.slice(0, 1)).flatMap((parcela): NovaLinha[] => {
    const devido = instalment(valor, parcelas, parcela);
    if (devido === 0) return [];
    const linha = { contratoId, descricao, valor: devido, parcela, parcelas };
    return [
      servicoAdicionalId === null
        ? { ...linha, tipo: 'INSTALACAO' }
        : { ...linha, tipo: 'SERVICO', servicoAdicionalId },
    ];
  });
}

/** Calls that no invoice holds yet, a line for each kind. */
export function linhasDeChamadas({ id, chamadas }: ContratoLido): NovaLinha[] {
  return chamadas.map(({ descricao, valor, inicio, fim }) => ({
    contratoId: id,
    tipo: 'CHAMADAS',
    descricao,
    valor,
    inicio,
    fim,
  }));
}

/** The sum of lines. */
export const somaDe = (linhas: readonly { valor: Centavos }[]): Centavos =>
  centavos(linhas.reduce((soma, { valor }) => soma + valor, 0));
