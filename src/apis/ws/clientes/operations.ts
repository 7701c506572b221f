import type { Operation } from '../../core/operation.ts';
import { alterarNotificacoes } from './alterar-notificacoes.ts';
import { buscarAreasDeAtuacao } from './buscar-areas-de-atuacao.ts';
import { buscarAvisosDoApp } from './buscar-avisos-do-app.ts';
import { buscarCaixasProximas } from './buscar-caixas-proximas.ts';
import { buscarCfops } from './buscar-cfops.ts';
import { buscarClientesPorVendedor } from './buscar-clientes-por-vendedor.ts';
import { buscarDadosDeDebito } from './buscar-dados-de-debito.ts';
import { buscarEnderecosDeCliente } from './buscar-enderecos-de-cliente.ts';
import { buscarOrigensComerciais } from './buscar-origens-comerciais.ts';
import { buscarPacotesParaVenda } from './buscar-pacotes-para-venda.ts';
import { buscarPlanosParaVenda } from './buscar-planos-para-venda.ts';
import { buscarPlanosProspectados } from './buscar-planos-prospectados.ts';
import { buscarTiposDeAtividade } from './buscar-tipos-de-atividade.ts';
import { buscarTiposDeContato } from './buscar-tipos-de-contato.ts';
import { buscarTributacoesFederais } from './buscar-tributacoes-federais.ts';
import { cadastrarAreasDeAtuacao } from './cadastrar-areas-de-atuacao.ts';
import { cadastrarContatos } from './cadastrar-contatos.ts';
import { cadastrarDadosDeDebito } from './cadastrar-dados-de-debito.ts';
import { cadastrarEndereco } from './cadastrar-endereco.ts';
import { converterProspecto } from './converter-prospecto.ts';
import { informacoesDeCliente } from './informacoes-de-cliente.ts';
import { resetarSenhaDoApp } from './resetar-senha-do-app.ts';

export const clientes: readonly Operation[] = [
  buscarCfops,
  buscarAreasDeAtuacao,
  buscarTiposDeAtividade,
  buscarTributacoesFederais,
  buscarTiposDeContato,
  converterProspecto,
  cadastrarAreasDeAtuacao,
  cadastrarDadosDeDebito,
  cadastrarContatos,
  informacoesDeCliente,
  alterarNotificacoes,
  buscarAvisosDoApp,
  resetarSenhaDoApp,
  cadastrarEndereco,
  buscarEnderecosDeCliente,
  buscarOrigensComerciais,
  buscarPlanosParaVenda,
  buscarPacotesParaVenda,
  buscarDadosDeDebito,
  buscarCaixasProximas,
  buscarPlanosProspectados,
  buscarClientesPorVendedor,
];
