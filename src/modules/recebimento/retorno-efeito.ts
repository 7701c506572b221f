import type { Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { anotarDoBanco, type BoletoDoNumero, baixarBoletos } from '#modules/cobranca/index.ts';
import { registrarPagamento } from '#modules/financeiro/index.ts';
import type { Tx } from '#platform/db.ts';
import type { Ocorrencia } from './cnab/ocorrencias.ts';
import type { Dinheiro } from './cnab/retorno-ler.ts';
import type { ConvenioRecebimento } from './convenio.ts';
import { repartirEncargos } from './repartir-encargos.ts';
import type { ResultadoDoItem } from './resultado.ts';

/** What became of an entry. */
export interface Efetuado {
  resultado: ResultadoDoItem;
  motivo: string | null;
  faturaId: number | null;
  pagamentoId: number | null;
  recebido: Centavos;
}

interface Caso {
  ocorrencia: Ocorrencia;
  /** The bank's reasons, in words. */
  motivos: string;
  boleto: BoletoDoNumero;
  convenio: ConvenioRecebimento;
  dinheiro: Dinheiro;
  chave: string | null;
  hoje: Day;
}

const doNumero = ({ convenio, boleto }: Caso) => ({ convenioId: convenio.id, nossoNumero: boleto.nossoNumero });

/** Does what an entry of a known boleto says. */
export async function efetuar(tx: Tx, caso: Caso): Promise<Efetuado> {
  const { ocorrencia, motivos, boleto } = caso;
  const { efeito, texto } = ocorrencia;
  const { faturaId } = boleto;
  const frase = motivos ? `${texto}: ${motivos}` : texto;
  const feito = { faturaId, pagamentoId: null, recebido: centavos(0), motivo: frase };
  switch (efeito) {
    case 'LIQUIDADO':
      return liquidar(tx, caso);
    case 'REGISTRADO':
    case 'RECUSADO':
    case 'BAIXADO':
      await anotarDoBanco(tx, doNumero(caso), efeito, efeito === 'RECUSADO' ? frase : null);
      return { ...feito, resultado: 'APLICADO' };
    case 'ESTORNO':
      return { ...feito, resultado: 'SEM_LUGAR', motivo: `${frase}; estorne o pagamento se o dinheiro voltou` };
    default:
      return { ...feito, resultado: 'INFORMATIVO' };
  }
}

async function liquidar(tx: Tx, caso: Caso): Promise<Efetuado> {
  const { boleto, convenio, dinheiro, chave, hoje, ocorrencia } = caso;
  const { faturaId } = boleto;
  const { pago, dia } = dinheiro;
  const parado = { faturaId, pagamentoId: null, recebido: centavos(0), resultado: 'SEM_LUGAR' as const };
  if (chave === null) return { ...parado, motivo: `${ocorrencia.texto} sem valor pago` };
  if (dia === null || dia > hoje) return { ...parado, motivo: `${ocorrencia.texto} em dia que não serve` };
  const { multa, juros } = await repartirEncargos(tx, faturaId, dinheiro.encargos, dia);
  const pagamento = await registrarPagamento(
    tx,
    {
      faturaId,
      origem: 'RETORNO',
      origemChave: chave,
      valorPago: pago,
      multa,
      juros,
      desconto: centavos(dinheiro.desconto + dinheiro.abatimento),
      pagoEm: dia,
      contaFinanceiraId: convenio.contaFinanceiraId,
    },
    hoje,
  );
  if (pagamento.resultado === 'REPETIDO') {
    return { ...parado, resultado: 'REPETIDO', pagamentoId: pagamento.pagamentoId, motivo: 'já veio em outro arquivo' };
  }
  // Paid under an old number, the invoice has another boleto, which nobody is to pay as well.
  if (!boleto.atual) await baixarBoletos(tx, [faturaId]);
  await anotarDoBanco(tx, doNumero(caso), 'LIQUIDADO');
  return {
    resultado: 'APLICADO',
    motivo: pagamento.resultado === 'CREDITO' ? 'a fatura nada devia: ficou de crédito' : null,
    faturaId,
    pagamentoId: pagamento.pagamentoId,
    recebido: pago,
  };
}
