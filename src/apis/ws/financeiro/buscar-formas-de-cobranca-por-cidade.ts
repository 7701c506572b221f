import { Type } from 'typebox';
import { formasDeCobranca } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Id, OneOf, Resposta } from '../wire.ts';
import { FormaCobranca, formaCobranca } from './forma-de-cobranca.ts';

export const buscarFormasDeCobrancaPorCidade = read({
  ids: ['financeiro.formasCobranca.buscarPorCidadeTipo'],
  method: 'GET',
  url: '/ws/financeiro/formas_cobranca/cidade/:idCidade/tipo/:tipo',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCidade: Id, tipo: OneOf('DIGITAL', 'CARNE', 'DEBITO', 'PREPAGO', 'BOLETO') }),
  response: Resposta(FormaCobranca),
  async handle({ db }, { params }) {
    const formas = await formasDeCobranca(db, { cidadeId: params.idCidade, tipo: params.tipo });
    return { resposta: formas.map(formaCobranca) };
  },
});
