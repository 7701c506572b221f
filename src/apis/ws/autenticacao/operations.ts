import type { Operation } from '../../core/operation.ts';
import { alterarSenhaDeUsuario } from './alterar-senha-de-usuario.ts';
import { atualizarNotificacaoDoApp } from './atualizar-notificacao-do-app.ts';
import { buscarEmpresasDoUsuario } from './buscar-empresas-do-usuario.ts';
import { buscarNotificacoesDoApp } from './buscar-notificacoes-do-app.ts';
import { buscarSegmentosDoUsuario } from './buscar-segmentos-do-usuario.ts';
import { consultarVersaoDoApp } from './consultar-versao-do-app.ts';
import { gerarToken } from './gerar-token.ts';
import { logarCompleto } from './logar-no-app-completo.ts';
import { logarSimplificado } from './logar-no-app-simplificado.ts';
import { logarNoSistema } from './logar-no-sistema.ts';
import { redefinirSenha } from './redefinir-senha.ts';
import { renovarToken } from './renovar-token.ts';
import { resetarSenhaDoApp } from './resetar-senha-do-app.ts';

export const autenticacao: readonly Operation[] = [
  gerarToken,
  renovarToken,
  resetarSenhaDoApp,
  buscarNotificacoesDoApp,
  atualizarNotificacaoDoApp,
  redefinirSenha,
  logarCompleto,
  logarSimplificado,
  consultarVersaoDoApp,
  logarNoSistema,
  buscarSegmentosDoUsuario,
  buscarEmpresasDoUsuario,
  alterarSenhaDeUsuario,
];
