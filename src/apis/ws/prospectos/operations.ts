import type { Operation } from '../../core/operation.ts';
import { anexarArquivos } from './anexar-arquivos.ts';
import { aprovarReprovar } from './aprovar-reprovar.ts';
import { atualizarProspecto } from './atualizar-prospecto.ts';
import { buscarArquivos } from './buscar-arquivos.ts';
import { buscarPacotesDisponiveis } from './buscar-pacotes-disponiveis.ts';
import { buscarPlanosDisponiveis } from './buscar-planos-disponiveis.ts';
import { buscarProspecto } from './buscar-prospecto.ts';
import { buscarProspectosDoVendedor } from './buscar-prospectos-do-vendedor.ts';
import { buscarStatusDeVendas } from './buscar-status-de-vendas.ts';
import { buscarTipos } from './buscar-tipos.ts';
import { cadastrarEndereco } from './cadastrar-endereco.ts';
import { cadastrarProspecto } from './cadastrar-prospecto.ts';
import { cadastrarServicoDeInteresse } from './cadastrar-servico-de-interesse.ts';
import { consultarClearSale } from './consultar-clear-sale.ts';
import { consultarCreditoDoEndereco } from './consultar-credito-do-endereco.ts';
import { consultarCreditoInterno } from './consultar-credito-interno.ts';
import { consultarCreditoPorEndereco } from './consultar-credito-por-endereco.ts';
import { consultarSpc } from './consultar-spc.ts';
import { consultarViabilidade } from './consultar-viabilidade.ts';
import { consultarViabilidadePorEndereco } from './consultar-viabilidade-por-endereco.ts';

export const prospectos: readonly Operation[] = [
  buscarTipos,
  cadastrarProspecto,
  cadastrarEndereco,
  buscarPlanosDisponiveis,
  buscarPacotesDisponiveis,
  cadastrarServicoDeInteresse,
  consultarCreditoInterno,
  consultarCreditoDoEndereco,
  consultarSpc,
  consultarClearSale,
  consultarViabilidade,
  consultarViabilidadePorEndereco,
  consultarCreditoPorEndereco,
  buscarStatusDeVendas,
  buscarProspectosDoVendedor,
  buscarProspecto,
  aprovarReprovar,
  anexarArquivos,
  buscarArquivos,
  atualizarProspecto,
];
