import { Type } from 'typebox';
import { enviarRegrasDeTitularidade } from '#modules/omnichannel/index.ts';
import { write } from '../../core/operation.ts';
import { ConteudoDeEmail, Feito } from '../conteudo-dado.ts';
import { error } from '../texts/error.ts';
import { Id } from '../wire.ts';

export const encaminharEmailTitularidade = write({
  ids: ['omnichannel.email_titularidade.encaminhar'],
  method: 'POST',
  url: '/ws/integracao/omnichannel/encaminhamento_email/mudanca_titularidade',
  credentials: ['basic', 'token'],
  query: ConteudoDeEmail,
  body: Type.Object({ idCliente: Id }),
  response: Feito,
  errors: { 'cliente.sem_email': error(409, 'O cliente não tem e-mail cadastrado.') },
  async handle({ tx, caller }, { query, body: { idCliente } }) {
    const email = await enviarRegrasDeTitularidade(tx, idCliente, {
      titulo: query.tituloEmail ?? null,
      conteudo: query.conteudoEmail ?? null,
      pedido: caller.requisicao,
    });
    return {
      data: `E-mail informando as regras de alteração de titularidade enviado para o endereço '${email}' com sucesso.`,
      status: 'OK' as const,
    };
  },
});
