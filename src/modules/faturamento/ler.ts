import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import type { Alvo, ContratoLido } from './contrato.ts';
import { type Detalhes, lerDetalhes } from './ler-detalhes.ts';
import { somaDe } from './linhas.ts';
import type { Intervalo } from './rules.ts';

/** Customers by their ids, both counted. */
export interface Faixa {
  de: number;
  ate: number;
}

/** A cancelled contract has its last settlement within that time. */
const DIAS_DE_CANCELADO = 400;

interface Cabecalho {
  id: number;
  cliente_id: number;
  vencimento_id: number;
  status: string;
  valor: Centavos;
  valor_plano: Centavos | null;
  forma_cobranca_id: number | null;
  isento: boolean | null;
  empresa_id: number;
  emite_fatura_unica: boolean;
  plano: string;
  faturar_desde: Day | null;
  habilitado_em: Day | null;
  cancelado_em: Day | null;
}

/**
 * The contracts of some customers that may have something to bill: in service, or cancelled not long ago after having been in it, whose month is
 * not on record. In the order of customer and contract.
 */
export async function lerContratos(tx: Tx, { de, ate }: Faixa, alvos: readonly Alvo[]): Promise<ContratoLido[]> {
  const { rows } = await sql<Cabecalho>`
    select k.id, k.cliente_id, k.vencimento_id, k.status, k.valor, k.valor_plano, k.forma_cobranca_id, f.isento,
      coalesce(k.empresa_id, f.empresa_id) as empresa_id, c.emite_fatura_unica, p.descricao as plano, k.faturar_desde,
      k.habilitado_em, k.cancelado_em
    from contrato k
    join unnest(${alvos.map(({ vencimentoId }) => vencimentoId)}::integer[],
      ${alvos.map(({ competencia }) => competencia)}::date[]) as alvo (vencimento_id, competencia)
      on alvo.vencimento_id = k.vencimento_id
    join cliente c on c.id = k.cliente_id
    join plano p on p.id = k.plano_id
    left join forma_cobranca f on f.id = k.forma_cobranca_id
    where k.cliente_id between ${de}::integer and ${ate}::integer
      and (k.status in ('HABILITADO', 'HABILITADO EM CONFIANCA', 'SUSPENSO PARCIALMENTE', 'SUSPENSO',
          'INATIVO TEMPORARIAMENTE', 'EM NEGOCIACAO')
        or k.status = 'CANCELADO' and k.cancelado_em >= alvo.competencia - ${DIAS_DE_CANCELADO}::integer
          and (coalesce(k.faturar_desde, k.habilitado_em) is not null
            or exists (select from contrato_faturado m where m.contrato_id = k.id)))
      and not exists (select from contrato_faturado m
        where m.contrato_id = k.id and m.competencia >= alvo.competencia)
    order by k.cliente_id, k.id`.execute(tx);
  if (rows.length === 0) return [];
  const porVencimento = new Map(alvos.map((alvo) => [alvo.vencimentoId, alvo]));
  const detalhes = await lerDetalhes(
    tx,
    rows.map(({ id }) => id),
  );
  const monta = montador(detalhes);
  return rows.map((row) => monta(row, porVencimento.get(row.vencimento_id) as Alvo));
}

function montador(detalhes: Detalhes): (row: Cabecalho, alvo: Alvo) => ContratoLido {
  const meses = doContrato(detalhes.meses);
  const extras = doContrato(detalhes.extras);
  const promocoes = doContrato(detalhes.promocoes);
  const historico = doContrato(detalhes.historico);
  const inativacoes = doContrato(detalhes.inativacoes);
  const parcelados = doContrato(detalhes.parcelados);
  const chamadas = doContrato(detalhes.chamadas);
  return (row, alvo) => ({
    id: row.id,
    clienteId: row.cliente_id,
    faturaUnica: row.emite_fatura_unica,
    status: row.status,
    formaCobrancaId: row.forma_cobranca_id,
    isento: row.isento ?? false,
    empresaId: row.empresa_id,
    plano: row.plano,
    mensalidade: row.valor_plano ?? centavos(Math.max(row.valor - somaDe(extras(row.id)), 0)),
    faturarDesde: row.faturar_desde,
    habilitadoEm: row.habilitado_em,
    canceladoEm: row.cancelado_em,
    extras: extras(row.id),
    promocoes: promocoes(row.id),
    parcelados: parcelados(row.id).map(({ servico_adicional_id: servicoAdicionalId, ...parcelado }) => ({
      ...parcelado,
      servicoAdicionalId,
    })),
    chamadas: chamadas(row.id),
    faturados: meses(row.id).map(({ competencia, inicio, fim, janela_inicio, janela_fim, mensal, ...mes }) => ({
      competencia,
      inicio,
      fim,
      mensal,
      janela: janela_inicio && janela_fim && { inicio: janela_inicio, fim: janela_fim },
      fora: pares(mes.fora ?? []),
      faturadoEm: mes.faturado_em,
    })),
    historico: historico(row.id),
    inativacoes: inativacoes(row.id),
    alvo,
  });
}

function doContrato<R extends { contrato_id: number }>(rows: readonly R[]): (id: number) => readonly R[] {
  const grupos = Map.groupBy(rows, ({ contrato_id }) => contrato_id);
  return (id) => grupos.get(id) ?? [];
}

/** First and last days, one after the other, as intervals. */
function pares(dias: readonly Day[]): Intervalo[] {
  return Array.from({ length: dias.length / 2 }, (_, i) => ({
    inicio: dias[2 * i] as Day,
    fim: dias[2 * i + 1] as Day,
  }));
}
