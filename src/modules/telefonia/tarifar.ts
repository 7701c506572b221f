import { sql } from 'kysely';
import { type Day, dayAt } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { unnest } from '#platform/bulk.ts';
import type { Tx } from '#platform/db.ts';
import {
  type FracaoCentavo,
  inicioDoCiclo,
  maisExatasPrimeiro,
  segundosTarifados,
  type Tarifa,
  tarifaDe,
  valorDe,
} from './rules.ts';

/** A call that is to be rated. */
export interface Chamada {
  contratoId: number;
  origem: string;
  destino: string;
  inicio: Date;
  /** Seconds. */
  duracao: number;
}

/** What a call costs, and why. */
export interface Tarifada {
  /** null: no tariff fits, and it costs nothing until one does. */
  tarifa: Tarifa | null;
  segundos: number;
  /** Seconds of them that the package gave. */
  livres: number;
  valor: Centavos;
}

/**
 * Rates calls, and takes from the free minutes of each contract's billing period in the order in which the calls were
 * made. Holds what is left of them until the transaction ends, so that no minute is given twice. The same order as given.
 */
export async function tarifarChamadas<C extends Chamada>(tx: Tx, chamadas: readonly C[]): Promise<(C & Tarifada)[]> {
  const tarifas = maisExatasPrimeiro(await lerTarifas(tx));
  const fracao = await lerFracao(tx);
  const contratos = await lerContratos(tx, [...new Set(chamadas.map(({ contratoId }) => contratoId))]);
  const tarifadas = chamadas.map((chamada) => {
    const contrato = contratos.get(chamada.contratoId);
    const dia = dayAt(chamada.inicio);
    const tarifa = tarifaDe({ ...chamada, dia, pacotes: contrato?.pacotes ?? [] }, tarifas) ?? null;
    const segundos = tarifa ? segundosTarifados(chamada.duracao, tarifa) : 0;
    // What costs nothing takes up no free minutes.
    const livre = tarifa && tarifa.valorMinuto > 0 && segundos > 0 ? contrato?.livres.get(tarifa.tipoLigacaoId) : 0;
    const uso =
      tarifa && contrato && livre
        ? { tipo: tarifa.tipoLigacaoId, ciclo: inicioDoCiclo(dia, contrato.diaFinal), livre }
        : null;
    return { ...chamada, dia, tarifa, segundos, uso, livres: 0, valor: centavos(0) };
  });
  const usadas = await prender(tx, tarifadas);
  for (const t of tarifadas.toSorted((a, b) => a.inicio.getTime() - b.inicio.getTime())) {
    const usada = t.uso && usadas.get(chaveDe(t.contratoId, t.uso.tipo, t.uso.ciclo));
    if (t.uso && usada) {
      t.livres = Math.max(0, Math.min(t.segundos, t.uso.livre - usada.segundos));
      usada.segundos += t.livres;
    }
    if (t.tarifa) t.valor = valorDe(t.segundos - t.livres, t.tarifa.valorMinuto, fracao(t.dia));
  }
  await guardar(tx, [...usadas.values()]);
  return tarifadas;
}

async function lerTarifas(tx: Tx): Promise<Tarifa[]> {
  return tx
    .selectFrom('tarifa_voz')
    .select(['id', 'descricao', 'destino', 'inicio', 'fim', 'tipo_ligacao_id as tipoLigacaoId'])
    .select(['mesma_area as mesmaArea', 'pacote_voz_id as pacoteVozId', 'valor_minuto as valorMinuto'])
    .select(['minimo_segundos as minimoSegundos', 'passo_segundos as passoSegundos'])
    .select('isento_segundos as isentoSegundos')
    .execute();
}

async function lerFracao(tx: Tx): Promise<(dia: Day) => FracaoCentavo> {
  const politicas = await tx
    .selectFrom('politica_financeira')
    .select(['vigente_desde', 'fracao_centavo'])
    .orderBy('vigente_desde')
    .execute();
  return (dia) => politicas.findLast(({ vigente_desde }) => vigente_desde <= dia)?.fracao_centavo ?? 'corte';
}

interface ContratoDeVoz {
  diaFinal: number;
  pacotes: readonly number[];
  /** Free seconds of a billing period, by kind of call. */
  livres: ReadonlyMap<number, number>;
}

// The package of the plan and those that were sold besides; their free minutes add up.
async function lerContratos(tx: Tx, ids: readonly number[]): Promise<Map<number, ContratoDeVoz>> {
  const { rows } = await sql<{ id: number; dia_final: number; pacotes: number[]; livres: [number, number][] }>`
    select k.id, v.dia_faturamento_final as dia_final, p.pacotes, coalesce(f.livres, '[]') as livres
    from contrato k join vencimento v on v.id = k.vencimento_id, lateral (
      select coalesce(array_agg(t.pacote), '{}') as pacotes from (
        select pv.pacote_voz_id as pacote from plano_voz pv where pv.plano_id = k.plano_id and pv.pacote_voz_id is not null
        union all
        select e.pacote_voz_id from contrato_extra e where e.contrato_id = k.id and e.pacote_voz_id is not null) t) p
    left join lateral (
      select jsonb_agg(jsonb_build_array(s.tipo, s.segundos)) as livres from (
        select f.tipo_ligacao_id as tipo, sum(f.minutos) * 60 as segundos
        from unnest(p.pacotes) as tem (pacote) join franquia_voz f on f.pacote_voz_id = tem.pacote
        group by f.tipo_ligacao_id) s) f on true
    where k.id = any(${ids}::integer[])`.execute(tx);
  return new Map(
    rows.map(({ id, dia_final, pacotes, livres }) => [id, { diaFinal: dia_final, pacotes, livres: new Map(livres) }]),
  );
}

interface Usada {
  contratoId: number;
  tipo: number;
  ciclo: Day;
  segundos: number;
}

const chaveDe = (contratoId: number, tipo: number, ciclo: Day) => `${contratoId} ${tipo} ${ciclo}`;

/** What is used up of the free minutes that these calls may take, each row locked, all in one order. */
async function prender(
  tx: Tx,
  chamadas: readonly { contratoId: number; uso: { tipo: number; ciclo: Day } | null }[],
): Promise<Map<string, Usada>> {
  const pedidas = new Map<string, Usada>();
  for (const { contratoId, uso } of chamadas)
    if (uso) pedidas.set(chaveDe(contratoId, uso.tipo, uso.ciclo), { contratoId, ...uso, segundos: 0 });
  if (pedidas.size === 0) return pedidas;
  const source = colunas([...pedidas.values()]);
  await sql`insert into franquia_usada (contrato_id, tipo_ligacao_id, ciclo, segundos)
    select contrato_id, tipo, ciclo, 0 from ${source} order by 1, 2, 3 on conflict do nothing`.execute(tx);
  const { rows } = await sql<Usada>`
    select u.contrato_id as "contratoId", u.tipo_ligacao_id as tipo, u.ciclo, u.segundos from franquia_usada u
    join ${source} on (nova.contrato_id, nova.tipo, nova.ciclo) = (u.contrato_id, u.tipo_ligacao_id, u.ciclo)
    order by 1, 2, 3 for update of u`.execute(tx);
  return new Map(rows.map((usada) => [chaveDe(usada.contratoId, usada.tipo, usada.ciclo), usada]));
}

async function guardar(tx: Tx, usadas: readonly Usada[]): Promise<void> {
  if (usadas.length === 0) return;
  await sql`update franquia_usada u set segundos = nova.segundos from ${colunas(usadas)}
    where (nova.contrato_id, nova.tipo, nova.ciclo) = (u.contrato_id, u.tipo_ligacao_id, u.ciclo)`.execute(tx);
}

const colunas = (usadas: readonly Usada[]) =>
  unnest(usadas, {
    contrato_id: ['integer', ({ contratoId }) => contratoId],
    tipo: ['integer', ({ tipo }) => tipo],
    ciclo: ['date', ({ ciclo }) => ciclo],
    segundos: ['integer', ({ segundos }) => segundos],
  });
