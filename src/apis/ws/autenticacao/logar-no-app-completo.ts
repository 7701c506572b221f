import { loginCompleto } from '#modules/clientes/index.ts';
import { assinanteOf, read } from '../../core/operation.ts';
import { AcessoAssinante } from '../wire.ts';
import { Assinante, assinanteNoFio } from './assinante-no-fio.ts';

export const logarCompleto = read({
  ids: ['autenticacao.app_completo.logar'],
  method: 'POST',
  url: '/ws/comercial/logar',
  credentials: ['basic', 'subscriber'],
  body: AcessoAssinante,
  response: Assinante,
  async handle(context) {
    const [cliente] = await loginCompleto(context.db, { id: assinanteOf(context).clienteId });
    if (!cliente) throw new Error('a subscriber without a customer');
    return assinanteNoFio(cliente);
  },
});
