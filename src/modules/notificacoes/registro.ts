import { sql } from 'kysely';
import { truncate } from '#kernel/text.ts';
import type { Database } from '#platform/db.ts';

/** What was told to whom, without its content. */
export interface Registro {
  clienteId: number;
  canal: 'EMAIL' | 'SMS';
  /** Masked. */
  destino: string;
  modelo: string;
  /** Its name towards the gateway, by which deliveries are reported. */
  envio: string;
  /** What the provider answered, or why it was not sent. */
  resultado: { resposta: string } | { erro: string };
}

const LONGEST = 500;

/**
 * Writes the row through `db`: whatever becomes of the transaction around it, the message has left or has not.
 * The origin of the audit row is set in the same statement, which is a transaction of its own.
 */
export async function registrar(
  db: Database,
  { clienteId, canal, destino, modelo, envio, resultado }: Registro,
): Promise<void> {
  const origin = JSON.stringify({ origem: 'notificacao', operacao: modelo, cliente: String(clienteId) });
  const resposta = 'resposta' in resultado ? truncate(resultado.resposta, LONGEST) : null;
  const erro = 'erro' in resultado ? truncate(resultado.erro, LONGEST) : null;
  await sql`
    with origem as (select count(set_config('balcao.' || key, value, true)) from jsonb_each_text(${origin}::jsonb))
    insert into mensagem (cliente_id, canal, destino, modelo, envio, estado, erro, resposta_provedor, criada_em, encerrada_em)
    select ${clienteId}, ${canal}, ${destino}, ${modelo}, ${envio}, ${erro === null ? 'ENVIADA' : 'FALHOU'}, ${erro},
      ${resposta}, agora(), agora() from origem`.execute(db);
}
