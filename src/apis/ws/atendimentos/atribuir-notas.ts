import { Type } from 'typebox';
import { atribuirNotas as atribuir } from '#modules/atendimentos/index.ts';
import { write } from '../../core/operation.ts';
import { Id } from '../wire.ts';

export const atribuirNotas = write({
  ids: ['atendimentos.nota.atribuir'],
  method: 'POST',
  url: '/ws/servicos/agendamento/atendimento/atribuir_nota',
  credentials: ['basic', 'token'],
  body: Type.Object({ idAtendimento: Id, notaTecnico: Type.Number(), notaResolucao: Type.Number() }),
  response: Type.Object({ data: Type.String(), status: Type.Literal('OK') }),
  async handle({ tx }, { body: { idAtendimento, ...notas } }) {
    await atribuir(tx, idAtendimento, notas);
    return { data: `Notas do atendimento de ID '${idAtendimento}' atribuídas com sucesso.`, status: 'OK' as const };
  },
});
