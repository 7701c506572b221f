import { type Centavos, centavos } from '#kernel/money.ts';
import type { TipoLinha } from './fatura-nova.ts';

export type ContaDaLinha = 'RECEITA' | 'DESCONTOS' | 'CREDITOS' | 'A_COBRAR' | 'ENCARGOS' | 'NEGOCIACAO';

const contas: Readonly<Record<TipoLinha, ContaDaLinha>> = {
  MENSALIDADE: 'RECEITA',
  EXTRA: 'RECEITA',
  INSTALACAO: 'RECEITA',
  SERVICO: 'RECEITA',
  CHAMADAS: 'RECEITA',
  AVULSA: 'RECEITA',
  ACERTO: 'RECEITA',
  AJUSTE: 'RECEITA',
  PROMOCAO: 'DESCONTOS',
  DESCONTO: 'DESCONTOS',
  CREDITO: 'CREDITOS',
  RESTO: 'A_COBRAR',
  MULTA: 'ENCARGOS',
  JUROS: 'ENCARGOS',
  NEGOCIACAO: 'NEGOCIACAO',
};

/** What an invoice's emission writes in the ledger: `valor` goes from one account to the other. */
export interface Emissao {
  debito: ContaDaLinha | 'CLIENTES';
  credito: ContaDaLinha | 'CLIENTES';
  valor: Centavos;
}

/**
 * The ledger rows of an invoice's lines, summed by account: what is charged takes from CLIENTES (D CLIENTES
 * C RECEITA …), what is taken off gives to it (D DESCONTOS C CLIENTES …). The balance of CLIENTES is the invoice's value.
 */
export function emissaoDasLinhas(linhas: readonly { tipo: TipoLinha; valor: Centavos }[]): Emissao[] {
  const cobrado = new Map<ContaDaLinha, number>();
  const abatido = new Map<ContaDaLinha, number>();
  for (const { tipo, valor } of linhas) {
    if (valor === 0) continue;
    const somas = valor > 0 ? cobrado : abatido;
    somas.set(contas[tipo], (somas.get(contas[tipo]) ?? 0) + Math.abs(valor));
  }
  return [
    ...Array.from(cobrado, ([credito, valor]) => ({ debito: 'CLIENTES' as const, credito, valor: centavos(valor) })),
    ...Array.from(abatido, ([debito, valor]) => ({ debito, credito: 'CLIENTES' as const, valor: centavos(valor) })),
  ];
}
