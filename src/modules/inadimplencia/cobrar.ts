import type { Day } from '#kernel/dates.ts';
import { type Politica, politicaEm } from '#modules/financeiro/index.ts';
import type { Database, Reader, Tx } from '#platform/db.ts';
import { againAfterDeadlock, inTransaction, type Origin } from '#platform/transaction.ts';
import { aplicar, type Passos } from './aplicar.ts';
import { clientesEmCobranca, type Faixa, lerContratos } from './ler.ts';
import { passosDe } from './rules.ts';

/** How many contracts met each action. */
export type Contagem = Map<string, number>;

export interface Pedido {
  hoje: Day;
  faixa: Faixa;
}

/** So many customers are looked at by one statement. */
const POR_VEZ = 500;

/** Every customer there may be. */
export const TODOS: Faixa = { de: 1, ate: 2_147_483_647 };

/**
 * The dunning of a day for a range of customers. What is to be done is looked for without locks; then each customer is
 * locked, read again and done in a transaction of his own: a second run, or another process, finds nothing left, and one
 * that was killed goes on with the next customer.
 */
export async function cobrar(
  db: Database,
  { hoje, faixa }: Pedido,
  origem: Origin,
  mostrar: (feito: Passos) => void = () => {},
): Promise<Contagem> {
  const contagem: Contagem = new Map();
  await percorrer(db, { hoje, faixa }, async (clienteId) => {
    const feitos = await againAfterDeadlock(() =>
      inTransaction(db, origem, (tx) => cobrarCliente(tx, clienteId, hoje)),
    );
    contar(contagem, feitos, mostrar);
  });
  return contagem;
}

/** What cobrar() would do, each contract with its reason; `emDia` shows also those of whom nothing is owed. Writes nothing. */
export async function simularCobranca(
  db: Database,
  { hoje, faixa }: Pedido,
  mostrar: (feito: Passos) => void,
): Promise<Contagem> {
  const contagem: Contagem = new Map();
  const politica = await politicaEm(db, hoje);
  const clientes = faixa.de === faixa.ate ? [faixa.de] : await clientesEmCobranca(db, faixa, hoje);
  for (let i = 0; i < clientes.length; i += POR_VEZ) {
    contar(contagem, await decidirPara(db, clientes.slice(i, i + POR_VEZ), politica, hoje), mostrar);
  }
  return contagem;
}

async function percorrer(
  db: Database,
  { hoje, faixa }: Pedido,
  visitar: (clienteId: number) => Promise<void>,
): Promise<void> {
  const politica = await politicaEm(db, hoje);
  const clientes = await clientesEmCobranca(db, faixa, hoje);
  for (let i = 0; i < clientes.length; i += POR_VEZ) {
    const decididos = await decidirPara(db, clientes.slice(i, i + POR_VEZ), politica, hoje);
    const comAcao = new Set(decididos.filter(faz).map(({ contrato }) => contrato.clienteId));
    for (const clienteId of comAcao) await visitar(clienteId);
  }
}

async function decidirPara(db: Reader, clientes: readonly number[], politica: Politica, hoje: Day): Promise<Passos[]> {
  const contratos = await lerContratos(db, clientes, hoje);
  return contratos.map((contrato) => ({ contrato, passos: passosDe(contrato, politica, hoje) }));
}

async function cobrarCliente(tx: Tx, clienteId: number, hoje: Day): Promise<Passos[]> {
  await travarContratos(tx, clienteId);
  const politica = await politicaEm(tx, hoje);
  const decididos = (await decidirPara(tx, [clienteId], politica, hoje)).filter(faz);
  await aplicar(tx, clienteId, decididos, politica, hoje);
  return decididos;
}

/**
 * Brings back what a payment, or a dispute, frees: of the customer's contracts those whose suspension has no debt to rest
 * on any more, also from trust and from a negotiation whose first instalment came. At once, where the law gives one day
 * (RGC, Resolução Anatel 765/2023, art. 78). Finds nothing to do the second time.
 */
export async function restaurarCliente(db: Database, clienteId: number, hoje: Day): Promise<void> {
  const origem = { origem: 'tarefa', operacao: 'inadimplencia.restaurar' };
  await againAfterDeadlock(() =>
    inTransaction(db, origem, async (tx) => {
      await travarContratos(tx, clienteId);
      const politica = await politicaEm(tx, hoje);
      const contratos = await lerContratos(tx, [clienteId], hoje);
      const decididos = contratos.map((contrato) => ({
        contrato,
        passos: passosDe(contrato, politica, hoje, { aoPagar: true }).filter(
          ({ acao }) => acao === 'HABILITAR' || acao === 'ENCERRAR AVISO',
        ),
      }));
      await aplicar(tx, clienteId, decididos, politica, hoje);
    }),
  );
}

// Whoever pays meanwhile is not waited for: the job of that payment comes through here and waits for us.
async function travarContratos(tx: Tx, clienteId: number): Promise<void> {
  await tx
    .selectFrom('contrato')
    .select('id')
    .where('cliente_id', '=', clienteId)
    .where('status', '!=', 'CANCELADO')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

const faz = ({ passos }: Passos): boolean => passos.some(({ acao }) => acao !== 'NADA');

function contar(contagem: Contagem, feitos: readonly Passos[], mostrar: (feito: Passos) => void): void {
  for (const feito of feitos) {
    mostrar(feito);
    for (const { acao } of feito.passos) contagem.set(acao, (contagem.get(acao) ?? 0) + 1);
  }
}
