import type { Operation } from '../../core/operation.ts';
import { alterarDadosDeRede } from './alterar-dados-de-rede.ts';
import { alterarParaFaturaDigital } from './alterar-para-fatura-digital.ts';
import { alterarVencimentoDoContrato } from './alterar-vencimento-do-contrato.ts';
import { alterarVencimentos } from './alterar-vencimentos.ts';
import { baixarModeloDeAceite } from './baixar-modelo-de-aceite.ts';
import { baixarModeloDeContrato } from './baixar-modelo-de-contrato.ts';
import { buscarContratosEFaturas } from './buscar-contratos-e-faturas.ts';
import { buscarExtratoDeLigacao } from './buscar-extrato-de-ligacao.ts';
import { buscarExtratoDeNavegacao } from './buscar-extrato-de-navegacao.ts';
import { buscarTotalDeLigacoes } from './buscar-total-de-ligacoes.ts';
import { buscarTotalNavegado } from './buscar-total-navegado.ts';
import { buscarUltimaConexao } from './buscar-ultima-conexao.ts';
import { confirmarAceite } from './confirmar-aceite.ts';
import { dadosPorCliente, dadosPorDocumento } from './dados-de-cliente.ts';
import { informacoesDeDadosRede } from './dados-de-rede.ts';
import { buscarDadosDoContrato } from './dados-do-contrato.ts';
import { fazerUploadDeArquivosDoCliente } from './fazer-upload-de-arquivos-do-cliente.ts';
import { habilitarContratoEmConfianca, habilitarEmConfiancaPeloStatus } from './habilitar-em-confianca.ts';
import { informacoesDeContrato } from './informacoes-de-contrato.ts';
import { solicitarAtualizacaoDeDados } from './solicitar-atualizacao-de-dados.ts';
import { verificarFaturaDigital } from './verificar-fatura-digital.ts';
import { verificarVencimentoDoContrato } from './verificar-vencimento-do-contrato.ts';

export const contratos: readonly Operation[] = [
  informacoesDeContrato,
  solicitarAtualizacaoDeDados,
  baixarModeloDeAceite,
  confirmarAceite,
  fazerUploadDeArquivosDoCliente,
  baixarModeloDeContrato,
  buscarContratosEFaturas,
  buscarDadosDoContrato,
  dadosPorDocumento,
  dadosPorCliente,
  habilitarEmConfiancaPeloStatus,
  habilitarContratoEmConfianca,
  verificarFaturaDigital,
  alterarParaFaturaDigital,
  verificarVencimentoDoContrato,
  alterarVencimentoDoContrato,
  alterarVencimentos,
  informacoesDeDadosRede,
  alterarDadosDeRede,
  buscarTotalNavegado,
  buscarTotalDeLigacoes,
  buscarExtratoDeNavegacao,
  buscarExtratoDeLigacao,
  buscarUltimaConexao,
];
