import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { isMobile, parseTelefone } from '#kernel/telephone.ts';
import { contarTentativa } from '#modules/acesso/index.ts';
import { conferirPin, pedirPin, registrarPin, registrarVerificacao } from '#modules/notificacoes/index.ts';
import { write } from '../../core/operation.ts';
import { Id, Optional, Text } from '../wire.ts';
import { Log, logNoFio } from './log.ts';

// National or with 55, as people and apps write it; as Infobip takes it.
function msisdn(texto: string): string {
  const telefone = parseTelefone(texto);
  if (!telefone || !isMobile(telefone)) throw new DomainError('invalid', 'campo.telefone', { campo: 'telefone' });
  return `55${telefone.ddd}${telefone.numero}`;
}

export const enviarPin = write({
  ids: ['infobip.pin.enviar'],
  method: 'POST',
  url: '/ws/integracao/infobip/pin/enviar',
  credentials: ['basic', 'token'],
  body: Type.Object({ telefone: Text(30), idUsuario: Optional(Id) }),
  response: Log,
  ours: 'Pede à Infobip que envie um PIN por SMS ao celular (2FA), e guarda o registro no log. Cada PIN custa um SMS: pedidos repetidos ao mesmo número esperam.',
  // Before the transaction: what was sent stays sent.
  async prepare({ db, pin }, { body }) {
    const telefone = msisdn(body.telefone);
    await contarTentativa(db, `pin#${telefone}`);
    return { telefone, enviado: await pedirPin(pin, telefone) };
  },
  async handle({ tx, caller }, { body: { idUsuario } }, { telefone, enviado }) {
    return logNoFio(
      await registrarPin(tx, telefone, enviado, { integradorId: caller.integrador.id, usuarioId: idUsuario }),
    );
  },
});

export const verificarPin = write({
  ids: ['infobip.pin.verificar'],
  method: 'POST',
  url: '/ws/integracao/infobip/pin/verificar',
  credentials: ['basic', 'token'],
  body: Type.Object({ pinId: Text(100), pin: Type.String({ pattern: '^[0-9]{1,9}$' }) }),
  response: Log,
  ours: 'Confere na Infobip o PIN informado pelo cliente, e guarda o resultado no log. Um PIN errado é uma resposta: verificado false, com erroPin e tentativasRestantes.',
  prepare: ({ db, pin }, { body }) => conferirPin(db, pin, body.pinId, body.pin),
  async handle({ tx }, { body }, conferido) {
    return logNoFio(
      await registrarVerificacao(tx, {
        idPin: body.pinId,
        pin: Number(body.pin),
        verificado: conferido.verified,
        tentativasRestantes: conferido.attemptsRemaining,
        erroPin: conferido.pinError,
      }),
    );
  },
});
