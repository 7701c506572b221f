import { Type } from 'typebox';
import { registrarVerificacao } from '#modules/notificacoes/index.ts';
import { write } from '../../core/operation.ts';
import { Optional, Text } from '../wire.ts';
import { Log, logNoFio } from './log.ts';

const Excecao = Type.Object({
  messageId: Optional(Type.String({ maxLength: 200 })),
  text: Optional(Type.String({ maxLength: 500 })),
});

/** How the check of a code ended, as the app had it from Infobip itself (page 198). */
export const atualizarLog = write({
  ids: ['infobip.log.atualizar'],
  method: 'PUT',
  url: '/ws/integracao/infobip/verificar/pin/:pin',
  credentials: ['basic', 'token'],
  // Leading zeros are lost in the answer, where it is a number.
  params: Type.Object({ pin: Type.String({ pattern: '^[0-9]{1,9}$' }) }),
  body: Type.Object({
    pinId: Text(100),
    msisdn: Optional(Type.String({ pattern: '^[0-9]{8,15}$', maxLength: 15 })),
    verified: Type.Boolean(),
    attemptsRemaining: Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    pinError: Optional(Type.String({ maxLength: 200 })),
    requestError: Optional(Type.Object({ serviceExceptionResponse: Optional(Excecao) })),
  }),
  response: Log,
  async handle({ tx }, { params, body }) {
    const excecao = body.requestError?.serviceExceptionResponse;
    const log = await registrarVerificacao(tx, {
      idPin: body.pinId,
      pin: Number(params.pin),
      telefone: body.msisdn,
      verificado: body.verified,
      tentativasRestantes: body.attemptsRemaining,
      erroPin: body.pinError,
      erroRequisicao: [excecao?.messageId, excecao?.text].filter(Boolean).join(': ') || null,
    });
    return logNoFio(log);
  },
});
