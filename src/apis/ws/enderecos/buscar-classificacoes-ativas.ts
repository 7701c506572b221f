import { Type } from 'typebox';
import { classificacoesAtivas } from '#modules/enderecos/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';

export const buscarClassificacoesAtivas = read({
  ids: ['enderecos.classificacao.buscarAtivas'],
  method: 'GET',
  url: '/ws/comercial/enderecos/classificacoes',
  credentials: ['basic', 'token'],
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      descricao: Type.String(),
      ativo: Type.Boolean(),
      condominio: Type.Boolean(),
      shopping: Type.Boolean(),
    }),
  ),
  handle: async ({ db }) => ({ resposta: await classificacoesAtivas(db, {}) }),
});
