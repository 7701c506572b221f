import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { vendasDoVendedor } from '#modules/prospectos/index.ts';
import { read } from '../../core/operation.ts';
import { Id } from '../wire.ts';

export const buscarStatusDeVendas = read({
  ids: ['prospectos.vendas.buscarStatus'],
  method: 'GET',
  url: '/ws/comercial/prospectos/vendas/status/:idVendedor',
  credentials: ['basic', 'token'],
  params: Type.Object({ idVendedor: Id }),
  response: Type.Object({
    resposta: Type.Object({
      REALIZADAS: Type.Integer(),
      EM_ANDAMENTO: Type.Integer(),
      RECUSADAS: Type.Integer(),
    }),
  }),
  async handle({ db }, { params }) {
    const [vendas] = await vendasDoVendedor(db, { vendedor: params.idVendedor });
    if (!vendas) throw new DomainError('notFound', 'vendedor.nao_encontrado');
    return { resposta: { REALIZADAS: vendas.ganhas, EM_ANDAMENTO: vendas.abertas, RECUSADAS: vendas.perdidas } };
  },
});
