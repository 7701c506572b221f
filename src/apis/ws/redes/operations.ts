import type { Operation } from '../../core/operation.ts';
import { buscarDadosDeNavegacao } from './buscar-dados-de-navegacao.ts';

export const redes: readonly Operation[] = [buscarDadosDeNavegacao];
