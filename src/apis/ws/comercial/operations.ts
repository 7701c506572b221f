import type { Operation } from '../../core/operation.ts';
import { alterarVencimentoNaAreaDoCliente } from '../contratos/alterar-vencimento-de-um-contrato.ts';
import { vencimentosDaAreaDoCliente } from '../contratos/vencimentos-ativos.ts';
import { buscarAreaDeCobertura } from './buscar-area-de-cobertura.ts';
import { buscarCanaisDeTvExtras } from './buscar-canais-de-tv-extras.ts';
import { buscarCanaisDeVendaAtivos } from './buscar-canais-de-venda-ativos.ts';
import { buscarPacotesDeTvExtras } from './buscar-pacotes-de-tv-extras.ts';
import { buscarPacotesDeVozExtras } from './buscar-pacotes-de-voz-extras.ts';
import { buscarPlanejamentosTributarios } from './buscar-planejamentos-tributarios.ts';
import { buscarPromocoesAtivas } from './buscar-promocoes-ativas.ts';
import { buscarTecnologias } from './buscar-tecnologias.ts';
import { buscarTiposDeContrato } from './buscar-tipos-de-contrato.ts';
import { buscarValoresDaTabela } from './buscar-valores-da-tabela.ts';
import { buscarVelocidadesDaTabela } from './buscar-velocidades-da-tabela.ts';
import { cadastrarContrato } from './cadastrar-contrato.ts';
import { inativarTemporariamente } from './inativar-temporariamente.ts';
import { listarContratosParaInativacao } from './listar-contratos-para-inativacao.ts';

export const comercial: readonly Operation[] = [
  buscarTiposDeContrato,
  buscarTecnologias,
  buscarCanaisDeVendaAtivos,
  buscarPromocoesAtivas,
  buscarPlanejamentosTributarios,
  buscarVelocidadesDaTabela,
  buscarAreaDeCobertura,
  buscarValoresDaTabela,
  buscarPacotesDeVozExtras,
  buscarCanaisDeTvExtras,
  buscarPacotesDeTvExtras,
  cadastrarContrato,
  listarContratosParaInativacao,
  inativarTemporariamente,
  vencimentosDaAreaDoCliente,
  alterarVencimentoNaAreaDoCliente,
];
