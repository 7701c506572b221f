export { autorizar, type Pedido, type Plataforma } from './autorizacao.ts';
export { contratarSva, encerrarSva, recursosSva } from './contratar.ts';
export { Identificador } from './identificador.ts';
export { clienteDoDocumento, clientesDaHabilitacao } from './playhub.ts';
export {
  ativarUsuarioDoPlayHub,
  criarUsuarioDoPlayHub,
  exigirUsuarioDoPlayHub,
  trocarSenhaDoPlayHub,
  usuariosDePlataformas,
} from './usuarios.ts';
