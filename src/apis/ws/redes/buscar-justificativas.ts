import { Type } from 'typebox';
import { justificativasDeAlteracao } from '#modules/redes/index.ts';
import { read } from '../../core/operation.ts';

export const buscarJustificativas = read({
  ids: ['redes.justificativasAlteracaoCaixa.buscar'],
  method: 'GET',
  url: '/ws/redes/alterar_caixa/justificativas',
  credentials: ['basic', 'token'],
  // A bare list, and the ID a text, as the document's example has them.
  response: Type.Array(Type.Object({ Descricao: Type.String(), Tipo: Type.String(), ID: Type.String() })),
  async handle({ db }) {
    const justificativas = await justificativasDeAlteracao(db, {});
    return justificativas.map(({ id, descricao, tipo }) => ({ Descricao: descricao, Tipo: tipo, ID: String(id) }));
  },
});
