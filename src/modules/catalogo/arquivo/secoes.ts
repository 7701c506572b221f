import type { Secao } from './secao.ts';
import { cobranca } from './secoes/cobranca.ts';
import { produtos } from './secoes/produtos.ts';
import { rede } from './secoes/rede.ts';
import { sva } from './secoes/sva.ts';
import { venda } from './secoes/venda.ts';

/** What the file holds, in the order in which the tables refer to each other. */
export const secoes: readonly Secao[] = [...produtos, ...venda, ...cobranca, ...rede, ...sva];
