import { type Centavos, centavos } from '#kernel/money.ts';
import { pixCopiaECola, txidDaFatura } from '#modules/cobranca/index.ts';
import type { FaturaImpressa } from './fatura-dados.ts';

/**
 * The Pix text of an open invoice: the bank's own of its charge, or a static one of the agreement's key for what is owed
 * on the day of printing, fine and interest included, since nobody adds them later. null: no Pix.
 */
export function pixDaFatura(fatura: FaturaImpressa): string | null {
  const { id, situacao, copiaECola, convenio, empresa, saldo, encargos, numeroDocumento } = fatura;
  if (situacao !== 'ABERTA' || saldo <= 0) return null;
  if (copiaECola !== null) return copiaECola;
  if (convenio?.pixModo !== 'ESTATICO' || convenio.pixChave === null) return null;
  const valor: Centavos = centavos(saldo + encargos.multa + encargos.juros);
  return pixCopiaECola({
    chave: convenio.pixChave,
    nome: empresa?.nome ?? '',
    cidade: empresa?.cidade ?? '',
    valor,
    txid: txidDaFatura(id),
    descricao: `Fatura ${numeroDocumento}`,
  });
}
