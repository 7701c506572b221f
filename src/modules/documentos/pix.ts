import { type Centavos, centavos } from '#kernel/money.ts';
import { pixCopiaECola, txidDaFatura } from '#modules/cobranca/index.ts';
import type { FaturaImpressa } from './fatura-dados.ts';

/**
 * The Pix text of an open invoice: the bank's own of its charge, or a static one of the agreement's key for what is owed
 * on the day of printing, fine and interest included, since nobody adds them later. An overdue invoice whose charge has
 * ended or never was has a static one too: the bank takes no charge for a day that has passed. null: no Pix.
 */
export function pixDaFatura(fatura: FaturaImpressa): string | null {
  const { id, situacao, copiaECola, convenio, empresa, saldo, encargos, vencida, numeroDocumento } = fatura;
  if (situacao !== 'ABERTA' || saldo <= 0) return null;
  if (copiaECola !== null) return copiaECola;
  if (!convenio?.pixChave || (convenio.pixModo === 'COBV' && !vencida)) return null;
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
