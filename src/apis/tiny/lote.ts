import type { Static } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { type PedidoErp, travarContatosErp } from '#modules/clientes/index.ts';
import type { Tx } from '#platform/db.ts';
import { inSavepoint } from '#platform/transaction.ts';
import type { WriteContext } from '../core/operation.ts';
import { type Bruto, lerContatos } from './contatos.ts';
import { type Recusa, recusaDe } from './errors.ts';
import { lerContato } from './ler-contato.ts';
import type { Params } from './params.ts';
import { formatoDe, type RetornoDoLote } from './wire.ts';

/** Page «Limites da API» of Tiny: records of one batch. */
const MAXIMO_POR_LOTE = 20;

type Registro = Static<typeof RetornoDoLote>['retorno']['registros'][number]['registro'];

/**
 * Writes the contacts of a call, each a unit of its own: what is wrong with one is said in its record, and the others
 * stay. Throws DomainError `tiny.*` when the batch as a whole cannot be read.
 */
export async function gravarLote(
  { tx, rules }: WriteContext,
  params: Params,
  gravar: (tx: Tx, pedido: PedidoErp) => Promise<number>,
): Promise<Static<typeof RetornoDoLote>> {
  const brutos = lerLote(params);
  const pedidos = brutos.map((bruto) => lerContato(bruto, rules.documentos));
  await travarContatosErp(
    tx,
    pedidos.map(({ contato }) => contato),
  );
  const registros: { registro: Registro }[] = [];
  for (const [i, pedido] of pedidos.entries()) {
    const sequencia = sequenciaDe(brutos[i]);
    const resultado = await gravarUm(tx, () => gravar(tx, pedido));
    registros.push({
      registro:
        typeof resultado === 'number'
          ? { sequencia, status: 'OK', id: String(resultado) }
          : { sequencia, status: 'Erro', ...resultado },
    });
  }
  return { retorno: { ...situacaoDoLote(registros.map(({ registro }) => registro)), registros } };
}

async function gravarUm(tx: Tx, gravar: () => Promise<number>): Promise<number | Recusa> {
  try {
    return await inSavepoint(tx, gravar);
  } catch (error) {
    if (error instanceof DomainError) return recusaDe(error);
    throw error;
  }
}

// A batch of which a part was written has the table's status 4; no answer of that kind was ever recorded. It says OK,
// since clients that see «Erro» up there never look at the records.
function situacaoDoLote(registros: readonly Registro[]) {
  const gravados = registros.filter(({ status }) => status === 'OK').length;
  if (gravados === registros.length) return { status_processamento: 3, status: 'OK' } as const;
  return gravados === 0
    ? ({ status_processamento: 2, status: 'Erro' } as const)
    : ({ status_processamento: 4, status: 'OK' } as const);
}

function lerLote(params: Params): Bruto[] {
  const { contato } = params;
  if (!contato) throw new DomainError('invalid', 'tiny.parametro_ausente', { parametro: 'contato' });
  const brutos = lerContatos(contato, formatoDe(params));
  const maximo = MAXIMO_POR_LOTE;
  if (brutos.length > maximo) throw new DomainError('invalid', 'tiny.lote_grande', { maximo });
  const sequencias = brutos.map((bruto) => String(sequenciaDe(bruto))).filter((sequencia) => sequencia !== '');
  if (new Set(sequencias).size < sequencias.length) throw new DomainError('invalid', 'tiny.sequencia_repetida');
  return brutos;
}

function sequenciaDe(bruto: Bruto | undefined): string | number {
  const sequencia = bruto?.['sequencia'];
  return typeof sequencia === 'string' || typeof sequencia === 'number' ? sequencia : '';
}
