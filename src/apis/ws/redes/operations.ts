import type { Operation } from '../../core/operation.ts';
import { buscarDadosDeNavegacao } from './buscar-dados-de-navegacao.ts';
import { buscarJustificativas } from './buscar-justificativas.ts';
import { desprovisionar } from './desprovisionar.ts';
import { liberarSaida } from './liberar-saida.ts';

export const redes: readonly Operation[] = [buscarDadosDeNavegacao, buscarJustificativas, desprovisionar, liberarSaida];
