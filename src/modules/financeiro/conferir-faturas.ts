import { sql } from 'kysely';
import type { Achado, Prova } from './conferir-provas.ts';

/**
 * Invoices against lines, ledger, boleto and what they took up. One that was brought from another system (`emitida_em`
 * is null) has neither lines nor emission here: of it the boleto and the customer alone are looked at.
 * What ids of a range have in common they have on neighbouring pages: each detail is summed once, then joined.
 */
export const conferirFaturas: Prova = async (tx, { de, ate }) => {
  const { rows } = await sql<Achado>`
    with f as (select * from fatura where id between ${de}::integer and ${ate}::integer),
    linhas as (
      select fatura_id, sum(valor) as valor,
        coalesce(sum(valor) filter (where tipo in ('CREDITO', 'RESTO', 'AJUSTE')), 0) as aproveitado
      from fatura_linha where fatura_id between ${de}::integer and ${ate}::integer group by fatura_id),
    lancados as (
      select r.fatura_id,
        sum(case when debito = 'CLIENTES' then r.valor when credito = 'CLIENTES' then -r.valor else 0 end) as saldo,
        coalesce(sum(case when debito = 'CLIENTES' then r.valor when credito = 'CLIENTES' then -r.valor end)
          filter (where historico = 'EMISSAO'
            or historico = 'NEGOCIACAO' and r.negociacao_id = f.negociacao_id), 0) as emissao,
        bool_or(r.cliente_id <> f.cliente_id) as de_outro
      from razao r join f on f.id = r.fatura_id
      where r.fatura_id between ${de}::integer and ${ate}::integer group by r.fatura_id),
    aproveitados as (
      select l.fatura_id, sum(l.valor) as valor from lancamento_futuro l
      where l.fatura_id between ${de}::integer and ${ate}::integer and l.tipo in ('CREDITO', 'RESTO', 'AJUSTE')
      group by l.fatura_id)
    select x.prova, f.id, x.esperado::bigint as esperado, x.achado::bigint as achado
    from f
    left join linhas l on l.fatura_id = f.id
    left join lancados r on r.fatura_id = f.id
    left join aproveitados a on a.fatura_id = f.id
    left join boleto b on b.fatura_id = f.id
    cross join lateral (values
      ('fatura.linhas', coalesce(l.valor, 0), f.valor,
        f.emitida_em is not null and f.valor <> coalesce(l.valor, 0)),
      ('fatura.emissao', f.valor, coalesce(r.emissao, 0),
        f.emitida_em is not null and f.valor <> coalesce(r.emissao, 0)),
      ('fatura.saldo', coalesce(r.saldo, 0), f.valor - f.valor_baixado,
        f.emitida_em is not null and f.valor - f.valor_baixado <> coalesce(r.saldo, 0)),
      ('fatura.situacao', null, null,
        f.emitida_em is not null and (f.situacao = 'ABERTA') <> (f.valor_baixado < f.valor)
        or f.situacao <> 'PAGA' and f.paga_em is not null),
      ('fatura.boleto', f.valor, substr(b.codigo_barras, 10, 10)::bigint,
        substr(b.codigo_barras, 10, 10)::bigint <> f.valor and (substr(b.codigo_barras, 10, 10)::bigint > f.valor
          or not exists (select from boleto_substituido s where s.fatura_id = f.id))),
      ('fatura.cliente', null, null, coalesce(r.de_outro, false)),
      ('fatura.aproveitados', coalesce(a.valor, 0), coalesce(l.aproveitado, 0),
        f.emitida_em is not null and coalesce(a.valor, 0) <> coalesce(l.aproveitado, 0))
    ) x (prova, esperado, achado, errada)
    where x.errada order by f.id`.execute(tx);
  return rows;
};

/** Payments against their ledger rows; of one that was taken back nothing is left. */
export const conferirPagamentos: Prova = async (tx, { de, ate }) => {
  const { rows } = await sql<Achado>`
    with p as (select * from pagamento where fatura_id between ${de}::integer and ${ate}::integer),
    lancados as (
      select p.id,
        coalesce(sum(r.valor) filter (where r.debito = 'CAIXA'), 0) as entrou,
        coalesce(sum(r.valor) filter (where r.credito = 'CAIXA'), 0) as saiu,
        coalesce(sum(r.valor) filter (where r.credito = 'CLIENTES'), 0) as abateu,
        coalesce(sum(r.valor) filter (where r.debito = 'CLIENTES'), 0) as reabriu,
        coalesce(sum(r.valor) filter (where r.historico = 'CREDITO'), 0) as credito,
        coalesce(sum(r.valor) filter (where r.historico = 'RESTO'), 0) as resto
      from p left join razao r on r.pagamento_id = p.id group by p.id)
    select x.prova, p.id, x.esperado::bigint as esperado, x.achado::bigint as achado
    from p join lancados r on r.id = p.id
    cross join lateral (values
      ('pagamento.razao', p.valor_pago, r.entrou, p.valor_pago <> r.entrou),
      ('pagamento.razao', p.abatido, r.abateu, p.abatido <> r.abateu),
      ('pagamento.razao', p.credito, r.credito, p.credito <> r.credito),
      ('pagamento.razao', p.resto, r.resto, p.resto <> r.resto),
      ('pagamento.estorno', case when p.estornado_em is null then 0 else r.entrou end, r.saiu,
        r.saiu <> case when p.estornado_em is null then 0 else r.entrou end),
      ('pagamento.estorno', case when p.estornado_em is null then 0 else r.abateu end, r.reabriu,
        r.reabriu <> case when p.estornado_em is null then 0 else r.abateu end)
    ) x (prova, esperado, achado, errado)
    where x.errado order by p.id`.execute(tx);
  return rows;
};

/** Billed months against lines, the one from the other and back: what one has the other has. */
export const conferirMeses: Prova = async (tx, { de, ate }) => {
  const { rows } = await sql<Achado>`
    with l as (
      select fatura_id, contrato_id, tipo, inicio, fim from fatura_linha
      where fatura_id between ${de}::integer and ${ate}::integer and contrato_id is not null),
    f as (
      select id from fatura
      where id between ${de}::integer and ${ate}::integer and origem = 'FATURAMENTO' and emitida_em is not null),
    k as (select fc.fatura_id, fc.contrato_id from fatura_contrato fc join f on f.id = fc.fatura_id),
    m as (select m.* from k join contrato_faturado m on m.contrato_id = k.contrato_id and m.fatura_id = k.fatura_id)
    select 'mes.linhas' as prova, m.fatura_id as id, null::bigint as esperado, null::bigint as achado
    from m where not exists (select from l where l.fatura_id = m.fatura_id and l.contrato_id = m.contrato_id)
    union all
    select 'mes.registro', l.fatura_id, null, null from l join f on f.id = l.fatura_id
    where l.tipo = 'MENSALIDADE' and not exists (select from m
      where m.fatura_id = l.fatura_id and m.contrato_id = l.contrato_id and m.inicio <= l.inicio and m.fim >= l.fim)
    order by 2`.execute(tx);
  return rows;
};
