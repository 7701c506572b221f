import type { Operation } from '../../core/operation.ts';
import { buscarBairrosDeUmaCidade } from './buscar-bairros-de-uma-cidade.ts';
import { buscarCidadesDeUmEstado } from './buscar-cidades-de-um-estado.ts';
import { buscarClassificacoesAtivas } from './buscar-classificacoes-ativas.ts';
import { buscarCondominios } from './buscar-condominios.ts';
import { buscarCondominiosCM } from './buscar-condominios-cm.ts';
import { buscarEnderecoPorCep } from './buscar-endereco-por-cep.ts';
import { buscarEnderecosDeUmBairro } from './buscar-enderecos-de-um-bairro.ts';

export const enderecos: readonly Operation[] = [
  buscarEnderecoPorCep,
  buscarCidadesDeUmEstado,
  buscarBairrosDeUmaCidade,
  buscarEnderecosDeUmBairro,
  buscarCondominiosCM,
  buscarCondominios,
  buscarClassificacoesAtivas,
];
