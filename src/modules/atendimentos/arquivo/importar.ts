import { sql } from 'kysely';
import { day } from '#kernel/dates.ts';
import { substituirModelo } from '#modules/agenda/index.ts';
import type { Tx } from '#platform/db.ts';
import { conferirReferencias, lerArquivo } from './conferir.ts';
import { type ArquivoDeAtendimento, DIAS, type Secao } from './esquema.ts';

/**
 * Sets tickets, business hours, holidays and the weekly template of the agenda up as the YAML says. A section that is
 * absent stays as it is; of one that is there, cost centres, kinds and endings that the file lacks become inactive (old
 * tickets have them), and hours, holidays and template are replaced. Gives how many records each section now has.
 * Throws invalid `atendimento.arquivo` (facts problemas: ProblemaDoArquivo[]).
 */
export async function importarConfiguracao(tx: Tx, texto: string): Promise<Partial<Record<Secao, number>>> {
  const arquivo = lerArquivo(texto);
  await conferirReferencias(tx, arquivo);
  const { centros_custo, fechamentos, tipos, expediente, feriados, agenda } = arquivo;
  if (centros_custo) {
    await upsert(
      tx,
      'centro_custo',
      centros_custo.map(({ id, descricao }) => ({ id, descricao, ativo: true })),
    );
  }
  if (fechamentos) {
    await upsert(
      tx,
      'fechamento_externo',
      fechamentos.map(({ id, descricao, solucionado, assinatura = false, imagens = false }) => ({
        id,
        descricao,
        solucionado,
        assinatura_obrigatoria: assinatura,
        imagens_obrigatorias: imagens,
        ativo: true,
      })),
    );
  }
  if (tipos) await gravarTipos(tx, tipos);
  if (expediente) {
    await tx.deleteFrom('expediente').execute();
    const rows = expediente.map(({ dia, das, ate }) => ({ dia_semana: diaDaSemana(dia), inicio: das, fim: ate }));
    if (rows.length > 0) await tx.insertInto('expediente').values(rows).execute();
  }
  if (feriados) {
    await tx.deleteFrom('feriado').execute();
    const rows = feriados.map(({ dia, descricao, cidade }) => ({
      dia: day(dia),
      descricao,
      cidade_id: cidade ?? null,
    }));
    if (rows.length > 0) await tx.insertInto('feriado').values(rows).execute();
  }
  if (agenda) {
    await substituirModelo(
      tx,
      agenda.map((linha) => ({
        dia_semana: diaDaSemana(linha.dia),
        turno: linha.turno,
        tipo_servico: linha.servico,
        cidade_id: linha.cidade,
        tecnologia_id: linha.tecnologia,
        tipo_contrato_id: linha.tipo_contrato ?? null,
        tecnicos: linha.tecnicos,
        visitas_por_tecnico: linha.visitas ?? 1,
        ...(linha.de && { inicio: day(linha.de) }),
        ...(linha.ate && { fim: day(linha.ate) }),
      })),
    );
  }
  return Object.fromEntries(Object.entries(arquivo).map(([secao, lista]) => [secao, lista.length]));
}

const diaDaSemana = (dia: (typeof DIAS)[number]): number => DIAS.indexOf(dia) + 1;

async function gravarTipos(tx: Tx, tipos: NonNullable<ArquivoDeAtendimento['tipos']>): Promise<void> {
  await upsert(
    tx,
    'tipo_atendimento',
    tipos.map((tipo) => ({
      id: tipo.id,
      descricao: tipo.descricao,
      tipo_servico: tipo.servico,
      tipo_tecnologia: tipo.tecnologia,
      centro_custo_padrao_id: tipo.destino ?? null,
      prazo: tipo.prazo ?? null,
      prazo_unidade: tipo.unidade ?? null,
      prazo_corrido: tipo.corrido ?? false,
      escalona_para_id: tipo.escalona_para ?? null,
      manutencao_interna: tipo.manutencao_interna ?? false,
      ativo: true,
    })),
  );
  const ligados = tipos.flatMap(({ id, fechamentos = [] }) =>
    [...new Set(fechamentos)].map((fechamento) => ({ tipo_atendimento_id: id, fechamento_externo_id: fechamento })),
  );
  await tx.deleteFrom('tipo_atendimento_fechamento').execute();
  if (ligados.length > 0) await tx.insertInto('tipo_atendimento_fechamento').values(ligados).execute();
}

type Tabela = 'centro_custo' | 'fechamento_externo' | 'tipo_atendimento';

// The ids are on the wire, so they are the file's; the sequence follows.
async function upsert(tx: Tx, tabela: Tabela, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const ids = rows.map(({ id }) => Number(id));
  const lixo = sql`update ${sql.table(tabela)} set ativo = false where ativo and id <> all(${ids}::int[])`;
  await lixo.execute(tx);
  if (rows.length === 0) return;
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)));
  const sets = sql.join(
    Object.keys(rows[0] ?? {})
      .filter((name) => name !== 'id')
      .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
  );
  await sql`insert into ${sql.table(tabela)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(tabela)}, ${JSON.stringify(rows)}::jsonb)
    on conflict (id) do update set ${sets}`.execute(tx);
  await sql`select setval(pg_get_serial_sequence(${tabela}, 'id'), (select max(id) from ${sql.table(tabela)}))`.execute(
    tx,
  );
}
