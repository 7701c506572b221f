import { sql } from 'kysely';
import { AGORA, insertColumns, unnest } from '#platform/bulk.ts';
import type { Database, Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import type { Bilhete } from './bilhete.ts';
import { type Tarifada, tarifarChamadas } from './tarifar.ts';

/** Says which invoice charges each call, so that no other will. */
export async function faturarLigacoes(
  tx: Tx,
  ligacoes: readonly { ligacaoId: number; faturaId: number }[],
): Promise<void> {
  if (ligacoes.length === 0) return;
  const source = unnest(ligacoes, {
    ligacao_id: ['bigint', ({ ligacaoId }) => ligacaoId],
    fatura_id: ['integer', ({ faturaId }) => faturaId],
  });
  await sql`update ligacao l set fatura_id = nova.fatura_id from ${source}
    where l.id = nova.ligacao_id and l.fatura_id is null`.execute(tx);
}

/** Rates calls and stores them. */
export async function incluirLigacoes(tx: Tx, ligacoes: readonly (Bilhete & { contratoId: number })[]): Promise<void> {
  if (ligacoes.length === 0) return;
  await insertColumns(
    tx,
    'ligacao',
    await tarifarChamadas(tx, ligacoes),
    {
      contrato_id: ['integer', ({ contratoId }) => contratoId],
      tipo_ligacao_id: ['integer', ({ tarifa }) => tarifa?.tipoLigacaoId ?? null],
      tarifa_id: ['integer', ({ tarifa }) => tarifa?.id ?? null],
      chave: ['bytea', ({ chave }) => chave],
      origem: ['text', ({ origem }) => origem],
      destino: ['text', ({ destino }) => destino],
      realizada_em: ['timestamptz', ({ inicio }) => inicio],
      duracao_segundos: ['integer', ({ duracao }) => duracao],
      segundos_tarifados: ['integer', ({ segundos }) => segundos],
      segundos_livres: ['integer', ({ livres }) => livres],
      valor: ['bigint', ({ valor }) => valor],
      descricao: ['text', ({ descricao, tarifa }) => descricao ?? tarifa?.descricao ?? null],
      lote: ['text', ({ lote }) => lote],
      chamada_id: ['bigint', ({ chamadaId }) => chamadaId],
      numero_controle: ['integer', ({ controle }) => controle],
    },
    { coletada_em: AGORA },
  );
}

const POR_VEZ = 1000;

/**
 * Rates calls that had no tariff when they came, a thousand in each transaction, in the order in which they were made.
 * Gives how many have one now.
 */
export async function tarifarPendentes(db: Database): Promise<number> {
  let [tarifadas, depoisDe, em] = [0, 0, new Date(0)];
  for (;;) {
    const lote = await inTransaction(db, { origem: 'comando', operacao: 'ligacoes.tarifar' }, async (tx) => {
      const pendentes = await tx
        .selectFrom('ligacao')
        .select(['id', 'contrato_id as contratoId', 'origem', 'destino', 'realizada_em as inicio'])
        .select('duracao_segundos as duracao')
        .where('chave', 'is not', null)
        .where('tarifa_id', 'is', null)
        .where(sql<boolean>`(realizada_em, id) > (${em}, ${depoisDe})`)
        .orderBy('realizada_em')
        .orderBy('id')
        .limit(POR_VEZ)
        .forUpdate()
        .execute();
      const novas = (await tarifarChamadas(tx, pendentes)).filter(({ tarifa }) => tarifa !== null);
      await gravarTarifas(tx, novas);
      return { ultima: pendentes.at(-1), tarifadas: novas.length };
    });
    tarifadas += lote.tarifadas;
    if (!lote.ultima) return tarifadas;
    [depoisDe, em] = [lote.ultima.id, lote.ultima.inicio];
  }
}

async function gravarTarifas(tx: Tx, ligacoes: readonly (Tarifada & { id: number })[]): Promise<void> {
  if (ligacoes.length === 0) return;
  const source = unnest(ligacoes, {
    id: ['bigint', ({ id }) => id],
    tarifa_id: ['integer', ({ tarifa }) => tarifa?.id],
    tipo_id: ['integer', ({ tarifa }) => tarifa?.tipoLigacaoId],
    descricao: ['text', ({ tarifa }) => tarifa?.descricao],
    segundos: ['integer', ({ segundos }) => segundos],
    livres: ['integer', ({ livres }) => livres],
    valor: ['bigint', ({ valor }) => valor],
  });
  await sql`update ligacao l set tarifa_id = nova.tarifa_id, tipo_ligacao_id = nova.tipo_id,
      descricao = coalesce(l.descricao, nova.descricao), segundos_tarifados = nova.segundos,
      segundos_livres = nova.livres, valor = nova.valor
    from ${source} where l.id = nova.id`.execute(tx);
}
