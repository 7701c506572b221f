import { alterarContatoErp } from '#modules/clientes/index.ts';
import { write } from '../core/operation.ts';
import { gravarLote } from './lote.ts';
import type { Params } from './params.ts';
import { RetornoDoLote } from './wire.ts';

export const alterarContato = write({
  ids: ['tiny.contato.alterar'],
  method: 'POST',
  url: '/api2/contato.alterar.php',
  credentials: ['apiToken'],
  response: RetornoDoLote,
  handle: (context, { body }) => gravarLote(context, body as Params, alterarContatoErp),
});
