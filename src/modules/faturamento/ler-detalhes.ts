import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import type { LancamentoAberto } from './creditos.ts';
import type { PromocaoDoContrato } from './promocoes.ts';

/** Everything that hangs on contracts, each kind read by one statement. */
export interface Detalhes {
  meses: Row<{
    competencia: Day;
    inicio: Day;
    fim: Day;
    janela_inicio: Day | null;
    janela_fim: Day | null;
    mensal: Centavos;
    fora: Day[] | null;
    faturado_em: Day;
  }>[];
  extras: Row<{ descricao: string; valor: Centavos }>[];
  promocoes: Row<PromocaoDoContrato>[];
  historico: Row<{ dia: Day; de: string | null; para: string }>[];
  inativacoes: Row<{ inicio: Day; fim: Day }>[];
  parcelados: Row<{
    servico_adicional_id: number | null;
    descricao: string;
    valor: Centavos;
    parcelas: number;
    cobradas: number[];
  }>[];
  chamadas: Row<{ descricao: string; valor: Centavos; inicio: Day; fim: Day; ids: number[] }>[];
}

type Row<T> = T & { contrato_id: number };

/** Reads what hangs on contracts. */
export async function lerDetalhes(tx: Tx, ids: readonly number[]): Promise<Detalhes> {
  const rows = async <T>(statement: RawBuilder<T>) => (await statement.execute(tx)).rows;
  const list = sql`${ids}::integer[]`;
  return {
    meses: await rows<Detalhes['meses'][number]>(sql`
      select x.* from unnest(${list}) k (id), lateral (
        select m.contrato_id, m.competencia, m.inicio, m.fim, m.mensal, m.fora, m.janela_fim,
          case when f.situacao is distinct from 'CANCELADA' then m.janela_inicio end as janela_inicio,
          (m.faturado_em at time zone 'America/Sao_Paulo')::date as faturado_em
        from contrato_faturado m left join fatura f on f.id = m.fatura_id
        where m.contrato_id = k.id order by m.competencia desc, m.inicio desc limit 4) x`),
    extras: await rows<Detalhes['extras'][number]>(sql`
      select e.contrato_id, e.valor, coalesce(v.descricao, c.descricao, p.descricao) as descricao
      from contrato_extra e left join pacote_voz v on v.id = e.pacote_voz_id left join canal_tv c on c.id = e.canal_tv_id
      left join pacote_tv p on p.id = e.pacote_tv_id
      where e.contrato_id = any(${list}) order by e.contrato_id, e.id`),
    promocoes: await rows<Detalhes['promocoes'][number]>(sql`
      select kp.contrato_id, m.id, m.descricao, m.em_porcentagem, m.desconto, m.numero_mensalidades, m.dias_carencia,
        m.valor_base, (select count(*) from fatura_linha l join fatura f on f.id = l.fatura_id
          where l.contrato_id = kp.contrato_id and l.promocao_id = kp.promocao_id and f.situacao <> 'CANCELADA') as usadas
      from contrato_promocao kp join promocao m on m.id = kp.promocao_id
      where kp.contrato_id = any(${list}) and m.tipo_desconto = 'MENSALIDADE' order by kp.contrato_id, kp.ordem, m.id`),
    historico: await rows<Detalhes['historico'][number]>(sql`
      select contrato_id, (quando at time zone 'America/Sao_Paulo')::date as dia, de, para from contrato_historico
      where contrato_id = any(${list}) order by contrato_id, id`),
    inativacoes: await rows<Detalhes['inativacoes'][number]>(sql`
      select contrato_id, inicio, fim from inativacao_temporaria
      where contrato_id = any(${list}) and situacao in ('PEDIDA', 'EM_CURSO') order by contrato_id, inicio`),
    parcelados: await rows<Detalhes['parcelados'][number]>(sql`
      with cobrada as (
        select l.contrato_id, l.tipo, l.servico_adicional_id, array_agg(l.parcela) as parcelas
        from fatura_linha l join fatura f on f.id = l.fatura_id
        where l.contrato_id = any(${list}) and l.tipo in ('INSTALACAO', 'SERVICO') and l.parcela is not null
          and f.situacao <> 'CANCELADA'
        group by l.contrato_id, l.tipo, l.servico_adicional_id),
      vendido as (
        select k.id as contrato_id, null::integer as servico_adicional_id, s.descricao, k.valor_instalacao as valor,
          k.parcelas_instalacao as parcelas
        from contrato k join servico s on s.id = k.servico_instalacao_id
        where k.id = any(${list}) and k.valor_instalacao > 0 and k.parcelas_instalacao > 0
        union all
        select a.contrato_id, a.id, s.descricao, a.valor, a.parcelas
        from servico_adicional a join servico s on s.id = a.servico_id where a.contrato_id = any(${list}))
      select v.*, coalesce(c.parcelas, '{}')::integer[] as cobradas from vendido v
      left join cobrada c on c.contrato_id = v.contrato_id and c.servico_adicional_id is not distinct from v.servico_adicional_id
      where v.parcelas > coalesce(cardinality(c.parcelas), 0)
      order by v.contrato_id, v.servico_adicional_id nulls first`),
    chamadas: await rows<Detalhes['chamadas'][number]>(sql`
      select g.contrato_id, coalesce(t.descricao, 'Ligações') as descricao, sum(g.valor)::bigint as valor,
        min((g.realizada_em at time zone 'America/Sao_Paulo')::date) as inicio,
        max((g.realizada_em at time zone 'America/Sao_Paulo')::date) as fim, array_agg(g.id order by g.id) as ids
      from ligacao g left join tipo_ligacao t on t.id = g.tipo_ligacao_id
      where g.contrato_id = any(${list}) and g.fatura_id is null and g.valor > 0
      group by g.contrato_id, g.tipo_ligacao_id, t.descricao order by g.contrato_id, g.tipo_ligacao_id nulls last`),
  };
}

/**
 * What waits for the next invoice of customers, the oldest first. `travar`: holds it, so that a payment that is taken
 * back meanwhile cannot take it away.
 */
export async function lerLancamentos(
  tx: Tx,
  clientes: readonly number[],
  { travar }: { travar: boolean },
): Promise<LancamentoAberto[]> {
  return tx
    .selectFrom('lancamento_futuro')
    .select(['id', 'cliente_id as clienteId', 'contrato_id as contratoId', 'tipo', 'descricao', 'valor'])
    .select('pagamento_id as pagamentoId')
    .where('fatura_id', 'is', null)
    .where('cliente_id', '=', sql<number>`any(${clientes}::integer[])`)
    .orderBy('id')
    .$if(travar, (query) => query.forUpdate())
    .execute();
}
