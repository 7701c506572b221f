import { sql } from 'kysely';
import type { Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

export type Plataforma = 'NEO' | 'BIT_TRAINERS' | 'PLAYHUB';

/** What a platform asks for, as it names it. */
export interface Pedido {
  plataforma: Plataforma;
  recurso: string;
  /** ISO country; undefined: not told, which no rule on countries refuses. */
  pais?: string | undefined;
  acao?: string | undefined;
}

type Perguntado = {
  clienteId: number;
  plataforma: Plataforma;
  recurso: string;
  pais: string | null;
  acao: string | null;
};

const permitido = prepared((db, param: Param<Perguntado>) =>
  db.selectNoFrom(
    sql<boolean>`exists (
      select from contrato_produto_sva v
      join sva_recurso r on r.produto_id = v.produto_id
      join sva_produto p on p.id = r.produto_id and p.ativo
      join cliente c on c.id = v.cliente_id and c.situacao <> 'E'
      where v.cliente_id = ${param('clienteId')}::integer
        and r.plataforma = ${param('plataforma')} and r.recurso = ${param('recurso')}
        and (r.pais is null or ${param('pais')}::text is null or r.pais = ${param('pais')}::text)
        and (r.acao is null or ${param('acao')}::text is null or r.acao = ${param('acao')}::text))`.as('permitido'),
  ),
);

/**
 * Whether the customer may use the resource: by a product of an enabled contract. False in all other cases alike,
 * for a customer or a resource that does not exist too.
 */
export async function autorizar(db: Reader, clienteId: number, pedido: Pedido): Promise<boolean> {
  const { plataforma, recurso, pais = null, acao = null } = pedido;
  const [row] = await permitido(db, {
    clienteId,
    plataforma,
    recurso,
    pais: pais?.toUpperCase() ?? null,
    acao: acao?.toUpperCase() ?? null,
  });
  return row?.permitido ?? false;
}
