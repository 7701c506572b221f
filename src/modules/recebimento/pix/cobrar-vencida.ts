import { addDays, type Day, startOfDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { PIX_VALIDADE_DIAS } from '#modules/cobranca/index.ts';
import type { Tx } from '#platform/db.ts';
import { PartnerError } from '#platform/http-partner.ts';
import { inTransaction } from '#platform/transaction.ts';
import { encargosDevidos } from '../repartir-encargos.ts';
import { anotarCriada, anotarErro, devedorDe, novoTxid, type PixNeeds, seJaExiste } from './cobrar.ts';
import type { CobrancaImediata, TipoCobranca } from './porta.ts';
import { receberTodos } from './receber.ts';
import { removerNoBanco } from './remover.ts';

const MINUTO = 60;
const origem = { origem: 'comando', operacao: 'pix cobrar' };

export interface CobrancaDeHoje {
  tipo: TipoCobranca;
  /** What it asks for today, fine and interest included. */
  valor: Centavos;
  copiaECola: string;
  /** null: 120 days after the due date. */
  expiraEm: Date | null;
}

/**
 * The Pix charge by which an overdue invoice is paid today. One with a due date that the bank still holds is that charge,
 * since the bank counts fine and interest itself; else an immediate one (cob) is made of what is owed today, which ends with
 * the day. Asked for again on the same day it is the same charge; one that asks for another sum is removed first.
 * Throws notFound `fatura.nao_encontrada`, conflict `pix.fatura_nao_aberta`, `pix.fatura_nao_vencida` and
 * `pix.sem_cobranca`, and the PartnerError of the bank, with the txid kept for the next time.
 */
export async function cobrarVencida(needs: PixNeeds, faturaId: number): Promise<CobrancaDeHoje> {
  const { db, clock, pix } = needs;
  const hoje = clock.today();
  await removerAntiga(needs, faturaId, hoje);
  const { pronta, pedida } = await inTransaction(db, origem, (tx) => preparar(tx, faturaId, clock.now(), hoje));
  if (pronta) return pronta;
  const { expiraEm, ...nova } = pedida;
  try {
    const feita = await pix.criarCob(nova).catch((error) => seJaExiste(pix, 'COB', nova.txid, error));
    await inTransaction(db, origem, (tx) => anotarCriada(tx, faturaId, feita));
    if (feita.pix.length > 0) await receberTodos({ db, clock }, feita.pix, origem);
    return { tipo: 'COB', valor: nova.valor, copiaECola: feita.copiaECola ?? '', expiraEm };
  } catch (error) {
    if (error instanceof PartnerError) await inTransaction(db, origem, (tx) => anotarErro(tx, faturaId, error));
    throw error;
  }
}

// Two charges that can both be paid would take the money twice.
async function removerAntiga(needs: PixNeeds, faturaId: number, hoje: Day): Promise<void> {
  const antiga = await needs.db
    .selectFrom('pix_cobranca')
    .select(['txid', 'valor', 'expira_em'])
    .where('fatura_id', '=', faturaId)
    .where('tipo', '=', 'COB')
    .where('situacao', '=', 'ATIVA')
    .executeTakeFirst();
  if (!antiga?.expira_em || antiga.expira_em <= needs.clock.now()) return;
  const { saldo, multa, juros } = await encargosDevidos(needs.db, faturaId, hoje);
  if (antiga.valor !== saldo + multa + juros) await removerNoBanco(needs, 'COB', antiga.txid);
}

type Preparada =
  | { pronta: CobrancaDeHoje; pedida?: never }
  | { pronta?: never; pedida: CobrancaImediata & { expiraEm: Date } };

async function preparar(tx: Tx, faturaId: number, agora: Date, hoje: Day): Promise<Preparada> {
  const fatura = await lerFatura(tx, faturaId);
  if (!fatura) throw new DomainError('notFound', 'fatura.nao_encontrada', { faturaId });
  if (fatura.situacao !== 'ABERTA') throw new DomainError('conflict', 'pix.fatura_nao_aberta', { faturaId });
  if (fatura.vencimento >= hoje) throw new DomainError('conflict', 'pix.fatura_nao_vencida', { faturaId });
  const { convenio_id, chave } = fatura;
  if (convenio_id === null || chave === null || fatura.pix_modo !== 'COBV') {
    throw new DomainError('conflict', 'pix.sem_cobranca', { faturaId });
  }
  const { saldo, multa, juros } = await encargosDevidos(tx, faturaId, hoje);
  const valor = centavos(saldo + multa + juros);
  const atual = await tx.selectFrom('pix_cobranca').selectAll().where('fatura_id', '=', faturaId).executeTakeFirst();
  if (atual?.situacao === 'ATIVA' && atual.copia_e_cola !== null) {
    const { tipo, copia_e_cola: copiaECola, expira_em: expiraEm } = atual;
    const vale =
      tipo === 'COBV'
        ? hoje <= addDays(fatura.vencimento, PIX_VALIDADE_DIAS)
        : atual.valor === valor && expiraEm !== null && expiraEm > agora;
    if (vale) return { pronta: { tipo, valor, copiaECola, expiraEm } };
  }
  const fimDoDia = startOfDay(addDays(hoje, 1));
  const expiraEm = new Date(Math.max(fimDoDia.getTime(), agora.getTime() + MINUTO * 1000));
  // A request whose answer was lost is asked for again under the same txid.
  const mesma =
    atual?.tipo === 'COB' &&
    atual.situacao === 'A_REGISTRAR' &&
    atual.valor === valor &&
    (atual.expira_em ?? agora) > agora;
  const txid = mesma ? atual.txid : novoTxid();
  const row = { txid, convenio_id, tipo: 'COB', valor, expira_em: expiraEm, situacao: 'A_REGISTRAR' } as const;
  await tx
    .insertInto('pix_cobranca')
    .values({ fatura_id: faturaId, ...row })
    .onConflict((oc) =>
      oc.column('fatura_id').doUpdateSet(({ fn }) => ({
        ...row,
        copia_e_cola: null,
        erro: null,
        atualizada_em: fn('agora'),
        ...(atual && !mesma && { txids_anteriores: [...atual.txids_anteriores, atual.txid] }),
      })),
    )
    .execute();
  return {
    pedida: {
      txid,
      chave,
      valor,
      expiraEm,
      expiracaoSegundos: Math.ceil((expiraEm.getTime() - agora.getTime()) / 1000),
      devedor: devedorDe(fatura.nome, fatura.documento ?? ''),
      solicitacao: `Fatura ${fatura.numero_documento}`,
    },
  };
}

// Locked, so that two requests at once are one charge.
const lerFatura = (tx: Tx, id: number) =>
  tx
    .selectFrom('fatura as f')
    .innerJoin('cliente as c', 'c.id', 'f.cliente_id')
    .leftJoin('boleto as b', 'b.fatura_id', 'f.id')
    .leftJoin('convenio as v', 'v.id', 'b.convenio_id')
    .select(['f.situacao', 'f.vencimento', 'f.numero_documento', 'c.nome', 'c.documento'])
    .select(['v.id as convenio_id', 'v.pix_chave as chave', 'v.pix_modo'])
    .where('f.id', '=', id)
    .forUpdate('f')
    .executeTakeFirst();
