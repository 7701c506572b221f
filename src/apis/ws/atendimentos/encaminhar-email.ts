import { Type } from 'typebox';
import { enviarAtendimentoPorEmail } from '#modules/atendimentos/index.ts';
import { write } from '../../core/operation.ts';
import { ConteudoDeEmail, Feito } from '../conteudo-dado.ts';
import { Id } from '../wire.ts';

export const encaminharEmail = write({
  ids: ['atendimentos.email.encaminhar'],
  method: 'POST',
  url: '/ws/area/cliente/protocolo/atendimento/enviar',
  credentials: ['basic', 'token'],
  query: ConteudoDeEmail,
  body: Type.Object({ idAtendimento: Id }),
  response: Feito,
  async handle({ tx, caller }, { query, body: { idAtendimento } }) {
    const email = await enviarAtendimentoPorEmail(tx, idAtendimento, {
      titulo: query.tituloEmail ?? null,
      conteudo: query.conteudoEmail ?? null,
      pedido: caller.requisicao,
    });
    return {
      data: `E-mail informando os dados do atendimento enviado para o endereço '${email}' com sucesso.`,
      status: 'OK' as const,
    };
  },
});
