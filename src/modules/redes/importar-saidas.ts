import { sql } from 'kysely';
import { unnest } from '#platform/bulk.ts';
import {
  type Andamento,
  type ImportKind,
  importFile,
  type Lida,
  type MotivoDeForma,
  type Saida,
} from '#platform/csv-import.ts';
import type { Database, Tx } from '#platform/db.ts';
import type { TextFile } from '#platform/text-file.ts';
import { caixaDaLinha, conhecer } from './importar-caixas.ts';
import {
  type ColunaDeSaida,
  type Conhecido,
  faltamDaSaida,
  lerSaida,
  type MotivoDeSaida,
  NOMES_DE_SAIDA,
  type SaidaLida,
} from './leitura.ts';

const saidas: ImportKind<ColunaDeSaida, SaidaLida, MotivoDeSaida, Conhecido> = {
  tipo: 'saidas',
  nomes: NOMES_DE_SAIDA,
  faltam: faltamDaSaida,
  preparar: conhecer,
  ler: lerSaida,
  gravar,
  terminar: (db) => sql`analyze saida_caixa`.execute(db),
  desconfiarDoFim: true,
};

/**
 * Loads a file of outputs: their status, and the contracts that are on them. An output that the box lacks is added. A row
 * that would take an output from a contract, or a contract from its output, is refused: that is a change with a reason
 * (trocarSaida). Goes on where it was interrupted, and throws what importFile throws.
 */
export function importarSaidas(
  db: Database,
  arquivo: TextFile,
  nome: string,
  saida: Saida<MotivoDeSaida | MotivoDeForma>,
  blockBytes?: number,
): Promise<Andamento | null> {
  return importFile(db, saidas, arquivo, nome, saida, blockBytes);
}

async function gravar(tx: Tx, lidas: readonly Lida<SaidaLida>[]) {
  const nova = unnest(lidas, {
    linha: ['integer', ({ linha }) => linha],
    cidade_id: ['integer', ({ lido }) => lido.cidadeId],
    numero: ['text', ({ lido }) => lido.numero],
    saida: ['integer', ({ lido }) => lido.saida],
    descricao: ['text', ({ lido }) => lido.descricao],
    status: ['text', ({ lido }) => lido.status],
    contrato_id: ['integer', ({ lido }) => lido.contratoId],
  });
  const contratos = lidas.map(({ lido }) => lido.contratoId);
  // Contracts before outputs, as a sale and a release lock them.
  await sql`select from contrato where id = any(${contratos}::integer[]) order by id for no key update`.execute(tx);
  await sql`create temporary table if not exists saida_lida (linha integer, cidade_id integer, numero text, saida integer,
    descricao text, status text, contrato_id integer, caixa_id integer, caixas integer, motivo text) on commit drop`.execute(
    tx,
  );
  await sql`insert into saida_lida
    select nova.*, c.id, c.n, null
    from ${nova} ${caixaDaLinha}`.execute(tx);
  await sql`select from saida_caixa where caixa_id in (select caixa_id from saida_lida) order by id for update`.execute(
    tx,
  );
  await sql`update saida_lida l set motivo = m.motivo from (
      select l.linha, case
        when l.caixas = 0 then 'caixa_desconhecida'
        when l.caixas > 1 then 'caixa_ambigua'
        when l.contrato_id is not null and coalesce(k.status, 'CANCELADO') = 'CANCELADO' then 'contrato_desconhecido'
        when s.contrato_id is not null and s.contrato_id is distinct from l.contrato_id then 'saida_com_contrato'
        when exists (select from saida_caixa o where o.contrato_id = l.contrato_id and o.id is distinct from s.id)
          then 'contrato_em_outra'
      end as motivo
      from saida_lida l left join contrato k on k.id = l.contrato_id
      left join saida_caixa s on s.caixa_id = l.caixa_id and s.numero = l.saida) m
    where m.linha = l.linha`.execute(tx);
  // Of rows that are right by themselves the first counts.
  await sql`update saida_lida l set motivo = m.motivo from (
      select linha, case
        when row_number() over (partition by caixa_id, saida order by linha) > 1 then 'saida_repetida'
        when contrato_id is not null and row_number() over (partition by contrato_id order by linha) > 1
          then 'contrato_repetido'
      end as motivo
      from saida_lida where motivo is null) m
    where m.linha = l.linha`.execute(tx);
  const { rows } = await sql<{ nova: boolean }>`
    insert into saida_caixa as s (caixa_id, numero, descricao, status, contrato_id)
    select l.caixa_id, l.saida, coalesce(l.descricao, e.descricao, 'SAIDA ' || l.saida), l.status, l.contrato_id
    from saida_lida l left join saida_caixa e on e.caixa_id = l.caixa_id and e.numero = l.saida
    where l.motivo is null order by l.linha
    on conflict (caixa_id, numero) do update
      set status = excluded.status, contrato_id = excluded.contrato_id, descricao = excluded.descricao
      where (s.status, s.contrato_id, s.descricao) is distinct from (excluded.status, excluded.contrato_id, excluded.descricao)
    returning xmax = 0 as nova`.execute(tx);
  const { rows: recusadas } = await sql<{ linha: number; motivo: MotivoDeSaida }>`
    select linha, motivo from saida_lida where motivo is not null order by linha`.execute(tx);
  await sql`drop table saida_lida`.execute(tx);
  return { incluidos: rows.filter(({ nova }) => nova).length, recusadas };
}
