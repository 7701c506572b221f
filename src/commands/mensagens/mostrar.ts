import { lerMensagem, passosDaMensagem } from '#modules/notificacoes/index.ts';
import type { Database } from '#platform/db.ts';
import { printTable } from '../arguments.ts';
import { print, UsageError } from '../command.ts';

const formato = new Intl.DateTimeFormat('pt-BR', {
  timeZone: 'America/Sao_Paulo',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** An instant as the operator reads it, in São Paulo's time. */
export const momento = (date: Date | null): string => (date ? formato.format(date) : '');

/** `balcao mensagens mostrar`: one message, each try and what came of it. Throws UsageError. */
export async function mostrarMensagem(db: Database, id: number, { json }: { json: boolean }): Promise<void> {
  const [mensagem, passos] = await Promise.all([lerMensagem(db, id), passosDaMensagem(db, id)]);
  if (!mensagem) throw new UsageError(`Não existe a mensagem ${id}.`);
  if (json) return print(JSON.stringify({ ...mensagem, passos }));
  const dispensada = mensagem.estado === 'DISPENSADA';
  const linhas: [string, string | null][] = [
    ['Mensagem', `${mensagem.id} (${mensagem.envio})`],
    ['Canal', `${mensagem.canal} para ${mensagem.destino}`],
    ['Cliente', mensagem.cliente_id === null ? null : `${mensagem.cliente_id} ${mensagem.cliente ?? ''}`],
    ['Modelo', mensagem.modelo],
    ['Causa', mensagem.causa],
    ['Anexos', mensagem.anexos?.map(({ tipo, id: registro }) => `${tipo} ${registro}`).join(', ') || null],
    ['Situação', mensagem.estado],
    ['Criada', momento(mensagem.criada_em)],
    ['Tentativas', String(mensagem.tentativas)],
    ['Próxima', momento(mensagem.proxima_em)],
    ['Encerrada', momento(mensagem.encerrada_em)],
    ['Resposta', mensagem.resposta_provedor],
    [dispensada ? 'Dispensada' : 'Motivo', mensagem.erro],
    ['Entrega', [mensagem.entrega, mensagem.entrega_motivo, momento(mensagem.entrega_em)].filter(Boolean).join(', ')],
    ['Incerta', mensagem.incerta ? 'o fim da última tentativa não é conhecido: pode ter chegado' : null],
    ['Reenviável', mensagem.conteudo_ate && `até ${momento(mensagem.conteudo_ate)}`],
  ];
  for (const [nome, valor] of linhas) if (valor) print(`${`${nome}:`.padEnd(12)} ${valor.replace(/\p{Cc}/gu, ' ')}`);
  print();
  printTable(
    ['QUANDO', 'TENTATIVA', 'SITUAÇÃO', 'MOTIVO'],
    passos.map(({ quando, tentativas, estado, erro }) => [momento(quando), String(tentativas), estado, erro ?? '']),
  );
}
