import { type Day, formatDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { agendarEmailAoCliente } from '#modules/notificacoes/index.ts';
import type { Tx } from '#platform/db.ts';

export interface PedidoDeTroca {
  /** Due days, by their ids. */
  de: number;
  para: number;
}

/** A contract whose due day was changed, or will be by its next billing. */
export interface Troca {
  contratoId: number;
  jaVale: boolean;
}

/**
 * Changes the due day of all contracts of a customer that have `de` and no change waiting; gives those that it changed.
 * One in service changes by its next billing, which charges the days up to the end of the old window: so no day is
 * billed twice or never. One that is not in service yet changes at once. The customer is told by e-mail.
 * Throws notFound `cliente.nao_encontrado`, invalid `vencimento.novo`, `vencimento.pre_pago`.
 */
export async function trocarVencimentoDosContratos(
  tx: Tx,
  clienteId: number,
  pedido: PedidoDeTroca,
  hoje: Day,
): Promise<Troca[]> {
  const cliente = await tx.selectFrom('cliente').select('id').where('id', '=', clienteId).executeTakeFirst();
  if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
  const contratos = await tx
    .selectFrom('contrato')
    .select(['id', 'status'])
    .where('cliente_id', '=', clienteId)
    .where('vencimento_id', '=', pedido.de)
    .where('status', '!=', 'CANCELADO')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const dia = await exigirVencimentoNovo(tx, pedido);
  const esperam = await comTrocaEsperando(
    tx,
    contratos.map(({ id }) => id),
  );
  const trocados = contratos.filter(({ id }) => !esperam.has(id));
  return pedido.de === pedido.para ? [] : registrarTrocas(tx, clienteId, trocados, { ...pedido, dia }, hoje);
}

/**
 * The same for one contract, which must have `de`. Throws notFound `contrato.nao_encontrado`, conflict
 * `contrato.cancelado`, `vencimento.outro` (facts atual), `vencimento.igual`, `vencimento.ja_pedido`, and as
 * trocarVencimentoDosContratos().
 */
export async function trocarVencimentoDoContrato(
  tx: Tx,
  contratoId: number,
  pedido: PedidoDeTroca,
  hoje: Day,
): Promise<void> {
  const contrato = await tx
    .selectFrom('contrato')
    .select(['id', 'cliente_id', 'status', 'vencimento_id'])
    .where('id', '=', contratoId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado');
  const dia = await exigirVencimentoNovo(tx, pedido);
  if (contrato.status === 'CANCELADO') throw new DomainError('conflict', 'contrato.cancelado');
  if (contrato.vencimento_id !== pedido.de) {
    await exigirVencimento(tx, pedido.de, 'vencimento.atual');
    throw new DomainError('conflict', 'vencimento.outro', { atual: contrato.vencimento_id });
  }
  if (pedido.de === pedido.para) throw new DomainError('conflict', 'vencimento.igual');
  const esperam = await comTrocaEsperando(tx, [contratoId]);
  if (esperam.size > 0) throw new DomainError('conflict', 'vencimento.ja_pedido');
  await registrarTrocas(tx, contrato.cliente_id, [contrato], { ...pedido, dia }, hoje);
}

/** Gives the day of the month of the new due day. */
async function exigirVencimentoNovo(tx: Tx, { de, para }: PedidoDeTroca): Promise<number> {
  const novo = await exigirVencimento(tx, para, 'vencimento.novo');
  if (!novo.ativo) throw new DomainError('invalid', 'vencimento.novo');
  const atual = await exigirVencimento(tx, de, 'vencimento.atual');
  // A prepaid contract pays for days to come: going over is another sale, not another day.
  if (atual.pre_pago !== novo.pre_pago) throw new DomainError('invalid', 'vencimento.pre_pago');
  return novo.dia;
}

async function exigirVencimento(tx: Tx, id: number, code: string) {
  const found = await tx
    .selectFrom('vencimento')
    .select(['dia', 'ativo', 'pre_pago'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw new DomainError('invalid', code);
  return found;
}

async function comTrocaEsperando(tx: Tx, contratos: readonly number[]): Promise<ReadonlySet<number>> {
  if (contratos.length === 0) return new Set();
  const rows = await tx
    .selectFrom('contrato_vencimento_troca')
    .select('contrato_id')
    .where('contrato_id', 'in', contratos)
    .where('efetiva_em', 'is', null)
    .execute();
  return new Set(rows.map(({ contrato_id }) => contrato_id));
}

async function registrarTrocas(
  tx: Tx,
  clienteId: number,
  contratos: readonly { id: number; status: string }[],
  { de, para, dia }: PedidoDeTroca & { dia: number },
  hoje: Day,
): Promise<Troca[]> {
  if (contratos.length === 0) return [];
  const trocas = contratos.map(({ id, status }) => ({ contratoId: id, jaVale: status.startsWith('AGUARDANDO') }));
  const [primeira] = await tx
    .insertInto('contrato_vencimento_troca')
    .values(
      trocas.map(({ contratoId, jaVale }) => ({
        contrato_id: contratoId,
        de_id: de,
        para_id: para,
        efetiva_em: jaVale ? hoje : null,
      })),
    )
    .returning('id')
    .execute();
  const jaValem = trocas.flatMap(({ contratoId, jaVale }) => (jaVale ? contratoId : []));
  if (jaValem.length > 0) {
    await tx.updateTable('contrato').set({ vencimento_id: para }).where('id', 'in', jaValem).execute();
  }
  await avisarCliente(tx, clienteId, trocas, dia, `vencimento.trocado ${primeira?.id}`, hoje);
  return trocas;
}

async function avisarCliente(
  tx: Tx,
  clienteId: number,
  trocas: readonly Troca[],
  dia: number,
  causa: string,
  hoje: Day,
): Promise<void> {
  const esperam = trocas.some(({ jaVale }) => !jaVale);
  await agendarEmailAoCliente(tx, {
    clienteId,
    modelo: 'vencimento-alterado',
    causa,
    valores: (nome) => ({
      nome,
      contratos: trocas.map(({ contratoId }) => contratoId).join(', '),
      dia,
      data: formatDay(hoje, 'dd/MM/yyyy'),
      quando: esperam
        ? 'A alteração passa a valer depois do próximo faturamento: a próxima fatura ainda vence no dia atual.'
        : 'A alteração já está valendo.',
    }),
  });
}
