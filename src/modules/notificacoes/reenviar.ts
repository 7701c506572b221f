import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Database, Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { recusa } from './agendar.ts';
import { modeloDe } from './modelos.ts';
import { CONTEUDO_DIAS } from './rules.ts';

/**
 * Puts a message that failed for good back into the queue, under the same name towards the server, for as many tries as
 * a new one has. The customer's wishes are asked again. With `aindaQueRepita` an SMS that may have arrived goes once
 * more, also by a gateway that cannot tell. Throws notFound `mensagem.nao_encontrada`, conflict `mensagem.nao_falhou`,
 * `mensagem.sem_conteudo` (it carried a secret, or is too old), `mensagem.dispensada` with `motivo`.
 */
export async function reenviarMensagem(tx: Tx, id: number, { aindaQueRepita = false } = {}): Promise<void> {
  const mensagem = await tx
    .selectFrom('mensagem')
    .select(['estado', 'canal', 'modelo', 'cliente_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!mensagem) throw new DomainError('notFound', 'mensagem.nao_encontrada', { id });
  const { estado, canal, modelo, cliente_id } = mensagem;
  if (estado !== 'FALHOU') throw new DomainError('conflict', 'mensagem.nao_falhou', { id, estado });
  const { rows } = await sql<{ motivo: string | null }>`
    select ${recusa(canal)} as motivo from (select ${modeloDe(modelo)?.finalidade ?? null}::text as finalidade) q
    left join cliente c on c.id = ${cliente_id}`.execute(tx);
  const motivo = rows[0]?.motivo;
  if (motivo) throw new DomainError('conflict', 'mensagem.dispensada', { id, motivo });
  const volta = await tx
    .updateTable('mensagem_fila')
    .set({
      falhou_em: null,
      tentativas: 0,
      reservada_ate: null,
      proxima_em: sql<Date>`agora()`,
      ...(aindaQueRepita && { incerta: false }),
    })
    .where('mensagem_id', '=', id)
    .where('falhou_em', 'is not', null)
    .executeTakeFirst();
  if (volta.numUpdatedRows === 0n) throw new DomainError('conflict', 'mensagem.sem_conteudo', { id });
  await tx
    .updateTable('mensagem')
    .set({ estado: 'PENDENTE', tentativas: 0, encerrada_em: null })
    .where('id', '=', id)
    .execute();
  await enqueue(tx, 'mensagem.enviar', {});
}

/** Removes the contents of messages that failed so long ago that nobody sends them again. */
export async function esquecerFalhas(db: Database): Promise<void> {
  await inTransaction(db, { origem: 'tarefa', operacao: 'mensagem.esquecer' }, (tx) =>
    tx
      .deleteFrom('mensagem_fila')
      .where('falhou_em', '<', sql<Date>`agora() - make_interval(days => ${CONTEUDO_DIAS})`)
      .execute(),
  );
}
