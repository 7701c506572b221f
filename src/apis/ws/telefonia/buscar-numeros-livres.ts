import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { numerosLivres } from '#modules/telefonia/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Resposta } from '../wire.ts';

export const buscarNumerosLivres = read({
  ids: ['telefonia.numeros.buscarLivres'],
  method: 'GET',
  url: '/ws/telefonia/numeros/livres/prefixo/:idPrefixo',
  credentials: ['basic', 'token'],
  params: Type.Object({ idPrefixo: Id }),
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      numero: Type.String(),
      status: Type.String(),
      prefixo: Type.String(),
      codigoArea: Type.String(),
      codigoPais: Type.String(),
    }),
  ),
  async handle({ db }, { params }) {
    const [prefixo] = await numerosLivres(db, { prefixoId: params.idPrefixo });
    if (!prefixo) throw new DomainError('notFound', 'prefixo.nao_encontrado');
    return {
      resposta: prefixo.numeros.map((numero) => ({
        ...numero,
        prefixo: prefixo.prefixo,
        codigoArea: prefixo.codigo_area,
        codigoPais: prefixo.codigo_pais,
      })),
    };
  },
});
