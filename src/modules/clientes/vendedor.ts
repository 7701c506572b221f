import type { Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

/** What narrows a seller's list; both together mean both. */
export interface FiltroDoVendedor {
  id?: number | undefined;
  /** Without punctuation. */
  documento?: string | undefined;
}

interface Params {
  vendedor: number;
  id: number;
  documento: string;
}

// One statement for each combination, so that a filter is always searched on an index, never along the whole list.
const consulta = ({ id, documento }: { id: boolean; documento: boolean }) =>
  prepared((db, param: Param<Params>) =>
    db
      .selectFrom('usuario as u')
      .leftJoin('cliente as c', (join) => {
        const seus = join.onRef('c.vendedor_id', '=', 'u.id').on('c.situacao', '!=', 'E');
        const comId = id ? seus.on('c.id', '=', param('id')) : seus;
        return documento ? comId.on('c.documento', '=', param('documento')) : comId;
      })
      .select(['c.id', 'c.nome', 'c.documento', 'c.tipo_pessoa'])
      .where('u.id', '=', param('vendedor'))
      .orderBy('c.id'),
  );

const porId = { sim: consulta({ id: true, documento: false }), nao: consulta({ id: false, documento: false }) };
const porDocumento = { sim: consulta({ id: true, documento: true }), nao: consulta({ id: false, documento: true }) };

/** The customers of a seller, all of them, by id; null when there is no such user. */
export async function clientesDoVendedor(db: Reader, vendedor: number, { id, documento }: FiltroDoVendedor) {
  const escolhida = (documento === undefined ? porId : porDocumento)[id === undefined ? 'nao' : 'sim'];
  const rows = await escolhida(db, { vendedor, id: id ?? 0, documento: documento ?? '' });
  if (rows.length === 0) return null;
  return rows.flatMap((row) => (row.id === null ? [] : [{ ...row, id: row.id, nome: row.nome ?? '' }]));
}
