import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { prospectoPorId } from '#modules/prospectos/index.ts';
import { read } from '../../core/operation.ts';
import { Id } from '../wire.ts';
import { prospectoNoFio } from './prospecto-no-fio.ts';
import { Prospecto } from './prospecto-schema.ts';

export const buscarProspecto = read({
  ids: ['prospectos.prospecto.buscarPorId'],
  method: 'GET',
  url: '/ws/comercial/prospectos/:id',
  credentials: ['basic', 'token'],
  params: Type.Object({ id: Id }),
  response: Type.Object({ resposta: Prospecto }),
  async handle({ db }, { params }) {
    const [prospecto] = await prospectoPorId(db, { id: params.id });
    if (!prospecto) throw new DomainError('notFound', 'prospecto.nao_encontrado');
    return { resposta: prospectoNoFio(prospecto) };
  },
});
