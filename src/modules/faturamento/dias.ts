import { addDays, type Day } from '#kernel/dates.ts';
import { type Intervalo, intersecao } from './rules.ts';

/** A change of status, by the day on which it was made. */
export interface MudancaDeStatus {
  dia: Day;
  /** null: the contract was made that day. */
  de: string | null;
  para: string;
}

/** What is known of a contract's days. */
export interface VidaDoContrato {
  status: string;
  /** From the beginning of the days that are asked for, in order. */
  historico: readonly MudancaDeStatus[];
  /** Temporary inactivations that were asked for or are under way. */
  inativacoes: readonly Intervalo[];
  /** The last day of service. */
  canceladoEm: Day | null;
}

/** From a day on, whether days of suspension are charged. */
export interface CobrancaDeSuspenso {
  desde: Day;
  cobra: boolean;
}

const PRIMEIRO = '1900-01-01' as Day;
const ULTIMO = '2199-12-31' as Day;
const COBRADOS = ['HABILITADO', 'HABILITADO EM CONFIANCA', 'SUSPENSO PARCIALMENTE', 'EM NEGOCIACAO', 'CANCELADO'];

/**
 * The days on which a contract costs nothing, seen from today: temporarily inactive, suspended unless the policy of that
 * day charges suspension, after its last day. A day counts by the status in which it ended: the day of a suspension is
 * not charged, that of the return is. What is to come follows from the present status, save where an inactivation
 * already has its days.
 */
export function diasNaoCobrados(
  vida: VidaDoContrato,
  politicas: readonly CobrancaDeSuspenso[],
  hoje: Day,
): Intervalo[] {
  const fora = trechosDeStatus(vida, hoje).flatMap(({ status, ...trecho }) => {
    if (COBRADOS.includes(status)) return [];
    return status === 'SUSPENSO' ? semCobranca(trecho, politicas) : [trecho];
  });
  const futuro = { inicio: hoje, fim: ULTIMO };
  for (const inativacao of vida.inativacoes) {
    const dias = intersecao(inativacao, futuro);
    if (dias) fora.push(dias);
  }
  if (vida.canceladoEm) fora.push({ inicio: addDays(vida.canceladoEm, 1), fim: ULTIMO });
  return fora;
}

function trechosDeStatus(vida: VidaDoContrato, hoje: Day): (Intervalo & { status: string })[] {
  // The last day of service is told by cancelado_em, not by the day on which somebody wrote it down.
  const mudancas = vida.historico.filter(({ para }) => para !== 'CANCELADO');
  const [primeira] = mudancas;
  const trechos: (Intervalo & { status: string })[] = [];
  let inicio = PRIMEIRO;
  let status = primeira ? (primeira.de ?? 'AGUARDANDO INSTALACAO') : vida.status;
  const ate = (dia: Day, seguinte: string) => {
    if (dia > inicio) trechos.push({ inicio, fim: addDays(dia, -1), status });
    inicio = dia;
    status = seguinte;
  };
  for (const { dia, para } of mudancas) ate(dia, para);
  const fim = fimDoPresente(vida, hoje);
  if (fim) ate(addDays(fim, 1), 'HABILITADO');
  trechos.push({ inicio, fim: ULTIMO, status });
  return trechos;
}

// The last day of the inactivation under way, after which the contract is back.
function fimDoPresente({ status, inativacoes }: VidaDoContrato, hoje: Day): Day | null {
  if (status !== 'INATIVO TEMPORARIAMENTE') return null;
  return inativacoes.find(({ inicio, fim }) => inicio <= hoje && fim >= hoje)?.fim ?? null;
}

function semCobranca(trecho: Intervalo, politicas: readonly CobrancaDeSuspenso[]): Intervalo[] {
  return politicas.flatMap(({ desde, cobra }, i) => {
    const seguinte = politicas[i + 1]?.desde;
    const vigencia = { inicio: desde, fim: seguinte ? addDays(seguinte, -1) : ULTIMO };
    const dias = cobra ? null : intersecao(trecho, vigencia);
    return dias ? [dias] : [];
  });
}
