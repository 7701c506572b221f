import { Type } from 'typebox';
import { autorizar } from '#modules/sva/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Optional, Text } from '../wire.ts';
import { autenticacao } from './autenticar.ts';

// The document's subscriber_id is a number, the customer's code (page 237).
export const autenticarNeo = autenticacao(
  'sva.neo.autenticar',
  '/ws/comercial/clientes/integracao/authentication',
  Type.Integer(),
  (_context, clienteId) => clienteId,
);

export const autorizarNeo = read({
  ids: ['sva.neo.autorizar'],
  method: 'GET',
  url: '/ws/comercial/clientes/integracao/authorization',
  credentials: ['basic', 'token'],
  query: Type.Object({
    subscriber_id: Id,
    resource_id: Text(100),
    country_code: Optional(Text(10)),
    action_id: Optional(Text(50)),
    ip_address: Optional(Text(50)),
  }),
  response: Type.Object({ access: Type.Boolean() }),
  async handle({ db }, { query }) {
    const access = await autorizar(db, query.subscriber_id, {
      plataforma: 'NEO',
      recurso: query.resource_id,
      pais: query.country_code,
      acao: query.action_id,
    });
    return { access };
  },
});
