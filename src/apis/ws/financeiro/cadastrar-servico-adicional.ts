import { Type } from 'typebox';
import { cadastrarServicoAdicional as cadastrar } from '#modules/contratos/index.ts';
import { write } from '../../core/operation.ts';
import { Id, Text } from '../wire.ts';

export const cadastrarServicoAdicional = write({
  ids: ['financeiro.servicoAdicional.cadastrar'],
  method: 'POST',
  url: '/ws/financeiro/servicos_adicionais/cadastrar',
  credentials: ['basic', 'token'],
  body: Type.Object({
    idUsuario: Id,
    idCliente: Id,
    idServico: Id,
    idContrato: Id,
    obs: Text(2000),
    qtdeParcelas: Type.Integer({ minimum: 1, maximum: 100 }),
  }),
  response: Type.Object({ idFaturamentoServico: Type.Integer() }),
  async handle({ tx }, { body: { obs, qtdeParcelas, ...ids } }) {
    return { idFaturamentoServico: await cadastrar(tx, { ...ids, observacao: obs, parcelas: qtdeParcelas }) };
  },
});
