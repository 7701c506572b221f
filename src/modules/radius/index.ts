export { type Conferencia, conferir, lerAnomalias } from './anomalias.ts';
export { atualizarRede, atualizarTodos } from './atualizar.ts';
export { type BlocosImportados, importarBlocos } from './cgnat.ts';
export { executarComando, lerComandos, NasCaladoError } from './comandos.ts';
export {
  contratoDoLogin,
  existeCliente,
  extratoDeNavegacao,
  leiturasDoLogin,
  totalNavegado,
  ultimasConexoes,
} from './consumo.ts';
export { criarNas, listarNas, type NovoNas, removerNas } from './nas.ts';
export { criarPapel } from './papel.ts';
export { type Achado, type Pergunta, quem } from './quem.ts';
export { cuidarDaRede, cuidarDasParticoes } from './rotinas.ts';
export { acessoDe, duracaoFormatada, gigabytes, grupoDe } from './rules.ts';
export { abrirSenhaWifi, alterarWifi, type DadosDeRede, dadosDeRede, type Wifi, wifiDoContrato } from './wifi.ts';
