import { sql } from 'kysely';
import { addDays, type Day, startOfDay } from '#kernel/dates.ts';
import type { Reader } from '#platform/db.ts';
import { CONTEUDO_DIAS } from './rules.ts';

export const ESTADOS = ['PENDENTE', 'ENVIADA', 'FALHOU', 'DISPENSADA'] as const;
export type Estado = (typeof ESTADOS)[number];

export interface FiltroDeMensagens {
  de: Day;
  /** That day included. */
  ate: Day;
  estado?: Estado | undefined;
  canal?: 'EMAIL' | 'SMS' | undefined;
  cliente?: number | undefined;
  modelo?: string | undefined;
  limite: number;
}

const COLUNAS = [
  'id',
  'cliente_id',
  'canal',
  'destino',
  'modelo',
  'estado',
  'tentativas',
  'criada_em',
  'encerrada_em',
] as const;

/** Messages that were made in a period, the newest first, with how each ended and why. */
export function lerMensagens(db: Reader, { de, ate, estado, canal, cliente, modelo, limite }: FiltroDeMensagens) {
  return db
    .selectFrom('mensagem')
    .select([...COLUNAS, 'erro', 'resposta_provedor', 'entrega'])
    .where('criada_em', '>=', startOfDay(de))
    .where('criada_em', '<', startOfDay(addDays(ate, 1)))
    .$if(estado !== undefined, (q) => q.where('estado', '=', estado as Estado))
    .$if(canal !== undefined, (q) => q.where('canal', '=', canal as 'EMAIL' | 'SMS'))
    .$if(cliente !== undefined, (q) => q.where('cliente_id', '=', cliente as number))
    .$if(modelo !== undefined, (q) => q.where('modelo', '=', modelo as string))
    .orderBy('id', 'desc')
    .limit(limite)
    .execute();
}

export type LinhaDeMensagem = Awaited<ReturnType<typeof lerMensagens>>[number];

/** One message, with its place in the queue; undefined: there is none of that number. */
export function lerMensagem(db: Reader, id: number) {
  return db
    .selectFrom('mensagem as m')
    .leftJoin('cliente as c', 'c.id', 'm.cliente_id')
    .leftJoin('mensagem_fila as f', 'f.mensagem_id', 'm.id')
    .select(COLUNAS.map((coluna) => `m.${coluna}` as const))
    .select(['m.causa', 'm.envio', 'm.erro', 'm.resposta_provedor', 'c.nome as cliente'])
    .select(['m.entrega', 'm.entrega_motivo', 'm.entrega_em', 'f.incerta'])
    .select([
      sql<Date | null>`case when m.estado = 'PENDENTE' then f.proxima_em end`.as('proxima_em'),
      sql<Date | null>`f.falhou_em + make_interval(days => ${CONTEUDO_DIAS})`.as('conteudo_ate'),
      sql<{ tipo: string; id: number }[] | null>`f.anexos`.as('anexos'),
    ])
    .where('m.id', '=', id)
    .executeTakeFirst();
}

/** One step of a message's way, as the audit trail has it. */
export interface Passo {
  quando: Date;
  estado: Estado;
  tentativas: number;
  /** Why it was held back, or not sent that time. */
  erro: string | null;
}

/** How a message came to its state: each try with what came of it, and who had it sent again. */
export async function passosDaMensagem(db: Reader, id: number): Promise<Passo[]> {
  const rows = await db
    .selectFrom('auditoria')
    .select(['quando', 'depois'])
    .where('tabela', '=', 'mensagem')
    .where('registro', '=', String(id))
    .where('acao', '!=', 'excluiu')
    .orderBy('id')
    .execute();
  // A change holds only what is different from the row before it.
  const passos: Passo[] = [];
  for (const { quando, depois } of rows) {
    const antes = passos.at(-1);
    const { estado, tentativas, erro } = { ...antes, ...(depois as Omit<Passo, 'quando'>) };
    if (estado !== antes?.estado || tentativas !== antes.tentativas) passos.push({ quando, estado, tentativas, erro });
  }
  return passos;
}
