import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { areaDaCidade } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Id } from '../wire.ts';

export const buscarAreaDeCobertura = read({
  ids: ['comercial.area_cobertura.buscar'],
  method: 'GET',
  url: '/ws/comercial/contratos/areas_cobertura/cidade/:idCidade',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCidade: Id }),
  response: Type.Object({ resposta: Type.Object({ Descricao: Type.String(), Id: Type.Integer() }) }),
  async handle({ db }, { params }) {
    const [area] = await areaDaCidade(db, { cidadeId: params.idCidade });
    if (!area) throw new DomainError('notFound', 'area_cobertura.nao_encontrada');
    return { resposta: { Descricao: area.descricao, Id: area.id } };
  },
});
