import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import { PIX_VALIDADE_DIAS } from '#modules/cobranca/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/db.ts';
import { PartnerError } from '#platform/http-partner.ts';
import { enqueue } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { encargosPorVencimento } from '../encargo.ts';
import type { CobrancaNoBanco, CobrancaPix, PixPort, TipoCobranca } from './porta.ts';
import { receberTodos } from './receber.ts';

export interface PixNeeds {
  db: Database;
  clock: Clock;
  pix: PixPort;
}

const origem = { origem: 'tarefa', operacao: 'pix.criar' };

/**
 * Charges invoices by Pix: those that are open and not due before today. A charge keeps its txid until the bank has answered,
 * so that one that was asked for twice is one. Throws the PartnerError of a bank that does not answer, with what was done
 * before it kept: the rest is done when it is called again. Without a bank configured the charges wait.
 */
export async function criarCobrancasPix({ db, clock, pix }: PixNeeds, faturaIds: readonly number[]): Promise<void> {
  if (faturaIds.length === 0) return;
  const hoje = clock.today();
  const pedidas = await inTransaction(db, origem, (tx) => prepararCobrancas(tx, faturaIds, hoje));
  if (!pix.disponivel) return;
  const encargo = await encargosPorVencimento(db);
  for (const { documento, nome, numeroDocumento, ...cobranca } of pedidas) {
    const nova = {
      ...cobranca,
      devedor: devedorDe(nome, documento),
      encargo: encargo(cobranca.vencimento),
      validadeAposVencimento: PIX_VALIDADE_DIAS,
      solicitacao: `Fatura ${numeroDocumento}`,
    };
    try {
      const feita = await pix.criarCobv(nova).catch((error) => seJaExiste(pix, 'COBV', cobranca.txid, error));
      await inTransaction(db, origem, (tx) => anotarCriada(tx, cobranca.faturaId, feita));
      if (feita.pix.length > 0) await receberTodos({ db, clock }, feita.pix, origem);
    } catch (error) {
      if (!(error instanceof PartnerError)) throw error;
      await inTransaction(db, origem, (tx) => anotarErro(tx, cobranca.faturaId, error));
      if (error.reason !== 'recusa' && error.reason !== 'resposta_ilegivel') throw error;
    }
  }
}

/** A bank refuses a txid that it has; then it was our first request that arrived, and the answer that did not. */
export async function seJaExiste(
  pix: PixPort,
  tipo: TipoCobranca,
  txid: string,
  error: unknown,
): Promise<CobrancaNoBanco> {
  if (!(error instanceof PartnerError) || error.reason !== 'recusa') throw error;
  return pix.consultarCobranca(tipo, txid).catch((second) => {
    throw second instanceof PartnerError && second.reason === 'recusa' ? error : second;
  });
}

export const novoTxid = (): string => `BALCAO${randomBytes(13).toString('hex')}`;

/** Whom the bank may name as payer: null where the customer has no CPF or CNPJ. */
export const devedorDe = (nome: string, documento: string): CobrancaPix['devedor'] =>
  [11, 14].includes(documento.length) ? { nome, documento } : null;

interface Pedida {
  faturaId: number;
  txid: string;
  chave: string;
  valor: Centavos;
  vencimento: Day;
  nome: string;
  documento: string;
  numeroDocumento: string;
}

async function prepararCobrancas(tx: Tx, faturaIds: readonly number[], hoje: Day): Promise<Pedida[]> {
  const ids = faturaIds as number[];
  const { rows } = await sql<{ faturaId: number; convenioId: number }>`
    select f.id as "faturaId", b.convenio_id as "convenioId"
    from fatura f join boleto b on b.fatura_id = f.id join convenio c on c.id = b.convenio_id
    left join pix_cobranca p on p.fatura_id = f.id
    where f.id = any(${ids}::integer[]) and f.situacao = 'ABERTA' and f.vencimento >= ${hoje}::date and c.pix_modo = 'COBV'
      and (p.fatura_id is null or p.situacao in ('CONCLUIDA', 'REMOVIDA', 'RECUSADA'))
    order by f.id`.execute(tx);
  for (const { faturaId, convenioId } of rows) {
    await sql`insert into pix_cobranca (fatura_id, txid, convenio_id) values (${faturaId}, ${novoTxid()}, ${convenioId})
      on conflict (fatura_id) do update set txids_anteriores = pix_cobranca.txids_anteriores || pix_cobranca.txid,
        txid = excluded.txid, convenio_id = excluded.convenio_id, situacao = 'A_REGISTRAR', copia_e_cola = null, erro = null,
        tipo = 'COBV', valor = null, expira_em = null, atualizada_em = agora()`.execute(tx);
  }
  const pedidas = await sql<Pedida>`
    select p.fatura_id as "faturaId", p.txid, c.pix_chave as chave, f.valor - f.valor_baixado as valor, f.vencimento,
      cl.nome, coalesce(cl.documento, '') as documento, f.numero_documento as "numeroDocumento"
    from pix_cobranca p join fatura f on f.id = p.fatura_id join convenio c on c.id = p.convenio_id
    join cliente cl on cl.id = f.cliente_id
    where p.fatura_id = any(${ids}::integer[]) and p.situacao = 'A_REGISTRAR' and f.situacao = 'ABERTA'
      and f.vencimento >= ${hoje}::date and c.pix_chave is not null
    order by p.fatura_id`.execute(tx);
  return pedidas.rows;
}

/** Meanwhile the invoice may have been paid: then the charge that has just been made goes again. */
export async function anotarCriada(tx: Tx, faturaId: number, { copiaECola, txid }: CobrancaNoBanco): Promise<void> {
  const mudou = await tx
    .updateTable('pix_cobranca')
    .set(({ fn }) => ({ situacao: 'ATIVA', copia_e_cola: copiaECola, erro: null, atualizada_em: fn('agora') }))
    .where('fatura_id', '=', faturaId)
    .where('txid', '=', txid)
    .where('situacao', 'in', ['A_REGISTRAR', 'REMOVIDA'])
    .returning('fatura_id')
    .executeTakeFirst();
  const fatura = await tx.selectFrom('fatura').select('situacao').where('id', '=', faturaId).executeTakeFirstOrThrow();
  if (mudou && fatura.situacao !== 'ABERTA') {
    await enqueue(tx, 'pix.remover', { faturaId }, { key: `pix.remover ${faturaId}` });
  }
}

/** Keeps why the bank has not made a charge; one that it refused is not asked for again. */
export async function anotarErro(tx: Tx, faturaId: number, { message, reason }: PartnerError): Promise<void> {
  await tx
    .updateTable('pix_cobranca')
    .set(({ fn }) => ({
      erro: message,
      atualizada_em: fn('agora'),
      ...(reason === 'recusa' && { situacao: 'RECUSADA' as const }),
    }))
    .where('fatura_id', '=', faturaId)
    .where('situacao', '=', 'A_REGISTRAR')
    .execute();
}
