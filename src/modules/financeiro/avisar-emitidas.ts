import { type Day, formatDay } from '#kernel/dates.ts';
import { type Centavos, centavos, formatReais } from '#kernel/money.ts';
import { agendarEmails } from '#modules/notificacoes/index.ts';
import type { Database, Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    /** Digital invoices were issued: they go out by e-mail. */
    'fatura.avisar': { faturaIds: number[] };
  }
}

const POR_TAREFA = 500;
const ORIGEM = { origem: 'tarefa', operacao: 'fatura.avisar' };

interface Emitida {
  id: number;
  formaCobrancaId: number | null;
  valor: Centavos;
}

/**
 * Has those invoices sent that are to be paid and whose billing form is digital, by jobs after the commit. They stand
 * behind the Pix charges of the same invoices in one queue: what is attached then has its code.
 */
export async function pedirAvisos(tx: Tx, emitidas: readonly Emitida[]): Promise<void> {
  if (emitidas.length === 0) return;
  const rows = await tx.selectFrom('forma_cobranca').select('id').where('digital', '=', true).execute();
  const digitais = new Set(rows.map(({ id }) => id));
  const faturaIds = emitidas.flatMap(({ id, formaCobrancaId, valor }) =>
    formaCobrancaId !== null && digitais.has(formaCobrancaId) && valor > 0 ? id : [],
  );
  for (let at = 0; at < faturaIds.length; at += POR_TAREFA) {
    await enqueue(tx, 'fatura.avisar', { faturaIds: faturaIds.slice(at, at + POR_TAREFA) }, { queue: 'pix' });
  }
}

/** Puts the e-mails of issued invoices into the outbox, once for each; one that is no longer to be paid has none. */
export async function avisarEmitidas(db: Database, faturaIds: readonly number[]): Promise<void> {
  await inTransaction(
    db,
    ORIGEM,
    async (tx) => {
      const faturas = await tx
        .selectFrom('fatura as f')
        .innerJoin('cliente as c', 'c.id', 'f.cliente_id')
        .select(['f.id', 'f.cliente_id', 'f.valor', 'f.valor_baixado', 'f.vencimento', 'f.competencia'])
        .select(['f.debito_automatico', 'c.nome', 'c.nome_tratamento', 'c.email'])
        .where('f.id', 'in', faturaIds)
        .where('f.situacao', '=', 'ABERTA')
        .where('c.situacao', '!=', 'E')
        .orderBy('f.id')
        .execute();
      await agendarEmails(
        tx,
        faturas.flatMap(({ email, ...fatura }) => (email ? emailDa({ email, ...fatura }) : [])),
      );
    },
    { quiet: true },
  );
}

interface FaturaComDestino {
  id: number;
  cliente_id: number;
  valor: Centavos;
  valor_baixado: Centavos;
  vencimento: Day;
  competencia: Day | null;
  debito_automatico: boolean;
  nome: string;
  nome_tratamento: string | null;
  email: string;
}

const COMO_PAGAR = {
  cobranca: 'Como pagar está na fatura anexa.',
  debito: 'O valor será debitado em sua conta.',
};

const emailDa = (fatura: FaturaComDestino) => {
  const vencimento = formatDay(fatura.vencimento, 'dd/MM/yyyy');
  return {
    clienteId: fatura.cliente_id,
    para: fatura.email,
    modelo: 'fatura-emitida' as const,
    valores: {
      nome: fatura.nome_tratamento ?? fatura.nome,
      fatura: fatura.id,
      referencia: fatura.competencia ? formatDay(fatura.competencia, 'dd/MM/yyyy').slice(3) : vencimento,
      valor: formatReais(centavos(fatura.valor - fatura.valor_baixado)),
      vencimento,
      comoPagar: fatura.debito_automatico ? COMO_PAGAR.debito : COMO_PAGAR.cobranca,
    },
    causa: `fatura.emitida ${fatura.id}`,
    anexos: [{ tipo: 'fatura' as const, id: fatura.id }],
  };
};
