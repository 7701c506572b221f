import type { Part } from '../part.ts';
import { cobranca } from './catalogo/cobranca.ts';
import { ofertas } from './catalogo/ofertas.ts';
import { FIBRA_MAIS, planosAVenda } from './catalogo/planos.ts';
import { produtos } from './catalogo/produtos.ts';

/** What the demo provider sells, at which price, with which promotions, and how it is paid. */
export const catalogo: Part = {
  name: 'catalogo',
  rows: (moment) => [...produtos, ...planosAVenda, ...ofertas(moment), ...cobranca],
  async after(tx) {
    await tx.updateTable('plano').set(FIBRA_MAIS).where('id', '=', FIBRA_MAIS.id).execute();
  },
};
