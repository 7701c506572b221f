import type { Database } from '#platform/db.ts';
import { insert } from '../support/vendas.ts';

type Plataforma = 'NEO' | 'BIT_TRAINERS' | 'PLAYHUB';

let next = 1;

/** A product with a resource of its own at a platform. */
export async function makeProduto(
  db: Database,
  plataforma: Plataforma,
  changed: { recurso?: string; pais?: string; acao?: string; ativo?: boolean } = {},
) {
  const { ativo = true, ...more } = changed;
  const id = await insert(db, 'sva_produto', { descricao: 'PRODUTO', ativo });
  const recurso = `R${next++}-${process.pid}`;
  await insert(db, 'sva_recurso', { produto_id: id, plataforma, recurso, ...more });
  return { id, recurso: more.recurso ?? recurso };
}
