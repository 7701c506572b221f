import { Type } from 'typebox';
import { prefixosDaCidade } from '#modules/telefonia/index.ts';
import { read } from '../../core/operation.ts';
import { Id, OneOf, Resposta } from '../wire.ts';

export const buscarPrefixos = read({
  ids: ['telefonia.prefixos.buscar'],
  method: 'GET',
  url: '/ws/telefonia/prefixos/cidade/:idCidade/portabilidade/:isPortabilidade',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCidade: Id, isPortabilidade: OneOf('0', '1') }),
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      codigoPais: Type.String(),
      codigoArea: Type.String(),
      prefixo: Type.String(),
      idCidade: Type.Integer(),
      nomeCidade: Type.String(),
      isTerceiro: Type.Boolean(),
    }),
  ),
  async handle({ db }, { params }) {
    const prefixos = await prefixosDaCidade(db, {
      cidadeId: params.idCidade,
      terceiro: params.isPortabilidade === '1',
    });
    return {
      resposta: prefixos.map((prefixo) => ({
        id: prefixo.id,
        codigoPais: prefixo.codigo_pais,
        codigoArea: prefixo.codigo_area,
        prefixo: prefixo.prefixo,
        idCidade: prefixo.cidade_id,
        nomeCidade: prefixo.cidade,
        isTerceiro: prefixo.terceiro,
      })),
    };
  },
});
