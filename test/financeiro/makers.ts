import { sql } from 'kysely';
import { type Day, day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { emitirFaturas, type NovaLinha } from '#modules/financeiro/index.ts';
import type { Database, Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { makeConvenio } from '../cobranca/makers.ts';
import type { TestApp } from '../support/app.ts';
import { makeAssinante, makeContrato } from '../support/makers.ts';
import { insert } from '../support/vendas.ts';

/** Runs work in a transaction of its own. */
export const fazer = <T>({ db }: { db: Database }, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(db, { origem: 'teste', operacao: 'teste' }, work);

/** A company that collects by boleto, an account that takes cash and cards, and a brand of cards. */
export async function makeCaixa({ db }: TestApp) {
  const { empresa, conta, forma } = await makeConvenio(db);
  const dinheiro = await insert(db, 'forma_pagamento', { descricao: 'DINHEIRO', is_dinheiro: true });
  const cartao = await insert(db, 'forma_pagamento', { descricao: 'CARTAO', is_cartao: true });
  const naoAceita = await insert(db, 'forma_pagamento', { descricao: 'DEPOSITO' });
  const outra = await insert(db, 'empresa', { nome: 'OUTRA', nome_fantasia: 'OUTRA' });
  const bandeira = (empresa_id: number) =>
    insert(db, 'bandeira_cartao', { descricao: 'VISA', empresa_id, nome_empresa: 'PROVEDOR', adquirente: 'CIELO' });
  await db
    .insertInto('conta_financeira_forma_pagamento')
    .values([dinheiro, cartao].map((forma_pagamento_id) => ({ conta_financeira_id: conta, forma_pagamento_id })))
    .execute();
  return {
    empresa,
    conta,
    forma,
    dinheiro,
    cartao,
    naoAceita,
    visa: await bandeira(empresa),
    deOutra: await bandeira(outra),
  };
}
export type Caixa = Awaited<ReturnType<typeof makeCaixa>>;

/** A customer with a login and a contract that the company bills. */
export async function makeDevedor({ db }: TestApp, caixa: Caixa) {
  const cliente = await makeAssinante(db, { email: 'devedor@exemplo.com.br' });
  const contrato = await makeContrato(db, cliente.id, { empresa_id: caixa.empresa, forma_cobranca_id: caixa.forma });
  return { ...cliente, contrato: contrato.id };
}
export type Devedor = Awaited<ReturnType<typeof makeDevedor>>;

/** Issues an invoice of one line, due on 2026-12-10 unless told; gives its id. */
export async function emitir(
  t: TestApp,
  caixa: Caixa,
  devedor: Devedor,
  valor: number,
  vencimento: Day = day('2026-12-10'),
): Promise<number> {
  const linha: NovaLinha = {
    contratoId: devedor.contrato,
    tipo: 'AVULSA',
    descricao: 'TESTE',
    valor: centavos(valor),
  };
  const [nova] = await fazer(t, (tx) =>
    emitirFaturas(
      tx,
      [
        {
          clienteId: devedor.id,
          empresaId: caixa.empresa,
          formaCobrancaId: caixa.forma,
          vencimento,
          competencia: null,
          origem: 'AVULSA',
          contratos: [devedor.contrato],
          linhas: [linha],
        },
      ],
      vencimento < t.clock.today() ? vencimento : t.clock.today(),
    ),
  );
  if (!nova) throw new Error('nothing was issued');
  return nova.id;
}

export const faturaDe = ({ db }: TestApp, id: number) =>
  db
    .selectFrom('fatura')
    .select(['situacao', 'valor', 'valor_baixado', 'paga_em', 'negociacao_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

export const pagamentosDaFatura = ({ db }: TestApp, id: number) =>
  db.selectFrom('pagamento').selectAll().where('fatura_id', '=', id).orderBy('id').execute();

/** What waits for a customer's next invoice: credits are negative. */
export async function espera({ db }: TestApp, clienteId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('lancamento_futuro')
    .select('valor')
    .where('cliente_id', '=', clienteId)
    .where('fatura_id', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ valor }) => valor);
}

/**
 * What of the base is not in order, in words; empty when all is: each invoice is its lines, owes what the ledger says
 * (CLIENTES), and its state says whether it owes; what waits is in CREDITOS and A_COBRAR; NEGOCIACAO is at zero; cash is
 * the payments that stand.
 */
export async function desordem({ db }: TestApp): Promise<string[]> {
  const saldoDe = (conta: string, de = 'r') =>
    sql`coalesce(sum(case when ${sql.raw(de)}.debito = ${conta} then ${sql.raw(de)}.valor
      when ${sql.raw(de)}.credito = ${conta} then -${sql.raw(de)}.valor else 0 end), 0)`;
  const { rows } = await sql<{ erro: string }>`
    select 'fatura ' || f.id || ' ' || f.situacao as erro from fatura f
    where f.emitida_em is not null and (
      f.valor <> (select coalesce(sum(l.valor), 0) from fatura_linha l where l.fatura_id = f.id)
      or f.valor - f.valor_baixado <> (select ${saldoDe('CLIENTES')} from razao r where r.fatura_id = f.id)
      or (f.situacao = 'ABERTA') <> (f.valor_baixado < f.valor)
      or (f.situacao = 'PAGA') <> (f.paga_em is not null))
    union all
    select 'negociacao ' || n.id from negociacao n
    where 0 <> (select ${saldoDe('NEGOCIACAO')} from razao r where r.negociacao_id = n.id)
      or n.situacao = 'CUMPRIDA' and exists (select from fatura f where f.negociacao_id = n.id and f.situacao = 'ABERTA')
      or n.situacao = 'VIGENTE' and not exists
        (select from fatura f where f.negociacao_id = n.id and f.situacao = 'ABERTA')
    union all
    select 'espera do cliente ' || c.id from cliente c
    where coalesce((select sum(l.valor) from lancamento_futuro l where l.cliente_id = c.id and l.fatura_id is null), 0)
      <> (select ${saldoDe('CREDITOS')} + ${saldoDe('A_COBRAR')} from razao r where r.cliente_id = c.id)
    union all
    select 'caixa' where (select ${saldoDe('CAIXA')} from razao r)
      <> (select coalesce(sum(valor_pago), 0) from pagamento where estornado_em is null)
    union all
    select 'pagamento ' || p.id from pagamento p
    where p.estornado_em is not null
      and 0 <> (select ${saldoDe('CAIXA')} from razao r where r.pagamento_id = p.id)`.execute(db);
  return rows.map(({ erro }) => erro);
}
