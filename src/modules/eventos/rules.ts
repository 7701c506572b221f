/** The kinds of events, by the record that they are of. */
export const TIPOS_DE_EVENTO = [
  'cliente.criado',
  'cliente.alterado',
  'contrato.criado',
  'contrato.alterado',
  'contrato.status_alterado',
  'fatura.emitida',
  'fatura.alterada',
  'fatura.paga',
  'fatura.negociada',
  'fatura.cancelada',
  'fatura.reaberta',
  'pagamento.registrado',
  'pagamento.estornado',
  'atendimento.aberto',
  'atendimento.alterado',
  'atendimento.status_alterado',
  'atendimento.encerrado',
  'visita.agendada',
  'visita.remarcada',
  'visita.cancelada',
  'visita.realizada',
  'mensagem.enviada',
  'mensagem.falhou',
  'mensagem.dispensada',
  'mensagem.entregue',
  'mensagem.nao_entregue',
  'mensagem.pendente',
] as const;

const conhecidos = new Set<string>([
  '*',
  ...TIPOS_DE_EVENTO,
  ...TIPOS_DE_EVENTO.map((tipo) => `${tipo.slice(0, tipo.indexOf('.'))}.*`),
]);

/** Of filters (`*`, `fatura.*`, `fatura.paga`), those that name no event. */
export const tiposDesconhecidos = (tipos: readonly string[]): string[] => tipos.filter((tipo) => !conhecidos.has(tipo));

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const PAUSES = [10, 30, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR];
/** Some three days: seven pauses that grow, then every three hours. */
const MOST_ATTEMPTS = 30;

/** Seconds until the next attempt after so many that failed; null: no more. */
export function pausa(tentativas: number): number | null {
  if (tentativas >= MOST_ATTEMPTS) return null;
  return PAUSES[tentativas - 1] ?? 3 * HOUR;
}
