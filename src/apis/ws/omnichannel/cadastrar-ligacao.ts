import { Type } from 'typebox';
import { registrarLigacao } from '#modules/omnichannel/index.ts';
import { write } from '../../core/operation.ts';
import { Id, Optional, Text } from '../wire.ts';

export const cadastrarLigacao = write({
  ids: ['omnichannel.ligacao.cadastrar'],
  method: 'POST',
  url: '/ws/telefonia/ligacoes/cadastrar',
  credentials: ['basic'],
  body: Type.Object({
    idCliente: Id,
    numeroOrigem: Text(40),
    ramal: Optional(Text(40)),
    fila: Optional(Text(40)),
  }),
  response: Type.String(),
  contentType: 'text/plain',
  async handle({ tx, caller }, { body: { idCliente, ...ligacao } }) {
    const registrada = await registrarLigacao(tx, { clienteId: idCliente, ...ligacao }, caller.integrador.id);
    return registrada ? 'SUCESSO' : 'FALHA';
  },
});
