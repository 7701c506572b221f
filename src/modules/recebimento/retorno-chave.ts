import type { ArquivoDeRetorno, Entrada } from './cnab/retorno-ler.ts';

/**
 * By line, what makes the money of an entry known when another file brings it again: bank, agreement, number, day, values
 * and where it was paid. A boleto that was paid twice on one day, at one place, comes twice in one file: the second time
 * it is counted, so that neither is lost.
 */
export function chavesDas({ banco, entradas }: ArquivoDeRetorno): ReadonlyMap<number, string> {
  const vezes = new Map<string, number>();
  const chaves = new Map<number, string>();
  for (const entrada of entradas) {
    const chave = chaveDa(banco, entrada);
    if (chave === null) continue;
    const vez = (vezes.get(chave) ?? 0) + 1;
    vezes.set(chave, vez);
    chaves.set(entrada.linha, vez === 1 ? chave : `${chave}#${vez}`);
  }
  return chaves;
}

function chaveDa(banco: string, { lote, movimento, nossoNumero, titulo, dinheiro, linha }: Entrada): string | null {
  if (!dinheiro || dinheiro.pago <= 0) return null;
  const { pago, encargos, desconto, dia, creditoEm } = dinheiro;
  const convenio = lote['convenio']?.replace(/^0+/, '') || lote['convenioCurto'] || '';
  return [
    'RETORNO',
    banco,
    convenio,
    nossoNumero || `linha ${linha}`,
    movimento,
    dia ?? '',
    creditoEm ?? '',
    pago,
    encargos,
    desconto,
    titulo?.recebedor.replaceAll(' ', '') ?? '',
  ].join(':');
}
