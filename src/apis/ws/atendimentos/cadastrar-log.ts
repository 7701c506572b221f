import { Type } from 'typebox';
import { registrarLog } from '#modules/atendimentos/index.ts';
import { write } from '../../core/operation.ts';
import { Id, OneOf, Text } from '../wire.ts';

export const cadastrarLog = write({
  ids: ['atendimentos.log.cadastrar'],
  method: 'POST',
  url: '/ws/comercial/atendimentos/log/cadastrar',
  credentials: ['basic', 'token'],
  body: Type.Object({
    idUsuario: Id,
    acao: Text(4000),
    tipoAcao: OneOf('CADASTRO', 'ATUALIZAR'),
    idAtendimento: Id,
  }),
  response: Type.Object({ idLogAtendimento: Type.Integer() }),
  async handle({ tx }, { body: { idUsuario, idAtendimento, tipoAcao, acao } }) {
    const log = { usuarioId: idUsuario, atendimentoId: idAtendimento, tipoAcao, acao };
    return { idLogAtendimento: await registrarLog(tx, log) };
  },
});
