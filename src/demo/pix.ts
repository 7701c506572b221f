import { dayAt } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { pixCopiaECola } from '#modules/cobranca/index.ts';
import type { CobrancaNoBanco, DevolucaoNoBanco, PixPort, PixRecebido } from '#modules/recebimento/index.ts';
import type { Database, DB } from '#platform/db.ts';
import { PartnerError } from '#platform/http-partner.ts';

const NOME = 'Pix simulado';

/** The bank of the demo, offline: charges and what was paid to them stand in tables of the demo's own. Its codes say that nobody can pay them. */
export function pixSimulado(db: Database): PixPort {
  const criar = async (nova: {
    txid: string;
    chave: string;
    valor: number;
    vencimento: DB['demo_pix']['vencimento'];
  }) => {
    const { txid, chave, valor, vencimento } = nova;
    await db
      .insertInto('demo_pix')
      .values({ txid, chave, valor: valor as never, vencimento })
      .onConflict((oc) => oc.column('txid').doNothing())
      .execute();
    return consultar(db, txid);
  };
  return {
    disponivel: true,
    criarCobv: criar,
    criarCob: (nova) => criar({ ...nova, vencimento: dayAt(new Date()) }),
    consultarCobranca: (_tipo, txid) => consultar(db, txid),
    async removerCobranca(_tipo, txid) {
      const removida = await db
        .updateTable('demo_pix')
        .set({ status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' })
        .where('txid', '=', txid)
        .where('status', '=', 'ATIVA')
        .returning('txid')
        .executeTakeFirst();
      if (!removida) throw new PartnerError(NOME, 'recusa', 400);
      return consultar(db, txid);
    },
    async listarRecebidos(inicio, fim) {
      const rows = await db
        .selectFrom('demo_pix_recebido')
        .selectAll()
        .where('horario', '>=', inicio)
        .where('horario', '<=', fim)
        .orderBy('horario')
        .execute();
      return rows.map(comoPix);
    },
    async consultarPix(endToEndId) {
      const row = await db
        .selectFrom('demo_pix_recebido')
        .selectAll()
        .where('fim_a_fim', '=', endToEndId)
        .executeTakeFirst();
      if (!row) throw new PartnerError(NOME, 'recusa', 404);
      return comoPix(row);
    },
    devolver: (endToEndId, id, valor) => devolver(db, endToEndId, id, valor),
    async consultarDevolucao(endToEndId, id) {
      const feita = await db
        .selectFrom('demo_pix_devolucao')
        .select(['id', 'valor'])
        .where('fim_a_fim', '=', endToEndId)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!feita) throw new PartnerError(NOME, 'recusa', 404);
      return { ...feita, status: 'DEVOLVIDO', motivo: null };
    },
    async configurarWebhook() {},
  };
}

// No more than there is of the Pix; an id that it has is refused, as banks may do.
function devolver(db: Database, endToEndId: string, id: string, valor: Centavos): Promise<DevolucaoNoBanco> {
  return db.transaction().execute(async (tx) => {
    const pix = await tx
      .selectFrom('demo_pix_recebido')
      .select(['valor', 'devolvido'])
      .where('fim_a_fim', '=', endToEndId)
      .forUpdate()
      .executeTakeFirst();
    if (!pix) throw new PartnerError(NOME, 'recusa', 404);
    if (!/^[A-Za-z0-9]{1,35}$/.test(id) || valor <= 0 || valor > pix.valor - pix.devolvido) {
      throw new PartnerError(NOME, 'recusa', 400);
    }
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('demo_pix_devolucao')
      .values({ fim_a_fim: endToEndId, id, valor })
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new PartnerError(NOME, 'recusa', 400);
    const devolvido = centavos(pix.devolvido + valor);
    await tx.updateTable('demo_pix_recebido').set({ devolvido }).where('fim_a_fim', '=', endToEndId).execute();
    return { id, valor, status: 'DEVOLVIDO', motivo: null };
  });
}

type Recebido = Pick<
  { [C in keyof DB['demo_pix_recebido']]: unknown } & {
    fim_a_fim: string;
    txid: string | null;
    chave: string;
    valor: PixRecebido['valor'];
    horario: Date;
    devolvido: PixRecebido['valor'];
  },
  'fim_a_fim' | 'txid' | 'chave' | 'valor' | 'horario' | 'devolvido'
>;

/** What the simulated bank tells of a Pix. */
export const comoPix = ({ fim_a_fim, ...row }: Recebido): PixRecebido => ({
  endToEndId: fim_a_fim,
  encargos: null,
  desconto: null,
  ...row,
});

async function consultar(db: Database, txid: string): Promise<CobrancaNoBanco> {
  const row = await db.selectFrom('demo_pix').selectAll().where('txid', '=', txid).executeTakeFirst();
  if (!row) throw new PartnerError(NOME, 'recusa', 404);
  const pagos = await db
    .selectFrom('demo_pix_recebido')
    .selectAll()
    .where('txid', '=', txid)
    .orderBy('horario')
    .execute();
  const { chave, valor } = row;
  const texto = {
    chave,
    nome: 'SIMULADO',
    cidade: 'DEMONSTRACAO',
    valor,
    txid: null,
    descricao: 'Simulado, nao pague',
  };
  return {
    txid,
    status: row.status as CobrancaNoBanco['status'],
    copiaECola: pixCopiaECola(texto),
    pix: pagos.map(comoPix),
  };
}
