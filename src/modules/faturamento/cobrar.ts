import { addDays } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { NovaLinha } from '#modules/financeiro/index.ts';
import { type AcertoDeMes, acertosDo } from './acertos.ts';
import type { ContratoLido, Regras } from './contrato.ts';
import { diasNaoCobrados } from './dias.ts';
import { linhasDeChamadas, linhasParceladas } from './linhas.ts';
import { descontosDoMes } from './promocoes.ts';
import { type Intervalo, janelaCobrada, menos, parteDoValor, partesDoPeriodo } from './rules.ts';

/** What a contract's billing comes to. */
export interface Cobranca {
  linhas: readonly NovaLinha[];
  /** Days charged before that turned out not to be due: negative lines. */
  creditos: readonly NovaLinha[];
  /** The month, as it is put on record; null: no day is billed. */
  mes: MesCobrado | null;
  acertos: readonly AcertoDeMes[];
  /** Calls that the lines hold. */
  ligacoes: readonly number[];
}

export interface MesCobrado {
  periodo: Intervalo;
  janela: Intervalo;
  mensal: Centavos;
  fora: readonly Intervalo[];
}

/**
 * A contract's month: the days from the last billed one to the end of the window, each window by its own days, with
 * promotions, extras, the next instalments and calls, and the settlement of what was billed before. Null: nothing to
 * bill yet, or any more.
 */
export function cobrar(contrato: ContratoLido, regras: Regras): Cobranca | null {
  const periodo = periodoDe(contrato, regras);
  const cancelado = contrato.status === 'CANCELADO';
  if (periodo === 'espera' || (periodo === null && !cancelado)) return null;
  if (contrato.isento) return periodo && semCobranca(contrato, periodo);
  const fora = diasNaoCobrados(contrato, regras.suspensos, regras.hoje);
  const { acertos, cobrados, creditados } = acertosDo(contrato, fora, regras);
  const mes = periodo && mensalidades(contrato, periodo, fora, regras);
  return {
    linhas: [
      ...(mes?.linhas ?? []),
      ...cobrados,
      ...contrato.parcelados.flatMap((parcelado) => linhasParceladas(contrato.id, parcelado, cancelado)),
      ...linhasDeChamadas(contrato),
    ],
    creditos: creditados,
    mes: mes?.mes ?? null,
    acertos,
    ligacoes: contrato.chamadas.flatMap(({ ids }) => ids),
  };
}

function periodoDe(contrato: ContratoLido, regras: Regras): Intervalo | 'espera' | null {
  const { alvo, canceladoEm, faturarDesde, habilitadoEm, faturados } = contrato;
  const janela = janelaCobrada(alvo.dia, alvo.competencia);
  const ultimo = faturados[0];
  const desde = faturarDesde ?? (habilitadoEm && habilitadoEm > janela.inicio ? habilitadoEm : janela.inicio);
  const habilitado = faturarDesde ?? habilitadoEm;
  if (!ultimo && !regras.semEspera && habilitado && habilitado > alvo.emissao) return 'espera';
  const inicio = ultimo ? addDays(ultimo.fim, 1) : desde;
  const fim = canceladoEm && canceladoEm < janela.fim ? canceladoEm : janela.fim;
  return inicio <= fim ? { inicio, fim } : null;
}

// An exempt contract's months pass, and are never settled.
function semCobranca({ alvo }: ContratoLido, periodo: Intervalo): Cobranca {
  const mes = { periodo, janela: janelaCobrada(alvo.dia, alvo.competencia), mensal: centavos(0), fora: [periodo] };
  return { linhas: [], creditos: [], mes, acertos: [], ligacoes: [] };
}

function mensalidades(contrato: ContratoLido, periodo: Intervalo, fora: readonly Intervalo[], regras: Regras) {
  const { id, alvo, mensalidade, extras, promocoes, faturarDesde, habilitadoEm } = contrato;
  const { fracao } = regras;
  const linhas: NovaLinha[] = [];
  const usos = new Map<number, number>();
  let mensal: number = mensalidade;
  for (const janelaEParte of partesDoPeriodo(alvo.dia, alvo.competencia, periodo)) {
    const { parte } = janelaEParte;
    const trechos = menos(parte, fora);
    const descontos = descontosDoMes(mensalidade, promocoes, parte.inicio, faturarDesde ?? habilitadoEm, usos);
    mensal = descontos.at(-1)?.liquido ?? mensalidade;
    const dias = limites(trechos);
    if (!dias) continue;
    const linha = { contratoId: id, ...dias };
    const bruto = parteDoValor(mensalidade, janelaEParte, trechos, fracao);
    linhas.push({ ...linha, tipo: 'MENSALIDADE', descricao: contrato.plano, valor: bruto });
    let resta: number = bruto;
    for (const { promocao, liquido } of descontos) {
      // What promotions take is the difference of what is left, so that they never take more than there is.
      const fica = Math.min(resta, parteDoValor(liquido, janelaEParte, trechos, fracao));
      const { descricao, id: promocaoId } = promocao;
      linhas.push({ ...linha, tipo: 'PROMOCAO', descricao, valor: centavos(fica - resta), promocaoId });
      usos.set(promocaoId, (usos.get(promocaoId) ?? 0) + 1);
      resta = fica;
    }
    for (const { descricao, valor } of extras) {
      linhas.push({ ...linha, tipo: 'EXTRA', descricao, valor: parteDoValor(valor, janelaEParte, trechos, fracao) });
    }
  }
  const janela = janelaCobrada(alvo.dia, alvo.competencia);
  const total = centavos(mensal + extras.reduce((soma, { valor }) => soma + valor, 0));
  const mes: MesCobrado = { periodo, janela, mensal: total, fora: dentro(fora, periodo) };
  return { linhas: linhas.filter(({ tipo, valor }) => valor !== 0 || tipo === 'PROMOCAO'), mes };
}

// Without overlaps, in order.
const dentro = (fora: readonly Intervalo[], periodo: Intervalo): Intervalo[] => menos(periodo, menos(periodo, fora));

function limites(trechos: readonly Intervalo[]): Intervalo | null {
  const [primeiro] = trechos;
  const ultimo = trechos.at(-1);
  return primeiro && ultimo ? { inicio: primeiro.inicio, fim: ultimo.fim } : null;
}
