import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import { ocuparSaida } from '#modules/redes/index.ts';
import type { Database, Reader, Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { cumprir, type Meios } from './cumprir.ts';
import type { Desfecho } from './portas.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    'equipamento.comando': { comandoId: number };
    /** The Wi-Fi of a contract changed: its equipment follows. */
    'equipamento.configurar_wifi': { contratoId: number };
  }
}

export type TipoComando = 'PROVISIONAR' | 'DESPROVISIONAR' | 'REINICIAR' | 'CONFIGURAR_WIFI';

/** How a command stands. `resultado` is the last outcome, done or not. */
export interface Comando {
  id: number;
  situacao: 'PENDENTE' | 'CONCLUIDO' | 'FALHOU';
  resultado: string | null;
}

/** Longer than any call that carries one out. */
const CURSO_SEGUNDOS = 45;
// A restart that comes an hour later serves nobody; the rest is tried for some ten hours.
const TENTATIVAS: Record<TipoComando, number> = {
  PROVISIONAR: 15,
  DESPROVISIONAR: 15,
  REINICIAR: 4,
  CONFIGURAR_WIFI: 15,
};

/**
 * Queues a command to equipment in the transaction that causes it; one of the same kind that is still open stands for both.
 * With `aguardado` the caller carries it out itself at once, and the queue only takes over should that end early.
 */
export async function pedirComando(
  tx: Tx,
  { equipamentoId, contratoId, tipo }: { equipamentoId: number; contratoId: number; tipo: TipoComando },
  { aguardado = false } = {},
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into comando_equipamento as c (equipamento_id, contrato_id, tipo, operacao, integrador_id, proxima_em)
    values (${equipamentoId}, ${contratoId}, ${tipo}, coalesce(contexto('operacao'), 'sql'), contexto('integrador')::integer,
      agora() + make_interval(secs => ${aguardado ? CURSO_SEGUNDOS : 0}))
    on conflict (equipamento_id, tipo) where situacao = 'PENDENTE' do update set pedidos = c.pedidos + 1
    returning id`.execute(tx);
  const id = Number(rows[0]?.id);
  if (!aguardado) await enqueue(tx, 'equipamento.comando', { comandoId: id }, { key: `equipamento.comando ${id}` });
  return id;
}

/** Queues the Wi-Fi data of a contract for this equipment; nothing where none were ever set. */
export async function pedirWifiDoContrato(tx: Tx, equipamentoId: number, contratoId: number): Promise<void> {
  const wifi = await tx
    .selectFrom('contrato_wifi')
    .select('contrato_id')
    .where('contrato_id', '=', contratoId)
    .executeTakeFirst();
  if (wifi) await pedirComando(tx, { equipamentoId, contratoId, tipo: 'CONFIGURAR_WIFI' });
}

/**
 * Carries a command out, unless it is done or somebody else is at it, and keeps the outcome. What failed for a while
 * is due again after 30 seconds, a minute, two … an hour. Gives how the command stands then.
 */
export async function executarComando(meios: Meios, id: number): Promise<Comando> {
  const tomado = await tomar(meios.db, id);
  if (tomado) {
    const desfecho = await cumprir(meios, tomado);
    await guardar(meios.db, tomado, desfecho);
  }
  return comoEsta(meios.db, id);
}

/** Carries out what is due: what failed for a while, and what a process left when it died. */
export async function executarVencidos(meios: Meios): Promise<void> {
  const vencidos = await meios.db
    .selectFrom('comando_equipamento')
    .select('id')
    .where('situacao', '=', 'PENDENTE')
    .where(sql<boolean>`proxima_em <= agora() and (em_curso_ate is null or em_curso_ate <= agora())`)
    .orderBy('proxima_em')
    .limit(200)
    .execute();
  for (const { id } of vencidos) await executarComando(meios, id);
}

/** The latest commands, of one contract or of all, the newest first. */
export function lerComandos(
  db: Reader,
  { contratoId, limite = 50 }: { contratoId?: number | undefined; limite?: number },
) {
  return db
    .selectFrom('comando_equipamento as c')
    .innerJoin('equipamento as e', 'e.id', 'c.equipamento_id')
    .select(['c.id', 'c.pedido_em', 'e.serial', 'e.fabricante', 'c.contrato_id', 'c.tipo', 'c.situacao'])
    .select(['c.resultado', 'c.tentativas', 'c.terminado_em', 'c.proxima_em'])
    .$if(contratoId !== undefined, (qb) => qb.where('c.contrato_id', '=', contratoId as number))
    .orderBy('c.id', 'desc')
    .limit(limite)
    .execute();
}

/** A command that this process carries out. */
export type Tomado = NonNullable<Awaited<ReturnType<typeof tomar>>>;

const ORIGEM = { origem: 'tarefa', operacao: 'equipamento.comando' };

function tomar(db: Database, id: number) {
  return inTransaction(db, ORIGEM, (tx) =>
    tx
      .updateTable('comando_equipamento')
      .set({
        em_curso_ate: sql<Date>`agora() + make_interval(secs => ${CURSO_SEGUNDOS})`,
        tentativas: sql<number>`tentativas + 1`,
      })
      .where('id', '=', id)
      .where('situacao', '=', 'PENDENTE')
      .where(sql<boolean>`(em_curso_ate is null or em_curso_ate <= agora())`)
      .returning(['id', 'equipamento_id', 'contrato_id', 'tipo', 'tentativas', 'pedidos'])
      .executeTakeFirst(),
  );
}

function guardar(db: Database, tomado: Tomado, desfecho: Desfecho): Promise<void> {
  const { id, equipamento_id, contrato_id, tipo, tentativas } = tomado;
  return inTransaction(db, ORIGEM, async (tx) => {
    // The order of whoever queues a command: contract, equipment, command.
    const cancelado = tipo === 'PROVISIONAR' && (await estaCancelado(tx, contrato_id));
    await tx.selectFrom('equipamento').select('id').where('id', '=', equipamento_id).forUpdate().execute();
    const atual = await tx
      .selectFrom('comando_equipamento')
      .select(['situacao', 'tentativas', 'pedidos'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    // Whoever took it over after us keeps its own outcome.
    if (atual.situacao !== 'PENDENTE' || atual.tentativas !== tentativas) return;
    // New data came while the old ones were on their way.
    const mudou = tipo === 'CONFIGURAR_WIFI' && desfecho.certo && atual.pedidos !== tomado.pedidos;
    const fim = mudou
      ? null
      : desfecho.certo
        ? ('CONCLUIDO' as const)
        : desfecho.denovo && tentativas < TENTATIVAS[tipo]
          ? null
          : ('FALHOU' as const);
    const espera = mudou ? 0 : Math.min(3600, 30 * 2 ** (tentativas - 1));
    await tx
      .updateTable('comando_equipamento')
      .set({
        em_curso_ate: null,
        resultado: desfecho.resultado.slice(0, 250),
        proxima_em: sql<Date>`agora() + make_interval(secs => ${espera})`,
        ...(fim && { situacao: fim, terminado_em: sql<Date>`agora()` }),
      })
      .where('id', '=', id)
      .execute();
    if (mudou) await enqueue(tx, 'equipamento.comando', { comandoId: id }, { key: `equipamento.comando ${id}` });
    if (fim !== 'CONCLUIDO') return;
    await valer(tx, tipo, equipamento_id, contrato_id);
    if (tipo !== 'PROVISIONAR') return;
    // Cancelled while the OLT was told of it.
    if (cancelado)
      await pedirComando(tx, { equipamentoId: equipamento_id, contratoId: contrato_id, tipo: 'DESPROVISIONAR' });
    else await pedirWifiDoContrato(tx, equipamento_id, contrato_id);
  });
}

// Holds a cancellation up until this is written, or waits for the one that came before.
async function estaCancelado(tx: Tx, contratoId: number): Promise<boolean> {
  const contrato = await tx
    .selectFrom('contrato')
    .select('status')
    .where('id', '=', contratoId)
    .forShare()
    .executeTakeFirst();
  return contrato?.status === 'CANCELADO';
}

async function valer(tx: Tx, tipo: TipoComando, equipamentoId: number, contratoId: number): Promise<void> {
  if (tipo !== 'PROVISIONAR' && tipo !== 'DESPROVISIONAR') return;
  const provisionado = tipo === 'PROVISIONAR';
  await tx
    .updateTable('equipamento')
    .set({
      situacao: provisionado ? 'PROVISIONADO' : 'INSTALADO',
      provisionado_em: provisionado ? sql<Date>`agora()` : null,
    })
    .where('id', '=', equipamentoId)
    .where('contrato_id', '=', contratoId)
    .execute();
  if (provisionado) await ocuparSaida(tx, contratoId);
}

async function comoEsta(db: Reader, id: number): Promise<Comando> {
  const row = await db
    .selectFrom('comando_equipamento')
    .select(['id', 'situacao', 'resultado'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new DomainError('notFound', 'comando.nao_encontrado', { id });
  return row;
}
