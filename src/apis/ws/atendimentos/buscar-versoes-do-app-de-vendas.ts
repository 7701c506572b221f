import { Type } from 'typebox';
import { configuracoesDoApp } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';

export const buscarVersoesDoAppDeVendas = read({
  ids: ['configuracoes.versaoAppVendas.buscar'],
  method: 'GET',
  url: '/ws/comercial/app_vendas/versao',
  credentials: ['basic', 'token'],
  response: Type.Record(Type.String(), Type.String()),
  async handle({ db }) {
    const rows = await configuracoesDoApp(db, { aplicativo: 'VENDAS' });
    return Object.fromEntries(rows.map(({ chave, valor }) => [chave, valor]));
  },
});
