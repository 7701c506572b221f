export { abrirAcesso } from './abrir-acesso.ts';
export { redefinirSenha, sortearSenha } from './assinantes.ts';
export { type FiltroDeAuditoria, type LinhaDeAuditoria, lerAuditoria } from './auditoria.ts';
export {
  ativarUsuario,
  criarUsuario,
  definirPerfil,
  type NovoUsuario,
  perfis,
  trocarSenhaDoUsuario,
  usuarios,
} from './cadastro-usuarios.ts';
export { conferirSenha } from './conferir.ts';
export {
  alterarEmpresa,
  criarEmpresa,
  type DadosDaEmpresa,
  listaDeEmpresas,
  type MudancaDaEmpresa,
} from './empresas.ts';
export { faxina } from './faxina.ts';
export {
  alterarIntegrador,
  ativarIntegrador,
  type Credencial,
  criarIntegrador,
  girarCredenciais,
  integradores,
  type NovoIntegrador,
  type TipoCredencial,
} from './integradores.ts';
export { type Assinante, identificadorDaChave, Porta } from './porta.ts';
export { assinanteDoLogin, type Integrador } from './queries.ts';
export { escoposDesconhecidos } from './rules.ts';
export { hashSenha } from './senha.ts';
export { sortearSenhaDeUsuario } from './sorteio.ts';
export { contarTentativa } from './tentativas.ts';
export { gerarToken, renovarToken, type TokenLido, type TokenSettings } from './tokens.ts';
export {
  alterarSenhaDoUsuario,
  conferirSenhaDoUsuario,
  empresasDoUsuario,
  logarUsuario,
  segmentosDoUsuario,
} from './usuarios.ts';
