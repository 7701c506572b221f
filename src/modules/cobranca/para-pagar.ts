import type { Centavos } from '#kernel/money.ts';
import type { Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { linhaDigitavel, linhaFormatada, valorDoCodigo } from './codigo-barras.ts';

/** How an invoice is paid by boleto. */
export interface ParaPagar {
  clienteId: number;
  aberta: boolean;
  /** null: it has no boleto, or one that is not to be paid any more. */
  boleto: { linha: string; valor: Centavos } | null;
}

const daFatura = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('fatura as f')
    .leftJoin('boleto as b', (join) =>
      join.onRef('b.fatura_id', '=', 'f.id').on('b.situacao', 'in', ['A_REGISTRAR', 'REMETIDO', 'REGISTRADO']),
    )
    .select(['f.cliente_id as clienteId', 'f.situacao', 'b.codigo_barras as codigo'])
    .where('f.id', '=', param('id')),
);

/** The digit line of an invoice, as it is printed, and the value that it asks for. null: there is no such invoice. */
export async function paraPagar(db: Reader, faturaId: number): Promise<ParaPagar | null> {
  const [row] = await daFatura(db, { id: faturaId });
  if (!row) return null;
  const { clienteId, situacao, codigo } = row;
  const aberta = situacao === 'ABERTA';
  if (!aberta || codigo === null) return { clienteId, aberta, boleto: null };
  const linha = linhaFormatada(linhaDigitavel(codigo));
  return { clienteId, aberta, boleto: { linha, valor: valorDoCodigo(codigo) } };
}
