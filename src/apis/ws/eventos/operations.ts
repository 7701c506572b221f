import type { Operation } from '../../core/operation.ts';
import { listarEventos } from './listar-eventos.ts';

export const eventos: readonly Operation[] = [listarEventos];
