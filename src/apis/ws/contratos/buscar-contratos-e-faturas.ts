import { Type } from 'typebox';
import { loginCompleto } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';
import { Assinante, assinanteNoFio } from '../autenticacao/assinante-no-fio.ts';
import { AcessoAssinante, Id } from '../wire.ts';
import { exigirProprioCliente } from './do-assinante.ts';

export const buscarContratosEFaturas = read({
  ids: ['contratos.contratos_faturas.buscar'],
  method: 'POST',
  url: '/ws/comercial/contratos/cliente/:idCliente',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idCliente: Id }),
  body: AcessoAssinante,
  response: Assinante,
  async handle(context, { params }) {
    exigirProprioCliente(context, params.idCliente);
    const [cliente] = await loginCompleto(context.db, { id: params.idCliente });
    if (!cliente) throw new Error('a subscriber without a customer');
    const assinante = assinanteNoFio(cliente);
    return { ...assinante, faturas: assinante.faturas.map(({ idsContratos: _, ...fatura }) => fatura) };
  },
});
