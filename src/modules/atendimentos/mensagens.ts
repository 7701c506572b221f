import { DomainError } from '#kernel/errors.ts';
import { agendarEmail, type ConteudoDado } from '#modules/notificacoes/index.ts';
import type { Tx } from '#platform/db.ts';
import { resumoDoAtendimento } from './queries.ts';
import type { StatusAtendimento } from './rules.ts';

// As people read them.
const SITUACOES: Record<StatusAtendimento, string> = {
  PENDENTE: 'pendente',
  VISITA_AGENDADA: 'visita agendada',
  AGUARDANDO_ANALISE: 'aguardando análise',
  SOLUCIONADO: 'solucionado',
  SEM_SOLUCAO: 'encerrado sem solução',
  POS_ATENDIMENTO: 'em pós-atendimento',
  CONTATO_CLIENTE: 'aguardando contato com o cliente',
};

/**
 * Sends the data of a ticket to its customer by e-mail (page 190); gives the address. `pedido` tells this request from
 * another for the same.
 * Throws notFound `atendimento.nao_encontrado`, conflict `atendimento.sem_email`.
 */
export async function enviarAtendimentoPorEmail(
  tx: Tx,
  atendimentoId: number,
  { pedido, ...conteudo }: ConteudoDado & { pedido: string },
): Promise<string> {
  const [atendimento] = await resumoDoAtendimento(tx, { id: atendimentoId });
  if (!atendimento) throw new DomainError('notFound', 'atendimento.nao_encontrado');
  if (!atendimento.email) throw new DomainError('conflict', 'atendimento.sem_email');
  await agendarEmail(tx, {
    ...conteudo,
    clienteId: atendimento.cliente_id,
    para: atendimento.email,
    modelo: 'atendimento',
    valores: {
      nome: atendimento.nome,
      protocolo: atendimento.protocolo,
      tipo: atendimento.tipo,
      situacao: SITUACOES[atendimento.status],
      abertura: momento.format(atendimento.aberto_em),
      visita: atendimento.visita_em && `${dia.format(atendimento.visita_em)}, ${TURNO[atendimento.turno ?? ''] ?? ''}`,
    },
    causa: `atendimento.email ${atendimentoId} ${pedido}`,
  });
  return atendimento.email;
}

const TURNO: Readonly<Record<string, string>> = { MANHA: 'de manhã', TARDE: 'à tarde' };
const SAO_PAULO = { timeZone: 'America/Sao_Paulo' } as const;
const dia = new Intl.DateTimeFormat('pt-BR', { ...SAO_PAULO, dateStyle: 'short' });
const momento = new Intl.DateTimeFormat('pt-BR', { ...SAO_PAULO, dateStyle: 'short', timeStyle: 'short' });
