import { addDays, type Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { NovaLinha } from '#modules/financeiro/index.ts';
import { type AcertoDeMes, acertosDo } from './acertos.ts';
import type { ContratoLido, Regras } from './contrato.ts';
import { diasNaoCobrados } from './dias.ts';
import { linhasDeChamadas, linhasParceladas, somaDe } from './linhas.ts';
import { descontosDoMes } from './promocoes.ts';
import { type Intervalo, janelaCobrada, menos, type ParteDoMes, parteDoValor, partesDoPeriodo } from './rules.ts';

/** What a contract's billing comes to. */
export interface Cobranca {
  linhas: readonly NovaLinha[];
  /** Days charged before that turned out not to be due: negative lines. */
  creditos: readonly NovaLinha[];
  /** The months of which days are billed, as they are put on record. */
  meses: readonly MesCobrado[];
  acertos: readonly AcertoDeMes[];
  /** Calls that the lines hold. */
  ligacoes: readonly number[];
}

/** The days of one window that a billing holds. */
export interface MesCobrado {
  competencia: Day;
  periodo: Intervalo;
  janela: Intervalo;
  mensal: Centavos;
  fora: readonly Intervalo[];
}

/**
 * A contract's month: the days from the last billed one to the end of the window, each window by its own days and on
 * record by itself, with promotions, extras, the next instalments and calls, and the settlement of what was billed
 * before. Null: nothing to bill yet, or any more.
 */
export function cobrar(contrato: ContratoLido, regras: Regras): Cobranca | null {
  const periodo = periodoDe(contrato, regras);
  const cancelado = contrato.status === 'CANCELADO';
  if (periodo === 'espera' || (periodo === null && !cancelado)) return null;
  if (contrato.isento) return periodo && semCobranca(contrato, periodo);
  const fora = diasNaoCobrados(contrato, regras.suspensos, regras.hoje);
  const { acertos, cobrados, creditados } = acertosDo(contrato, fora, regras);
  const partes = periodo ? mensalidades(contrato, periodo, fora, regras) : [];
  return {
    linhas: [
      ...partes.flatMap(({ linhas }) => linhas),
      ...cobrados,
      ...contrato.parcelados.flatMap((parcelado) => linhasParceladas(contrato.id, parcelado, cancelado)),
      ...linhasDeChamadas(contrato),
    ],
    creditos: creditados,
    meses: partes.map(({ mes }) => mes),
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
  const meses = partesDoPeriodo(alvo.dia, alvo.competencia, periodo).map(({ competencia, janela, parte }) => ({
    competencia,
    periodo: parte,
    janela,
    mensal: centavos(0),
    fora: [parte],
  }));
  return { linhas: [], creditos: [], meses, acertos: [], ligacoes: [] };
}

interface ParteCobrada {
  linhas: readonly NovaLinha[];
  mes: MesCobrado;
}

function mensalidades(
  contrato: ContratoLido,
  periodo: Intervalo,
  fora: readonly Intervalo[],
  regras: Regras,
): ParteCobrada[] {
  const usos = new Map<number, number>();
  const { dia, competencia } = contrato.alvo;
  return partesDoPeriodo(dia, competencia, periodo).map((parte) => parteCobrada(contrato, parte, fora, regras, usos));
}

function parteCobrada(
  { id, plano, mensalidade, extras, promocoes, faturarDesde, habilitadoEm }: ContratoLido,
  { competencia, ...janelaEParte }: ParteDoMes,
  fora: readonly Intervalo[],
  { fracao }: Regras,
  usos: Map<number, number>,
): ParteCobrada {
  const { janela, parte } = janelaEParte;
  const trechos = menos(parte, fora);
  const descontos = descontosDoMes(mensalidade, promocoes, parte.inicio, faturarDesde ?? habilitadoEm, usos);
  const mensal = centavos((descontos.at(-1)?.liquido ?? mensalidade) + somaDe(extras));
  const mes: MesCobrado = { competencia, periodo: parte, janela, mensal, fora: dentro(fora, parte) };
  const dias = limites(trechos);
  if (!dias) return { linhas: [], mes };
  const custo = (valor: Centavos) => parteDoValor(valor, janelaEParte, trechos, fracao);
  const linha = { contratoId: id, ...dias };
  const bruto = custo(mensalidade);
  const linhas: NovaLinha[] = [{ ...linha, tipo: 'MENSALIDADE', descricao: plano, valor: bruto }];
  let resta: number = bruto;
  for (const { promocao, liquido } of descontos) {
    // What promotions take is the difference of what is left, so that they never take more than there is.
    const fica = Math.min(resta, custo(liquido));
    const { descricao, id: promocaoId } = promocao;
    linhas.push({ ...linha, tipo: 'PROMOCAO', descricao, valor: centavos(fica - resta), promocaoId });
    usos.set(promocaoId, (usos.get(promocaoId) ?? 0) + 1);
    resta = fica;
  }
  for (const { descricao, valor } of extras) {
    linhas.push({ ...linha, tipo: 'EXTRA', descricao, valor: custo(valor) });
  }
  return { linhas: linhas.filter(({ tipo, valor }) => valor !== 0 || tipo === 'PROMOCAO'), mes };
}

// Without overlaps, in order.
const dentro = (fora: readonly Intervalo[], periodo: Intervalo): Intervalo[] => menos(periodo, menos(periodo, fora));

function limites(trechos: readonly Intervalo[]): Intervalo | null {
  const [primeiro] = trechos;
  const ultimo = trechos.at(-1);
  return primeiro && ultimo ? { inicio: primeiro.inicio, fim: ultimo.fim } : null;
}
