import { Type } from 'typebox';
import { liberarSaidaDoContrato } from '#modules/redes/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id } from '../wire.ts';

export const liberarSaida = write({
  ids: ['redes.saidaCaixa.liberar'],
  method: 'POST',
  url: '/ws/redes/liberar/caixa/saida',
  credentials: ['basic', 'token'],
  body: Type.Object({ idContrato: Id }),
  response: Type.Object({ idContratoAtualizado: Type.Integer() }),
  errors: {
    'contrato.nao_encontrado': error(404, 'Contrato nao encontrado'),
    'contrato.sem_saida': error(409, 'O contrato não ocupa nem reserva nenhuma saída de caixa.'),
  },
  async handle({ tx }, { body }) {
    await liberarSaidaDoContrato(tx, body.idContrato);
    return { idContratoAtualizado: body.idContrato };
  },
});
