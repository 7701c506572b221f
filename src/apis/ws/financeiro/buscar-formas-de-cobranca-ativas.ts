import { formasDeCobrancaAtivas } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';
import { FormaCobranca, formaCobranca } from './forma-de-cobranca.ts';

export const buscarFormasDeCobrancaAtivas = read({
  ids: ['financeiro.formasCobranca.buscarAtivas'],
  method: 'GET',
  url: '/ws/financeiro/formas_cobranca',
  credentials: ['basic', 'token'],
  response: Resposta(FormaCobranca),
  async handle({ db }) {
    const formas = await formasDeCobrancaAtivas(db, {});
    return { resposta: formas.map(formaCobranca) };
  },
});
