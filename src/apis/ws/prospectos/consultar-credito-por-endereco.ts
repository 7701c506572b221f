import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { dividasDoEndereco } from '#modules/prospectos/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Optional, Text } from '../wire.ts';
import { RespostaDeCredito, respostaDeCredito } from './campos.ts';

export const consultarCreditoPorEndereco = read({
  ids: ['prospectos.credito.consultarPorEndereco'],
  method: 'POST',
  url: '/ws/comercial/credito_endereco/consultar',
  credentials: ['basic', 'token'],
  body: Type.Object({
    idEndereco: Id,
    numero: Type.Integer({ minimum: 0, maximum: 9_999_999 }),
    idCondominioCM: Optional(Id),
    idBloco: Optional(Id),
    andar: Optional(Text(20)),
    numeroCasa: Optional(Text(20)),
  }),
  response: RespostaDeCredito,
  async handle({ db, clock }, { body }) {
    const [lugar] = await dividasDoEndereco(db, {
      logradouro: body.idEndereco,
      numero: String(body.numero),
      condominioCM: body.idCondominioCM ?? null,
      bloco: body.idBloco ?? null,
      andar: body.andar ?? null,
      casa: body.numeroCasa ?? null,
      hoje: clock.today(),
    });
    if (!lugar) throw new DomainError('invalid', 'logradouro.desconhecido');
    return respostaDeCredito(lugar.faturas);
  },
});
