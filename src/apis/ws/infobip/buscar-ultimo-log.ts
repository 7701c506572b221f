import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { ultimoPin } from '#modules/notificacoes/index.ts';
import { read } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Log, logNoFio } from './log.ts';

export const buscarUltimoLog = read({
  ids: ['infobip.log.buscarUltimo'],
  method: 'GET',
  url: '/ws/integracao/infobip/ultimo/:telefone',
  credentials: ['basic', 'token'],
  params: Type.Object({ telefone: Type.String({ pattern: '^[0-9]{8,15}$' }) }),
  response: Log,
  errors: {
    'pin.nenhum': error(404, 'Nenhum PIN deste telefone foi verificado na última hora.'),
  },
  async handle({ db }, { params }) {
    const log = await ultimoPin(db, params.telefone);
    if (!log) throw new DomainError('notFound', 'pin.nenhum');
    return logNoFio(log);
  },
});
