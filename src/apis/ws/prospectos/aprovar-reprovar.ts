import { Type } from 'typebox';
import { aprovarReprovar as julgar } from '#modules/prospectos/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, OneOf } from '../wire.ts';

export const aprovarReprovar = write({
  ids: ['prospectos.prospecto.aprovarReprovar'],
  method: 'PUT',
  url: '/ws/comercial/prospectos/aprovar/reprovar',
  credentials: ['basic', 'token'],
  body: Type.Object({ idUsuario: Id, idProspecto: Id, acao: OneOf('aprovar', 'reprovar') }),
  response: Type.Object({ resposta: Type.Integer() }),
  errors: {
    'usuario.sem_permissao': error(403, 'O usuário informado não tem permissão para aprovar ou reprovar prospectos.'),
    'prospecto.ja_julgado': ({ oportunidade, aprovacao }) =>
      error(409, `O prospecto não espera aprovação: a oportunidade está ${oportunidade} e a análise, ${aprovacao}.`),
  },
  async handle({ tx, clock }, { body: { idUsuario, idProspecto, acao } }) {
    await julgar(tx, clock, { usuarioId: idUsuario, prospectoId: idProspecto, acao });
    return { resposta: idProspecto };
  },
});
