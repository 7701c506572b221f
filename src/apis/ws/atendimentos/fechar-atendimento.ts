import { Type } from 'typebox';
import { fecharPorProtocolo } from '#modules/atendimentos/index.ts';
import { write } from '../../core/operation.ts';
import { Text } from '../wire.ts';

export const fecharAtendimento = write({
  ids: ['atendimentos.atendimento.fechar'],
  method: 'PUT',
  url: '/ws/comercial/atendimento/fechar',
  credentials: ['basic'],
  body: Type.Object({ protocolo: Text(40) }),
  response: Type.String(),
  contentType: 'text/plain',
  async handle({ tx, caller }, { body }) {
    const fechou = await fecharPorProtocolo(tx, body.protocolo, { integradorId: caller.integrador.id });
    return fechou ? 'SUCESSO' : 'FALHA';
  },
});
