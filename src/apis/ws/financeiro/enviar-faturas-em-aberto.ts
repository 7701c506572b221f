import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { enviarFaturasAbertas } from '#modules/financeiro/index.ts';
import { write } from '../../core/operation.ts';
import { Id, OneOf } from '../wire.ts';

export const enviarFaturasEmAberto = write({
  ids: ['financeiro.faturas.enviarEmAberto'],
  method: 'POST',
  url: '/ws/financeiro/faturas/abertas/:idCliente/enviar',
  credentials: ['basic'],
  params: Type.Object({ idCliente: Id }),
  // Each is a PDF in the message.
  body: Type.Object({ idsFaturas: Type.Array(Id, { minItems: 1, maxItems: 24 }) }),
  response: OneOf('SUCESSO', 'FALHA'),
  contentType: 'text/plain',
  async handle({ tx }, { params: { idCliente }, body: { idsFaturas } }) {
    const enviou = await enviarFaturasAbertas(tx, idCliente, idsFaturas, `faturas em aberto ${randomUUID()}`);
    return enviou ? 'SUCESSO' : 'FALHA';
  },
});
