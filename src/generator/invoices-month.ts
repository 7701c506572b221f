import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import { convenios, montarBoleto, nossosNumeros } from '#modules/cobranca/index.ts';
import { unnest } from '#platform/bulk.ts';
import type { Tx } from '#platform/db.ts';

/** The invoices of one month, of customers from the one to the other. */
export interface Month {
  competencia: Day;
  /** A tenth of them is not paid. */
  aberta: boolean;
  de: number;
  ate: number;
}

/** Writes a month's invoices, one for each customer; gives how many. */
export async function writeMonth(tx: Tx, month: Month): Promise<number> {
  await invent(tx, month);
  await boletos(tx, month.competencia);
  for (const statement of [...invoices, ...payments]) await statement.execute(tx);
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from nova`.execute(tx);
  return rows[0]?.n ?? 0;
}

// Due on the day of the customer's first contract; each contract is charged its own window, which ends on its due day.
async function invent(tx: Tx, { competencia, aberta, de, ate }: Month): Promise<void> {
  await sql`create temporary table nova_linha on commit drop as
    select k.cliente_id, k.id as contrato_id, k.valor, coalesce(k.valor_plano, k.valor) as plano, p.descricao,
      ${competencia}::date as competencia, ${competencia}::date + v.dia - 1 as fim, v.dia, k.forma_cobranca_id,
      (${competencia}::date - interval '1 month')::date + v.dia as inicio, k.empresa_id,
      row_number() over (partition by k.cliente_id order by k.id) as ordem
    from contrato k join plano p on p.id = k.plano_id join vencimento v on v.id = k.vencimento_id
    where k.cliente_id between ${de}::integer and ${ate}::integer
      and (k.cancelado_em is null or k.cancelado_em > ${competencia}::date + v.dia - 1)`.execute(tx);
  await sql`create temporary table nova on commit drop as
    select nextval('fatura_id_seq') as id, x.*, ${competencia}::date + x.dia - 1 as vencimento, c.id as convenio_id,
      c.conta_financeira_id, f.debito_automatico,
      case when not ${aberta}::boolean or x.cliente_id % 10 <> 0 then nextval('pagamento_id_seq') end as pagamento_id
    from (
      select cliente_id, sum(valor) as valor, max(competencia) as competencia,
        max(dia) filter (where ordem = 1) as dia, max(forma_cobranca_id) filter (where ordem = 1) as forma_cobranca_id,
        max(empresa_id) filter (where ordem = 1) as empresa_id
      from nova_linha group by cliente_id order by cliente_id) x
    join forma_cobranca f on f.id = x.forma_cobranca_id
    left join convenio c on c.id = f.convenio_id`.execute(tx);
}

async function boletos(tx: Tx, hoje: Day): Promise<void> {
  const { rows } = await sql<{ id: number; forma: number; vencimento: Day; valor: Centavos }>`
    select id, forma_cobranca_id as forma, vencimento, valor from nova
    where convenio_id is not null order by id`.execute(tx);
  const porForma = await convenios(tx);
  const feitos = [];
  for (const [forma, suas] of Map.groupBy(rows, (row) => row.forma)) {
    const convenio = porForma.get(forma);
    if (!convenio) continue;
    const numeros = await nossosNumeros(tx, convenio, suas.length, hoje);
    for (const [i, { id, vencimento, valor }] of suas.entries()) {
      const nossoNumero = numeros[i] as number;
      feitos.push({ id, nossoNumero, ...montarBoleto(convenio, { nossoNumero, valor, vencimento }) });
    }
  }
  const source = unnest(feitos, {
    fatura_id: ['integer', ({ id }) => id],
    nosso_numero: ['bigint', ({ nossoNumero }) => nossoNumero],
    codigo_barras: ['text', ({ codigoBarras }) => codigoBarras],
    numero_boleto: ['text', ({ numeroBoleto }) => numeroBoleto],
  });
  await sql`create temporary table novo_boleto on commit drop as select nova.* from ${source}`.execute(tx);
}

const invoices: readonly RawBuilder<unknown>[] = [
  sql`insert into fatura (id, cliente_id, valor, vencimento, numero_boleto, numero_documento, debito_automatico, situacao,
      criada_em, empresa_id, forma_cobranca_id, competencia, emitida_em, origem, valor_baixado, paga_em)
    select n.id, n.cliente_id, n.valor, n.vencimento, coalesce(b.numero_boleto, ''),
      to_char(n.vencimento, 'MMYY') || lpad((n.id % 1000000)::text, 6, '0'), n.debito_automatico,
      case when n.pagamento_id is null then 'ABERTA' else 'PAGA' end,
      (n.vencimento - 10 + time '02:00') at time zone 'America/Sao_Paulo', n.empresa_id, n.forma_cobranca_id,
      n.competencia, n.vencimento - 10, 'FATURAMENTO', case when n.pagamento_id is null then 0 else n.valor end,
      case when n.pagamento_id is not null then n.vencimento - n.cliente_id % 5 end
    from nova n left join novo_boleto b on b.fatura_id = n.id order by n.id`,
  sql`insert into fatura_contrato (fatura_id, contrato_id, ordem)
    select n.id, l.contrato_id, l.ordem from nova n join nova_linha l using (cliente_id) order by n.id, l.ordem`,
  sql`insert into fatura_linha (fatura_id, contrato_id, tipo, descricao, valor, inicio, fim)
    select n.id, l.contrato_id, x.tipo, x.descricao, x.valor, l.inicio, l.fim
    from nova n join nova_linha l using (cliente_id), lateral (values
      ('MENSALIDADE', l.descricao, l.plano), ('EXTRA', 'VOZ', l.valor - l.plano)) x (tipo, descricao, valor)
    where x.valor > 0 order by n.id, l.ordem`,
  sql`insert into contrato_faturado (contrato_id, competencia, fatura_id, inicio, fim, janela_inicio, janela_fim, mensal,
      faturado_em)
    select l.contrato_id, l.competencia, n.id, l.inicio, l.fim, l.inicio, l.fim, l.valor,
      (n.vencimento - 10 + time '02:00') at time zone 'America/Sao_Paulo'
    from nova n join nova_linha l using (cliente_id) order by n.id, l.ordem`,
  sql`insert into boleto (fatura_id, convenio_id, nosso_numero, codigo_barras, situacao, instrucao)
    select n.id, n.convenio_id, b.nosso_numero, b.codigo_barras,
      case when n.pagamento_id is null then 'REGISTRADO' else 'LIQUIDADO' end, null
    from nova n join novo_boleto b on b.fatura_id = n.id order by n.id`,
  sql`insert into razao (dia, debito, credito, valor, historico, cliente_id, fatura_id, criado_em)
    select n.vencimento - 10, 'CLIENTES', 'RECEITA', n.valor, 'EMISSAO', n.cliente_id, n.id,
      (n.vencimento - 10 + time '02:00') at time zone 'America/Sao_Paulo'
    from nova n order by n.id`,
];

const payments: readonly RawBuilder<unknown>[] = [
  sql`insert into pagamento (id, fatura_id, cliente_id, origem, origem_chave, valor_pago, abatido, pago_em,
      conta_financeira_id, registrado_em)
    select n.pagamento_id, n.id, n.cliente_id, 'RETORNO', 'gerado ' || n.id, n.valor, n.valor,
      n.vencimento - n.cliente_id % 5, n.conta_financeira_id,
      (n.vencimento - n.cliente_id % 5 + time '09:00') at time zone 'America/Sao_Paulo'
    from nova n where n.pagamento_id is not null order by n.id`,
  sql`insert into razao (dia, debito, credito, valor, historico, cliente_id, fatura_id, pagamento_id, conta_financeira_id,
      criado_em)
    select n.vencimento - n.cliente_id % 5, 'CAIXA', 'CLIENTES', n.valor, 'PAGAMENTO', n.cliente_id, n.id, n.pagamento_id,
      n.conta_financeira_id, (n.vencimento - n.cliente_id % 5 + time '09:00') at time zone 'America/Sao_Paulo'
    from nova n where n.pagamento_id is not null order by n.id`,
];
