import { type Static, Type } from 'typebox';
import type { LogDoPin } from '#modules/notificacoes/index.ts';
import { Nullable } from '../wire.ts';

/** A record of the log in the envelope of its operations (pages 197 and 198); moments in epoch milliseconds. */
export const Log = Type.Object({
  data: Type.Object({
    id: Type.Integer(),
    idAplicacao: Type.String(),
    idMensagem: Type.String(),
    idPin: Type.String(),
    pin: Nullable(Type.Integer()),
    telefone: Type.String(),
    statusNC: Nullable(Type.String()),
    statusSMS: Nullable(Type.String()),
    tentativasRestantes: Type.Integer(),
    verificado: Type.Boolean(),
    erroPin: Nullable(Type.String()),
    erroRequisicao: Nullable(Type.String()),
    dataVerificacao: Nullable(Type.Integer()),
    dataLog: Type.Integer(),
    idUsuario: Nullable(Type.Integer()),
  }),
  status: Type.Literal('OK'),
});

export const logNoFio = (log: LogDoPin): Static<typeof Log> => ({
  data: {
    id: log.id,
    idAplicacao: log.id_aplicacao,
    idMensagem: log.id_mensagem,
    idPin: log.id_pin,
    pin: log.pin,
    telefone: log.telefone,
    statusNC: log.status_nc,
    statusSMS: log.status_sms,
    tentativasRestantes: log.tentativas_restantes,
    verificado: log.verificado,
    erroPin: log.erro_pin,
    erroRequisicao: log.erro_requisicao,
    dataVerificacao: log.verificado_em?.getTime() ?? null,
    dataLog: log.criado_em.getTime(),
    idUsuario: log.usuario_id,
  },
  status: 'OK',
});
