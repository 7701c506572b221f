import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import { agendarEmailAoCliente } from '#modules/notificacoes/index.ts';
import type { Reader, Tx } from '#platform/db.ts';

interface Mudavel {
  contratoId: number;
  /** The digital form that it gets. */
  formaId: number;
}

/**
 * Changes to the digital invoice every contract of the customer that is HABILITADO and neither in direct debit nor exempt
 * (document page 43), where its company has an active digital form that is offered at the contract's city. The customer
 * is told by e-mail; one without an e-mail changes nothing, since the invoice could not reach him. Gives the contracts.
 * Throws notFound `cliente.nao_encontrado`.
 */
export async function mudarParaFaturaDigital(tx: Tx, clienteId: number): Promise<number[]> {
  await tx
    .selectFrom('contrato')
    .select('id')
    .where('cliente_id', '=', clienteId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const mudaveis = await mudaveisParaDigital(tx, clienteId);
  const [primeiro] = mudaveis;
  if (!primeiro) return [];
  for (const { contratoId, formaId } of mudaveis) {
    await tx.updateTable('contrato').set({ forma_cobranca_id: formaId }).where('id', '=', contratoId).execute();
  }
  const contratos = mudaveis.map(({ contratoId }) => contratoId);
  await agendarEmailAoCliente(tx, {
    clienteId,
    modelo: 'fatura-digital',
    causa: `fatura.digital ${await vezDe(tx, primeiro.contratoId)}`,
    valores: (nome) => ({ nome, contratos: contratos.join(', ') }),
  });
  return contratos;
}

/** Whether mudarParaFaturaDigital() would change anything. Throws notFound `cliente.nao_encontrado`. */
export async function podeMudarParaFaturaDigital(db: Reader, clienteId: number): Promise<boolean> {
  return (await mudaveisParaDigital(db, clienteId)).length > 0;
}

async function mudaveisParaDigital(db: Reader, clienteId: number): Promise<Mudavel[]> {
  const cliente = await db.selectFrom('cliente').select('email').where('id', '=', clienteId).executeTakeFirst();
  if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
  if (!cliente.email) return [];
  const { rows } = await sql<Mudavel>`
    select k.id as "contratoId", d.id as "formaId"
    from contrato k
    left join forma_cobranca f on f.id = k.forma_cobranca_id
    left join lateral (
      select coalesce(e.cidade_id, b.cidade_id) as cidade_id
      from contrato_endereco ke
      join cliente_endereco e on e.id = ke.cliente_endereco_id
      left join logradouro l on l.id = e.logradouro_id
      left join bairro b on b.id = l.bairro_id
      where ke.contrato_id = k.id
      order by e.tipo <> 'INSTALACAO', e.id limit 1
    ) onde on true
    cross join lateral (
      select d.id from forma_cobranca d
      where d.digital and d.ativa and d.pre_pago = coalesce(f.pre_pago, false)
        and d.empresa_id = coalesce(k.empresa_id, f.empresa_id, d.empresa_id)
        and (onde.cidade_id is null
          or not exists (select from forma_cobranca_cidade c where c.forma_cobranca_id = d.id)
          or exists (select from forma_cobranca_cidade c
            where c.forma_cobranca_id = d.id and c.cidade_id = onde.cidade_id))
      order by d.id limit 1
    ) d
    where k.cliente_id = ${clienteId} and k.status = 'HABILITADO'
      and not coalesce(f.debito_automatico or f.isento or f.digital, false)
    order by k.id`.execute(db);
  return rows;
}

// It may go to paper and come back: each time has its e-mail.
async function vezDe(tx: Tx, contratoId: number): Promise<string> {
  const { rows } = await sql<{ vez: string }>`select ${contratoId}::text || ' ' || txid_current() as vez`.execute(tx);
  return rows[0]?.vez ?? String(contratoId);
}
