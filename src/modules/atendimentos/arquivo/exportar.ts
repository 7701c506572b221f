import { sql } from 'kysely';
import { stringify } from 'yaml';
import { modeloDaAgenda } from '#modules/agenda/index.ts';
import type { Reader } from '#platform/db.ts';
import { type ArquivoDeAtendimento, DIAS } from './esquema.ts';

/** The set-up of tickets and agenda as the YAML that importarConfiguracao() takes. */
export async function exportarConfiguracao(db: Reader): Promise<string> {
  const arquivo: ArquivoDeAtendimento = {
    centros_custo: await db
      .selectFrom('centro_custo')
      .select(['id', 'descricao'])
      .where('ativo', '=', true)
      .orderBy('id')
      .execute(),
    fechamentos: (
      await db.selectFrom('fechamento_externo').selectAll().where('ativo', '=', true).orderBy('id').execute()
    ).map((f) =>
      present({
        id: f.id,
        descricao: f.descricao,
        solucionado: f.solucionado,
        assinatura: f.assinatura_obrigatoria || undefined,
        imagens: f.imagens_obrigatorias || undefined,
      }),
    ),
    tipos: await tiposDe(db),
    expediente: (
      await db
        .selectFrom('expediente')
        .select([
          'dia_semana',
          sql<string>`to_char(inicio, 'HH24:MI')`.as('das'),
          sql<string>`to_char(fim, 'HH24:MI')`.as('ate'),
        ])
        .orderBy('dia_semana')
        .orderBy('inicio')
        .execute()
    ).map(({ dia_semana, das, ate }) => ({ dia: diaDe(dia_semana), das, ate })),
    feriados: (await db.selectFrom('feriado').selectAll().orderBy('dia').orderBy('cidade_id').execute()).map((f) =>
      present({ dia: String(f.dia), descricao: f.descricao, cidade: f.cidade_id ?? undefined }),
    ),
    agenda: (await modeloDaAgenda(db)).map((linha) =>
      present({
        dia: diaDe(linha.dia_semana),
        turno: linha.turno,
        servico: linha.tipo_servico,
        cidade: linha.cidade_id,
        tecnologia: linha.tecnologia_id,
        tipo_contrato: linha.tipo_contrato_id ?? undefined,
        tecnicos: linha.tecnicos,
        visitas: linha.visitas_por_tecnico,
        de: linha.inicio === '1900-01-01' ? undefined : String(linha.inicio),
        ate: linha.fim === '9999-12-31' ? undefined : String(linha.fim),
      }),
    ),
  };
  return stringify(arquivo, { schema: 'core' });
}

async function tiposDe(db: Reader): Promise<NonNullable<ArquivoDeAtendimento['tipos']>> {
  const rows = await db
    .selectFrom('tipo_atendimento as t')
    .selectAll('t')
    .select(
      sql<number[]>`array(select fechamento_externo_id from tipo_atendimento_fechamento f
      where f.tipo_atendimento_id = t.id order by 1)`.as('fechamentos'),
    )
    .where('t.ativo', '=', true)
    .orderBy('t.id')
    .execute();
  return rows.map((t) =>
    present({
      id: t.id,
      descricao: t.descricao,
      servico: t.tipo_servico,
      tecnologia: t.tipo_tecnologia,
      destino: t.centro_custo_padrao_id ?? undefined,
      prazo: t.prazo ?? undefined,
      unidade: t.prazo_unidade ?? undefined,
      corrido: t.prazo_corrido || undefined,
      escalona_para: t.escalona_para_id ?? undefined,
      manutencao_interna: t.manutencao_interna || undefined,
      fechamentos: t.fechamentos.length > 0 ? t.fechamentos : undefined,
    }),
  );
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

// Without what has its default: the file says only what somebody chose.
const present = <T extends object>(record: T): Present<T> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Present<T>;

const diaDe = (n: number): (typeof DIAS)[number] => DIAS[n - 1] ?? 'segunda';
