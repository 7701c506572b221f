import { isBusinessDay, vencidaDesde } from '#kernel/business-days.ts';
import type { Day } from '#kernel/dates.ts';
import type { Politica } from '#modules/financeiro/index.ts';
import { avisaEm, datasComProva, podeSuspenderEm, rescindivelEm } from './prazos.ts';
import type { AvisoAberto, ContratoEmCobranca, Divida } from './situacao.ts';

/** What the dunning does to a contract. */
export type Acao =
  | 'NADA'
  | 'AVISAR'
  | 'REGISTRAR PROVA'
  | 'REVOGAR PROVA'
  | 'ENVIAR SMS'
  | 'SUSPENDER PARCIALMENTE'
  | 'SUSPENDER'
  | 'RESCINDIR'
  | 'HABILITAR'
  | 'VOLTAR DA CONFIANCA'
  | 'ENCERRAR AVISO';

/** Why, as a code; the terminal has the sentences. */
export type Motivo =
  | 'em_dia'
  | 'isento'
  | 'inativo'
  | 'fora_de_servico'
  | 'quitado'
  | 'contestado'
  | 'primeira_parcela'
  | 'parcela_paga'
  | 'em_confianca'
  | 'fim_da_confianca'
  | 'sem_registro'
  | 'suspenso_sem_divida'
  | 'ainda_nao_avisa'
  | 'vencida'
  | 'espera_prova'
  | 'provado'
  | 'nao_entregue'
  | 'email_falhou'
  | 'falta_carta'
  | 'prazo_correndo'
  | 'dia_vedado'
  | 'prazo_vencido'
  | 'dias_suspenso';

export interface Decisao {
  acao: Acao;
  motivo: Motivo;
  /** The day that it turns on: when the next step comes, or when the proof is from. */
  dia: Day | null;
  /** The debts that it is about. */
  dividas: readonly Divida[];
}

type Regras = Pick<Politica, 'aviso_dias'>;

/** Whether something just paid brought us here: then a suspension without a notice on record ends with the debt. */
interface Ocasiao {
  aoPagar?: boolean;
}

/** Everything that happens to a contract on a day, in order; one NADA where nothing does. */
export function passosDe(contrato: ContratoEmCobranca, regras: Regras, hoje: Day, ocasiao: Ocasiao = {}): Decisao[] {
  const passos: Decisao[] = [];
  for (let agora: ContratoEmCobranca | null = contrato; agora && passos.length < MAIS_PASSOS; ) {
    const decisao = decidir(agora, regras, hoje, ocasiao);
    if (decisao.acao !== 'NADA' || passos.length === 0) passos.push(decisao);
    agora = depoisDe(agora, decisao);
  }
  return passos;
}

const MAIS_PASSOS = 4;

/**
 * The one rule table of the dunning. A suspension rests on the invoices that its notice named: what became due later
 * has a notice of its own, and what is disputed does not count. No term runs without proof of sending.
 */
export function decidir(
  contrato: ContratoEmCobranca,
  regras: Regras,
  hoje: Day,
  { aoPagar = false }: Ocasiao,
): Decisao {
  const { status, aviso } = contrato;
  const devidas = contrato.dividas.filter(({ devido, vencimento }) => devido > 0 && vencidaDesde(vencimento) <= hoje);
  // What the suspension rests on.
  const base = aviso ? devidas.filter(({ faturaId }) => aviso.faturas.includes(faturaId)) : devidas;
  const diz = (acao: Acao, motivo: Motivo, dia: Day | null = null, dividas = base): Decisao => ({
    acao,
    motivo,
    dia,
    dividas,
  });
  const semBase = contrato.dividas.some(({ contestado }) => contestado > 0) ? 'contestado' : 'quitado';
  switch (status) {
    case 'INATIVO TEMPORARIAMENTE':
      return diz('NADA', 'inativo');
    case 'EM NEGOCIACAO':
      if (contrato.esperaParcela) return diz('NADA', 'primeira_parcela');
      if (base.length === 0 || !aviso?.suspensoEm) return diz('HABILITAR', 'parcela_paga');
      return podeSuspenderEm(hoje) ? diz('SUSPENDER', 'prazo_vencido') : diz('NADA', 'dia_vedado');
    case 'HABILITADO EM CONFIANCA':
      if (contrato.isento) return diz('HABILITAR', 'isento');
      if (base.length === 0) return diz('HABILITAR', semBase);
      if (!contrato.confianca) return diz('NADA', 'sem_registro');
      if (hoje <= contrato.confianca.fim) return diz('NADA', 'em_confianca', contrato.confianca.fim);
      return podeSuspenderEm(hoje) ? diz('VOLTAR DA CONFIANCA', 'fim_da_confianca') : diz('NADA', 'dia_vedado');
    case 'SUSPENSO':
    case 'SUSPENSO PARCIALMENTE':
      if (contrato.isento && aviso) return diz('HABILITAR', 'isento');
      if (base.length === 0 && (aviso || aoPagar)) return diz('HABILITAR', semBase);
      if (base.length === 0) return diz('NADA', 'suspenso_sem_divida');
      return aviso ? comAviso(contrato, aviso, hoje, diz) : diz('AVISAR', 'vencida');
    case 'HABILITADO':
      if (contrato.isento) return aviso ? diz('ENCERRAR AVISO', 'isento') : diz('NADA', 'isento');
      if (base.length === 0) return aviso ? diz('ENCERRAR AVISO', semBase) : diz('NADA', semDivida(contrato));
      return aviso ? comAviso(contrato, aviso, hoje, diz) : semAviso(base, regras, hoje, diz);
    default:
      return diz('NADA', 'fora_de_servico');
  }
}

type Diz = (acao: Acao, motivo: Motivo, dia?: Day | null) => Decisao;

const semDivida = ({ dividas }: ContratoEmCobranca): Motivo =>
  dividas.some(({ devido, contestado }) => devido === 0 && contestado > 0) ? 'contestado' : 'em_dia';

function semAviso(devidas: readonly Divida[], regras: Regras, hoje: Day, diz: Diz): Decisao {
  const [primeiro] = devidas.map(({ vencimento }) => avisaEm(vencimento, regras)).sort();
  return primeiro && primeiro > hoje ? diz('NADA', 'ainda_nao_avisa', primeiro) : diz('AVISAR', 'vencida');
}

function comAviso(contrato: ContratoEmCobranca, aviso: AvisoAberto, hoje: Day, diz: Diz): Decisao {
  if (aviso.enviadoEm === null) return semProva(contrato, aviso, diz);
  // The carrier took the SMS and could not deliver it.
  if (aviso.prova === 'SMS' && aviso.suspensoEm === null && naoEntregue(aviso))
    return diz('REVOGAR PROVA', 'nao_entregue');
  if (contrato.status === 'SUSPENSO' && aviso.suspensoEm !== null) return suspenso(aviso, hoje, diz);
  const { suspendeParcialEm, suspendeEm } = aviso;
  if (hoje >= suspendeEm) {
    return podeSuspenderEm(hoje) ? diz('SUSPENDER', 'prazo_vencido') : diz('NADA', 'dia_vedado');
  }
  if (contrato.status === 'HABILITADO' && suspendeParcialEm && hoje >= suspendeParcialEm) {
    return podeSuspenderEm(hoje) ? diz('SUSPENDER PARCIALMENTE', 'prazo_vencido') : diz('NADA', 'dia_vedado');
  }
  const proximo = contrato.status === 'HABILITADO' && suspendeParcialEm ? suspendeParcialEm : suspendeEm;
  return diz('NADA', 'prazo_correndo', proximo);
}

function suspenso(aviso: AvisoAberto, hoje: Day, diz: Diz): Decisao {
  const dia = rescindivelEm(aviso, hoje);
  return dia <= hoje && isBusinessDay(hoje) ? diz('RESCINDIR', 'dias_suspenso') : diz('NADA', 'prazo_correndo', dia);
}

function semProva({ temSms }: ContratoEmCobranca, { mensagens }: AvisoAberto, diz: Diz): Decisao {
  const enviada = mensagens.find(({ estado, entrega }) => estado === 'ENVIADA' && entrega !== 'NAO_ENTREGUE');
  if (enviada) return diz('REGISTRAR PROVA', 'provado', enviada.dia);
  if (mensagens.some(({ estado }) => estado === 'PENDENTE')) return diz('NADA', 'espera_prova');
  if (temSms && !mensagens.some(({ canal }) => canal === 'SMS')) return diz('ENVIAR SMS', 'email_falhou');
  return diz('NADA', 'falta_carta');
}

const naoEntregue = ({ mensagens }: AvisoAberto): boolean =>
  mensagens.some(({ canal, entrega }) => canal === 'SMS' && entrega === 'NAO_ENTREGUE') &&
  !mensagens.some(({ canal, estado }) => canal === 'EMAIL' && estado === 'ENVIADA');

/** The contract after a step, where another may follow on the same day; null where none does. */
function depoisDe(contrato: ContratoEmCobranca, { acao, dia }: Decisao): ContratoEmCobranca | null {
  const { aviso } = contrato;
  switch (acao) {
    case 'REGISTRAR PROVA':
      return aviso && dia && { ...contrato, aviso: { ...aviso, enviadoEm: dia, ...datasComProva(aviso, dia) } };
    case 'ENCERRAR AVISO':
      return { ...contrato, aviso: null };
    case 'HABILITAR':
      return { ...contrato, status: 'HABILITADO', aviso: null, confianca: null };
    default:
      return null;
  }
}
