import { Type } from 'typebox';
import { enviarLinhaDigitavel as enviar } from '#modules/omnichannel/index.ts';
import { write } from '../../core/operation.ts';
import { ConteudoDeSms, Feito } from '../conteudo-dado.ts';
import { error } from '../texts/error.ts';
import { Id } from '../wire.ts';

export const enviarLinhaDigitavel = write({
  ids: ['omnichannel.linha_digitavel.enviar'],
  method: 'POST',
  url: '/ws/integracao/omnichannel/fatura/linha_digitavel/enviar',
  credentials: ['basic', 'token'],
  query: ConteudoDeSms,
  body: Type.Object({ idFatura: Id }),
  response: Feito,
  errors: {
    'fatura.nao_encontrada': error(404, 'Fatura não encontrada.'),
    'fatura.nao_aberta': error(409, 'A fatura não está aberta: não há o que pagar por ela.'),
    'fatura.sem_boleto': error(409, 'A fatura não tem boleto a pagar, e por isso não tem linha digitável.'),
    'cliente.sem_celular': error(409, 'O cliente da fatura não tem celular cadastrado que receba SMS.'),
  },
  async handle({ tx, caller }, { query, body: { idFatura } }) {
    const numero = await enviar(tx, idFatura, {
      titulo: query.tituloSMS ?? null,
      conteudo: query.conteudoSMS ?? null,
      pedido: caller.requisicao,
    });
    return {
      data: `SMS com a linha digitável da fatura de ID '${idFatura}' enviado para o número '${numero}' com sucesso.`,
      status: 'OK' as const,
    };
  },
});
