import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';
import { generate } from '../../src/generator/generate.ts';
import { testDatabase } from '../support/db.ts';

/** A base with everything that a billing knows, the same each time, on 30 November 2026 by its clock. */
export async function baseParaFaturar(clientes: number): Promise<{ db: Database; url: string }> {
  const base = await testDatabase();
  const { db } = base;
  await sql`update relogio set deslocamento = timestamptz '2026-11-30 12:00-03' - now()`.execute(db);
  // Far apart: a bucket of a thousand ids holds ten customers, and a run has many buckets to be killed in.
  await sql`alter sequence cliente_id_seq increment 100`.execute(db);
  await generate(db, { clientes, semente: 11, senha: 'segredo', somar: false }, () => {});
  await db.connection().execute(async (one) => {
    await sql`select set_config('balcao.auditoria', 'nao', false)`.execute(one);
    await vida(one);
    await sql`select set_config('balcao.auditoria', '', false)`.execute(one);
  });
  return base;
}

// Suspensions in the middle of the month, contracts that began in it, inactive ones, calls, services, credits.
async function vida(db: Database): Promise<void> {
  await sql`update contrato set faturar_desde = date '2026-11-01' + (id % 28) where id % 7 = 0`.execute(db);
  await sql`insert into contrato_historico (contrato_id, quando, de, para, motivo)
    select id, timestamptz '2026-11-12 10:00-03' + (id % 9) * interval '1 day', 'HABILITADO', 'SUSPENSO', 'TESTE'
    from contrato where status = 'SUSPENSO' and id % 2 = 0 order by id`.execute(db);
  await sql`insert into inativacao_temporaria (contrato_id, inicio, fim)
    select id, date '2026-12-02', date '2027-01-15' from contrato where id % 31 = 0 order by id`.execute(db);
  await sql`insert into ligacao (contrato_id, origem, destino, realizada_em, duracao_segundos, valor)
    select id, '3137210000', '11999990000', timestamptz '2026-11-20 10:00-03', 60, id % 97
    from contrato where id % 5 = 0 order by id`.execute(db);
  await sql`with novo as (
      insert into lancamento_futuro (cliente_id, tipo, descricao, valor)
      select id, case when id % 3 = 0 then 'CREDITO' else 'RESTO' end, 'DE ANTES',
        case when id % 3 = 0 then -30000 else 777 end
      from cliente where id % 4 = 1 order by id returning cliente_id, valor)
    insert into razao (dia, debito, credito, valor, historico, cliente_id)
    select date '2026-10-01', case when valor < 0 then 'DESCONTOS' else 'A_COBRAR' end,
      case when valor < 0 then 'CREDITOS' else 'ENCARGOS' end, abs(valor), 'CREDITO', cliente_id from novo`.execute(db);
}

/** Everything that billing wrote, without ids, numbers of boletos and times, in an order of its own. */
export async function escrito(db: Database): Promise<unknown> {
  const { rows } = await sql<{ tudo: unknown }>`
    with f as (
      select f.*, coalesce((select string_agg(contrato_id::text, ',' order by ordem) from fatura_contrato c
        where c.fatura_id = f.id), '') as contratos from fatura f)
    select jsonb_build_object(
      'faturas', (select jsonb_agg(jsonb_build_array(cliente_id, contratos, empresa_id, forma_cobranca_id, valor, vencimento,
        competencia, emitida_em, origem, situacao, valor_baixado, paga_em, debito_automatico)
        order by cliente_id, contratos, vencimento) from f),
      'linhas', (select jsonb_agg(jsonb_build_array(f.contratos, l.contrato_id, l.tipo, l.descricao, l.valor, l.inicio,
        l.fim, l.parcela, l.parcelas, l.promocao_id, l.servico_adicional_id) order by f.cliente_id, f.contratos, l.id)
        from fatura_linha l join f on f.id = l.fatura_id),
      'meses', (select jsonb_agg(jsonb_build_array(m.contrato_id, m.competencia, m.inicio, m.fim, m.janela_inicio,
        m.janela_fim, m.mensal, m.fora, f.contratos) order by m.contrato_id, m.competencia, m.inicio)
        from contrato_faturado m left join f on f.id = m.fatura_id),
      'boletos', (select jsonb_agg(jsonb_build_array(f.contratos, b.convenio_id, substr(b.codigo_barras, 6, 14),
        b.situacao, b.instrucao) order by f.cliente_id, f.contratos) from boleto b join f on f.id = b.fatura_id),
      'razao', (select jsonb_agg(jsonb_build_array(r.cliente_id, f.contratos, r.dia, r.debito, r.credito, r.valor,
        r.historico) order by r.cliente_id, f.contratos, r.debito, r.credito) from razao r
        left join f on f.id = r.fatura_id),
      'futuros', (select jsonb_agg(jsonb_build_array(l.cliente_id, l.contrato_id, l.tipo, l.descricao, l.valor, f.contratos)
        order by l.cliente_id, l.id) from lancamento_futuro l left join f on f.id = l.fatura_id),
      'ligacoes', (select jsonb_agg(jsonb_build_array(g.contrato_id, g.valor, f.contratos) order by g.id) from ligacao g
        left join f on f.id = g.fatura_id)) as tudo`.execute(db);
  return rows[0]?.tudo;
}
