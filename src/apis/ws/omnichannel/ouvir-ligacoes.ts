import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { read } from '../../core/operation.ts';
import { Optional } from '../wire.ts';

export const ouvirLigacoes = read({
  ids: ['omnichannel.ligacao.ouvir'],
  method: 'GET',
  url: '/ws/integracao/omnichannel/ligacoes/eventos',
  credentials: ['basic', 'token'],
  query: Type.Object({ depoisDe: Optional(Type.Integer({ minimum: 0 })) }),
  response: Type.Unsafe<Readable>({ type: 'string' }),
  contentType: 'text/event-stream',
  ours:
    'As ligações entrantes da URA, no instante em que chegam, como eventos do servidor (text/event-stream): ' +
    'id, event: ligacao, data com id, idCliente, cliente, numeroOrigem, ramal, fila e recebidaEm. ' +
    'Quem volta informa o último id visto em depoisDe, ou no cabeçalho Last-Event-ID, e recebe o que perdeu.',
  headers: () => ({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' }),
  handle({ ligacoes, caller }, { query }) {
    const visto = /^\d{1,10}$/.test(caller.lastEventId ?? '') ? Number(caller.lastEventId) : null;
    return ligacoes.ouvir(query.depoisDe ?? visto);
  },
});
