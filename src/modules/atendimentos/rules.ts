/** The statuses of the document (page 163). */
export const STATUS = [
  'PENDENTE',
  'VISITA_AGENDADA',
  'AGUARDANDO_ANALISE',
  'SOLUCIONADO',
  'SEM_SOLUCAO',
  'POS_ATENDIMENTO',
  'CONTATO_CLIENTE',
] as const;
export type StatusAtendimento = (typeof STATUS)[number];

const ABERTOS: readonly StatusAtendimento[] = [
  'PENDENTE',
  'VISITA_AGENDADA',
  'AGUARDANDO_ANALISE',
  'POS_ATENDIMENTO',
  'CONTATO_CLIENTE',
];

// Which may follow which the document does not say. A visit goes back to PENDENTE when it is cancelled; a closed
// ticket is opened again only by a reversal (page 194) or for what is asked of the customer afterwards.
const seguintes: Record<StatusAtendimento, readonly StatusAtendimento[]> = {
  PENDENTE: [
    'VISITA_AGENDADA',
    'AGUARDANDO_ANALISE',
    'CONTATO_CLIENTE',
    'POS_ATENDIMENTO',
    'SOLUCIONADO',
    'SEM_SOLUCAO',
  ],
  VISITA_AGENDADA: [
    'PENDENTE',
    'AGUARDANDO_ANALISE',
    'CONTATO_CLIENTE',
    'POS_ATENDIMENTO',
    'SOLUCIONADO',
    'SEM_SOLUCAO',
  ],
  AGUARDANDO_ANALISE: ['PENDENTE', 'VISITA_AGENDADA', 'CONTATO_CLIENTE', 'SOLUCIONADO', 'SEM_SOLUCAO'],
  CONTATO_CLIENTE: ['PENDENTE', 'VISITA_AGENDADA', 'AGUARDANDO_ANALISE', 'SOLUCIONADO', 'SEM_SOLUCAO'],
  POS_ATENDIMENTO: ['PENDENTE', 'SOLUCIONADO', 'SEM_SOLUCAO'],
  SOLUCIONADO: ['PENDENTE', 'POS_ATENDIMENTO'],
  SEM_SOLUCAO: ['PENDENTE', 'POS_ATENDIMENTO'],
};

/** Whether a ticket in the one status may go to the other. */
export const podeMudar = (de: StatusAtendimento, para: StatusAtendimento): boolean => seguintes[de].includes(para);

/** Whether somebody still has to do something about a ticket in this status. */
export const estaAberto = (status: StatusAtendimento): boolean => ABERTOS.includes(status);

/** Whether a ticket may begin in this status: a visit is booked afterwards. */
export const podeAbrirEm = (status: StatusAtendimento): boolean => status !== 'VISITA_AGENDADA';

/**
 * A grade of the wire (page 188: a number with two decimals, 4.20) in hundredths; from 0 to 10. Null for any other
 * number.
 */
export function notaEmCentesimos(nota: number): number | null {
  const centesimos = Math.round(nota * 100);
  const exata = Math.abs(nota * 100 - centesimos) < 1e-6;
  return exata && centesimos >= 0 && centesimos <= 1000 ? centesimos : null;
}
