import type { Operation } from '../core/operation.ts';
import { alterarContato } from './alterar-contato.ts';
import { incluirContato } from './incluir-contato.ts';
import { obterContato } from './obter-contato.ts';
import { pesquisarContatos } from './pesquisar-contatos.ts';

/** Every operation of Tiny API 2.0 that is built. */
export const operations: readonly Operation[] = [alterarContato, incluirContato, obterContato, pesquisarContatos];
