import { Type } from 'typebox';
import { autorizar } from '#modules/sva/index.ts';
import { read } from '../../core/operation.ts';
import { Text } from '../wire.ts';
import { autenticacao } from './autenticar.ts';

export const autenticarBitTrainers = autenticacao(
  'sva.bitTrainers.autenticar',
  '/ws/integracao/bittrainers/authentication',
  Type.String(),
  ({ identificador }, clienteId) => identificador.fechar(clienteId),
);

export const autorizarBitTrainers = read({
  ids: ['sva.bitTrainers.autorizar'],
  method: 'GET',
  url: '/ws/integracao/bittrainers/authorization',
  credentials: ['basic', 'token'],
  query: Type.Object({ subscriber_id: Text(100), resource_id: Text(100) }),
  response: Type.Object({ access: Type.Boolean() }),
  async handle({ db, identificador }, { query }) {
    const clienteId = identificador.abrir(query.subscriber_id);
    if (clienteId === null) return { access: false };
    return { access: await autorizar(db, clienteId, { plataforma: 'BIT_TRAINERS', recurso: query.resource_id }) };
  },
});
