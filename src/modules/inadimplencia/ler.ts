import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Reader } from '#platform/db.ts';
import type { ContratoEmCobranca } from './situacao.ts';

/** Customers by their ids, both counted. */
export interface Faixa {
  de: number;
  ate: number;
}

/** The customers of a range of whom the dunning has something to look at: late invoices, suspensions, open notices. */
export async function clientesEmCobranca(db: Reader, { de, ate }: Faixa, hoje: Day): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select cliente_id as id from fatura
    where situacao = 'ABERTA' and vencimento < ${hoje}::date and cliente_id between ${de}::integer and ${ate}::integer
    union
    select cliente_id from contrato
    where status in ('HABILITADO EM CONFIANCA', 'SUSPENSO PARCIALMENTE', 'SUSPENSO', 'EM NEGOCIACAO')
      and cliente_id between ${de}::integer and ${ate}::integer
    union
    select cliente_id from aviso_inadimplencia
    where situacao = 'ABERTO' and cliente_id between ${de}::integer and ${ate}::integer
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** The contracts of customers with all that the dunning decides by, in the order of customer and contract. */
export async function lerContratos(db: Reader, clientes: readonly number[], hoje: Day): Promise<ContratoEmCobranca[]> {
  const { rows } = await sql<ContratoEmCobranca>`
    select k.id, k.cliente_id as "clienteId", k.status, coalesce(forma.isento, false) as isento,
      exists (select from cliente c join cliente_telefone tel on tel.cliente_id = c.id
        where c.id = k.cliente_id and c.recebe_sms and tel.tipo = 'CELULAR' and tel.ddd is not null) as "temSms",
      coalesce((
        select jsonb_agg(jsonb_build_object('faturaId', f.id, 'vencimento', f.vencimento,
          'devido', greatest(f.valor - f.valor_baixado - coalesce(x.valor, 0), 0), 'contestado', coalesce(x.valor, 0))
          order by f.vencimento, f.id)
        from fatura f join fatura_contrato fk on fk.fatura_id = f.id and fk.contrato_id = k.id
        left join fatura_contestacao x on x.fatura_id = f.id and x.encerrada_em is null
        where f.cliente_id = k.cliente_id and f.situacao = 'ABERTA' and f.vencimento < ${hoje}::date
      ), '[]') as dividas,
      (select jsonb_build_object('id', a.id, 'faturas', a.faturas, 'preparadoEm', a.preparado_em, 'enviadoEm', a.enviado_em,
          'prova', a.prova, 'suspendeParcialEm', a.suspende_parcial_em, 'suspendeEm', a.suspende_em,
          'rescindeEm', a.rescinde_em, 'suspensaoDias', a.suspensao_dias, 'rescisaoDias', a.rescisao_dias,
          'suspensoEm', a.suspenso_em, 'diasSuspenso', coalesce(${diasSuspenso(hoje)}, 0),
          'mensagens', coalesce((
            select jsonb_agg(jsonb_build_object('canal', m.canal, 'estado', m.estado, 'entrega', m.entrega,
              'dia', (m.encerrada_em at time zone 'America/Sao_Paulo')::date) order by m.id)
            from mensagem m where m.causa = a.causa), '[]'))
        from aviso_inadimplencia a where a.contrato_id = k.id and a.situacao = 'ABERTO') as aviso,
      (select jsonb_build_object('fim', t.fim, 'voltarPara', t.voltar_para)
        from contrato_confianca t where t.contrato_id = k.id and t.voltou_em is null) as confianca,
      exists (select from fatura_contrato fk join fatura f on f.id = fk.fatura_id
        join negociacao n on n.id = f.negociacao_id
        where fk.contrato_id = k.id and f.negociacao_parcela = 1 and f.situacao = 'ABERTA'
          and n.situacao = 'VIGENTE') as "esperaParcela"
    from contrato k left join forma_cobranca forma on forma.id = k.forma_cobranca_id
    where k.cliente_id = any(${clientes}::integer[])
      and k.status in ('HABILITADO', 'HABILITADO EM CONFIANCA', 'SUSPENSO PARCIALMENTE', 'SUSPENSO',
        'INATIVO TEMPORARIAMENTE', 'EM NEGOCIACAO')
    order by k.cliente_id, k.id`.execute(db);
  return rows;
}

// A contract that was suspended before its history began has been so all the time.
const diasSuspenso = (hoje: Day) => sql`(
  select case when count(*) = 0 then ${hoje}::date - a.suspenso_em
    else sum(case when h.para = 'SUSPENSO' then greatest(h.fim - greatest(h.inicio, a.suspenso_em), 0) else 0 end) end
  from (
    select h.para, (h.quando at time zone 'America/Sao_Paulo')::date as inicio,
      coalesce((lead(h.quando) over (order by h.id) at time zone 'America/Sao_Paulo')::date, ${hoje}::date) as fim
    from contrato_historico h where h.contrato_id = k.id
  ) h)`;
