import { Type } from 'typebox';
import { incluirContatoErp } from '#modules/clientes/index.ts';
import { write } from '../core/operation.ts';
import { gravarLote } from './lote.ts';
import { PARAMETROS_GERAIS, RetornoDoLote } from './wire.ts';

export const incluirContato = write({
  ids: ['tiny.contato.incluir'],
  method: 'POST',
  url: '/api2/contato.incluir.php',
  credentials: ['apiToken'],
  body: Type.Object({
    ...PARAMETROS_GERAIS,
    contato: Type.String({ description: 'Como em contato.alterar.php, sem id: JSON, ou XML com formato=xml' }),
  }),
  response: RetornoDoLote,
  ours:
    'Inclui até 20 contatos. Sem codigo, o contato recebe o próximo número; sem tipos_contato, o tipo «Outro». ' +
    'Um CPF ou CNPJ de outro contato é o erro 30.',
  handle: (context, { body }) => gravarLote(context, body, incluirContatoErp),
});
