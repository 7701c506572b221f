import { pixCopiaECola } from '#modules/cobranca/index.ts';
import type { CobrancaNoBanco, PixPort, PixRecebido } from '#modules/recebimento/index.ts';
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
    criarCob: (nova) => criar({ ...nova, vencimento: new Date().toISOString().slice(0, 10) as never }),
    consultarCobv: (txid) => consultar(db, txid),
    async removerCobv(txid) {
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
    async devolver(endToEndId, _id, valor) {
      await db
        .updateTable('demo_pix_recebido')
        .set((eb) => ({ devolvido: eb('devolvido', '+', valor) }))
        .where('fim_a_fim', '=', endToEndId)
        .execute();
    },
    async configurarWebhook() {},
  };
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
