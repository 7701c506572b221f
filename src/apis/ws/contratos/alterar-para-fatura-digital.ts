import { Type } from 'typebox';
import { mudarParaFaturaDigital } from '#modules/contratos/index.ts';
import { write } from '../../core/operation.ts';
import { INTERNAL_CODE } from '../errors.ts';
import { AcessoAssinante, Id, Optional } from '../wire.ts';
import { exigirProprioCliente } from './do-assinante.ts';

export const alterarParaFaturaDigital = write({
  ids: ['contratos.fatura_digital.alterar'],
  method: 'POST',
  url: '/ws/comercial/cliente/:idCliente/alterar/fatura_digital',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idCliente: Id }),
  body: AcessoAssinante,
  response: Type.Object({
    Status: Type.String(),
    Contratos: Optional(Type.Array(Type.Integer())),
    Mensagem: Type.String(),
  }),
  errors: {
    [INTERNAL_CODE]: {
      status: 500,
      body: {
        Status: 'INTERNAL_SERVER_ERROR',
        Erro: 'Falha na execução do método.',
        Mensagem: 'Não foi possível alterar para Fatura Digital!',
      },
    },
  },
  async handle(context, { params }) {
    exigirProprioCliente(context, params.idCliente);
    const contratos = await mudarParaFaturaDigital(context.tx, params.idCliente);
    return contratos.length > 0
      ? { Status: 'OK', Contratos: contratos, Mensagem: 'Foi alterado para Fatura Digital!' }
      : { Status: 'NOT_MODIFIED', Mensagem: 'Não foi possivel alterar para Fatura Digital!' };
  },
});
