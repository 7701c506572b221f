import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Database, Tx } from '#platform/db.ts';
import { againAfterDeadlock, inTransaction, type Origin } from '#platform/transaction.ts';
import { baldeDe, baldesComContratos, faixaDo, tomarBalde } from './baldes.ts';
import { compor, type Faturamento } from './compor.ts';
import { type Contexto, contextoDe, type Pedido } from './contexto.ts';
import { gravarFaturamento } from './gravar.ts';
import { lerContratos } from './ler.ts';
import { lerLancamentos } from './ler-detalhes.ts';

/** What a run did, or would do. */
export interface Resumo {
  contratos: number;
  faturas: number;
  valor: Centavos;
  /** Contracts that could not be billed, having no billing form. */
  semForma: number[];
  /** Contracts of due days whose window has not begun. */
  naoComecados: number;
}

export interface Andamento {
  baldes: number;
  de: number;
  faturas: number;
}

/** While one bucket waits for the database, the other is reckoned. */
const AO_MESMO_TEMPO = 2;
const ESPERA_MS = 200;

/**
 * Bills every contract whose time has come. A bucket of customers is one transaction under a lock of its own, so the
 * run may be stopped or killed, started again and joined by other processes: a month on record is not billed again.
 * What another process has taken is looked at again at the end.
 */
export async function faturar(
  db: Database,
  pedido: Pedido,
  origem: Origin,
  { baldes, progresso }: { baldes?: readonly number[]; progresso?: (andamento: Andamento) => void } = {},
): Promise<Resumo> {
  const contexto = await contextoDe(db, pedido);
  const fila = [...(baldes ?? (await baldesDo(db, pedido)))];
  const resumo = await resumoVazio(db, contexto);
  const de = fila.length;
  let feitos = 0;
  const trabalhar = async () => {
    for (let balde = fila.shift(); balde !== undefined; balde = fila.shift()) {
      const feito = await againAfterDeadlock(() => faturarBalde(db, balde, contexto, origem));
      if (feito) {
        somar(resumo, feito);
        feitos++;
        progresso?.({ baldes: feitos, de, faturas: resumo.faturas });
      } else {
        fila.push(balde);
        await wait(ESPERA_MS);
      }
    }
  };
  await Promise.all(Array.from({ length: AO_MESMO_TEMPO }, trabalhar));
  return resumo;
}

/** What `faturar` would do, bucket after bucket, from one state of the database; nothing is written. */
export function simular(db: Database, pedido: Pedido, mostrar: (feito: Faturamento) => void): Promise<Resumo> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const contexto = await contextoDe(tx, pedido);
      const resumo = await resumoVazio(tx, contexto);
      for (const balde of await baldesDo(tx, pedido)) {
        const feito = await comporBalde(tx, balde, contexto, { travar: false });
        mostrar(feito);
        somar(resumo, {
          contratos: new Set(feito.faturados.map(({ contratoId }) => contratoId)).size,
          faturas: feito.contas.length,
          valor: centavos(feito.contas.reduce((soma, { linhas }) => soma + linhas.reduce((s, l) => s + l.valor, 0), 0)),
          semForma: feito.semForma,
        });
      }
      return resumo;
    });
}

type Parcial = Omit<Resumo, 'naoComecados'>;

// null: another process has it.
function faturarBalde(db: Database, balde: number, contexto: Contexto, origem: Origin): Promise<Parcial | null> {
  return inTransaction(
    db,
    origem,
    async (tx) => {
      if (!(await tomarBalde(tx, balde))) return null;
      const composto = await comporBalde(tx, balde, contexto, { travar: true });
      const feito = await gravarFaturamento(tx, composto, contexto.pedido.hoje);
      if (feito.contratos > 0) await resumirNaAuditoria(tx, origem, balde, feito);
      return { ...feito, semForma: composto.semForma };
    },
    { quiet: true },
  );
}

async function comporBalde(
  tx: Tx,
  balde: number,
  { pedido, alvos, regras }: Contexto,
  modo: { travar: boolean },
): Promise<Faturamento> {
  const { clienteId } = pedido;
  const faixa = clienteId === undefined ? faixaDo(balde) : { de: clienteId, ate: clienteId };
  const contratos = await lerContratos(tx, faixa, alvos);
  const clientes = [...new Set(contratos.map((contrato) => contrato.clienteId))];
  const lancamentos = clientes.length > 0 ? await lerLancamentos(tx, clientes, modo) : [];
  return compor(contratos, lancamentos, regras);
}

async function baldesDo(db: Database, { clienteId }: Pedido): Promise<number[]> {
  return clienteId === undefined ? baldesComContratos(db) : [baldeDe(clienteId)];
}

// The rows themselves leave no trail: they say themselves when and by what they came.
async function resumirNaAuditoria(tx: Tx, { origem, operacao }: Origin, balde: number, feito: object): Promise<void> {
  const depois = JSON.stringify(feito);
  const tabela = 'contrato_faturado';
  const registro = `balde ${balde}`;
  await tx
    .insertInto('auditoria')
    .values({ quando: sql`agora()`, origem, operacao, tabela, registro, acao: 'incluiu', depois })
    .execute();
}

async function resumoVazio(db: Database, { naoComecados, pedido }: Contexto): Promise<Resumo> {
  const { clienteId } = pedido;
  const { quantos } = await db
    .selectFrom('contrato')
    .select(({ fn }) => fn.countAll<number>().as('quantos'))
    .where('status', 'not in', ['CANCELADO', 'AGUARDANDO INSTALACAO', 'AGUARDANDO PAGAMENTO', 'AGUARDANDO AMPLIACAO'])
    .where('vencimento_id', '=', sql<number>`any(${naoComecados}::integer[])`)
    .$if(clienteId !== undefined, (query) => query.where('cliente_id', '=', clienteId as number))
    .executeTakeFirstOrThrow();
  return { contratos: 0, faturas: 0, valor: centavos(0), semForma: [], naoComecados: quantos };
}

function somar(resumo: Resumo, feito: Parcial): void {
  resumo.contratos += feito.contratos;
  resumo.faturas += feito.faturas;
  resumo.valor = centavos(resumo.valor + feito.valor);
  resumo.semForma.push(...feito.semForma);
}
