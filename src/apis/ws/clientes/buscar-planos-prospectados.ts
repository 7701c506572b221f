import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { planosProspectados } from '#modules/prospectos/index.ts';
import { read } from '../../core/operation.ts';
import { PlanoProspectado, planoProspectado } from '../prospectos/plano-prospectado.ts';
import { Id, Resposta } from '../wire.ts';

export const buscarPlanosProspectados = read({
  ids: ['clientes.planos_prospectados.buscar'],
  method: 'GET',
  url: '/ws/comercial/clientes/:idCliente/planos_prospectados',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCliente: Id }),
  response: Resposta(PlanoProspectado),
  async handle({ db }, { params }) {
    const [cliente] = await planosProspectados(db, { cliente: params.idCliente });
    if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
    return { resposta: cliente.planos.map(planoProspectado) };
  },
});
