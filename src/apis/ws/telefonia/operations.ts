import type { Operation } from '../../core/operation.ts';
import { buscarNumerosLivres } from './buscar-numeros-livres.ts';
import { buscarPrefixos } from './buscar-prefixos.ts';

export const telefonia: readonly Operation[] = [buscarPrefixos, buscarNumerosLivres];
