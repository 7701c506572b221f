export { cadastrarAreas } from './areas.ts';
export { anexarArquivos } from './arquivos.ts';
export { type ArquivoRecebido, guardarConteudo, lerArquivosRecebidos } from './arquivos-recebidos.ts';
export { avisosPendentes } from './avisos.ts';
export { avisosDoCliente, marcarAvisoEnviado } from './avisos-do-assinante.ts';
export { areasDeAtuacao, cfops, tiposDeAtividade, tiposDeContato, tributacoesFederais } from './catalogos.ts';
export {
  type CodigoReservado,
  desistirDoCodigo,
  esquecerCodigos,
  MODELO_DO_CODIGO,
  reservarCodigo,
  validarCodigo,
} from './codigo-email/codigo.ts';
export { configuracoesDoApp } from './configuracao-app.ts';
export * from './contato-erp/index.ts';
export { cadastrarContatos } from './contatos.ts';
export { criarCliente, type NovoCliente } from './criar-cliente.ts';
export { cadastrarDadosDebito, dadosDebitoDoCliente } from './dados-debito.ts';
export { cadastrarEndereco, enderecosDoCliente } from './enderecos.ts';
export { loginCompleto } from './login-completo.ts';
export { alterarNotificacoes } from './notificacoes.ts';
export { clienteDoApp, informacoesDoCliente } from './queries.ts';
export { contarPedidoDeSenha, resetarSenha, resetarSenhaPorSms } from './senha-app.ts';
export { solicitarAlteracao } from './solicitacoes.ts';
export { type TrocaDeTelefone, trocarTelefone } from './telefone-trocar.ts';
export { celularParaSms, telefoneCelular, telefoneFixo } from './telefones.ts';
export { clientesDoVendedor } from './vendedor.ts';
