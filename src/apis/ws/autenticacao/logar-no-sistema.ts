import { Type } from 'typebox';
import { logarUsuario } from '#modules/acesso/index.ts';
import { read } from '../../core/operation.ts';
import { AcessoAssinante } from '../wire.ts';

export const logarNoSistema = read({
  ids: ['autenticacao.usuario.logar'],
  method: 'POST',
  url: '/ws/auth/logar',
  credentials: ['basic', 'token'],
  body: AcessoAssinante,
  response: Type.Object({
    idUsuario: Type.Integer(),
    idPerfil: Type.Integer(),
    vendedor: Type.Boolean(),
    podeAprovarReprovarProspecto: Type.Boolean(),
  }),
  errors: {
    'usuario.credencial': {
      status: 401,
      body: { error: 'Usuário e senha informados não pertencem a um usuário ativo no sistema.' },
    },
  },
  async handle({ db }, { body }) {
    const usuario = await logarUsuario(db, body.usuario, body.senha);
    return {
      idUsuario: usuario.id,
      idPerfil: usuario.perfilId,
      vendedor: usuario.vendedor,
      podeAprovarReprovarProspecto: usuario.podeAprovarReprovarProspecto,
    };
  },
});
