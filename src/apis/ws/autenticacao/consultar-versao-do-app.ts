import { Type } from 'typebox';
import { configuracoesDoApp } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';

export const consultarVersaoDoApp = read({
  ids: ['autenticacao.versao_app.consultar'],
  method: 'GET',
  url: '/ws/comercial/configuracoes_app',
  credentials: ['basic'],
  response: Type.Record(Type.String(), Type.String()),
  async handle({ db }) {
    const rows = await configuracoesDoApp(db, { aplicativo: 'CLIENTES' });
    return Object.fromEntries(rows.map(({ chave, valor }) => [chave, valor]));
  },
});
