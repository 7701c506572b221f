import { Type } from 'typebox';
import { trocarVencimentoDosContratos } from '#modules/contratos/index.ts';
import { write } from '../../core/operation.ts';
import { Id } from '../wire.ts';

export const alterarVencimentos = write({
  ids: ['contratos.vencimentos.alterar'],
  method: 'PUT',
  url: '/ws/comercial/cliente/:idCliente/alterar/vencimentos',
  credentials: ['basic'],
  params: Type.Object({ idCliente: Id }),
  body: Type.Object({ idVencimentoAtual: Id, idNovoVencimento: Id }),
  response: Type.String(),
  contentType: 'text/plain',
  async handle({ tx, clock }, { params, body }) {
    const pedido = { de: body.idVencimentoAtual, para: body.idNovoVencimento };
    const trocas = await trocarVencimentoDosContratos(tx, params.idCliente, pedido, clock.today());
    return trocas.length > 0 ? 'SUCESSO' : 'FALHA';
  },
});
