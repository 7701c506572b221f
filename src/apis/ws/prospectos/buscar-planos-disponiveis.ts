import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { reais } from '#kernel/money.ts';
import { planosParaProspecto } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable, Resposta } from '../wire.ts';

export const buscarPlanosDisponiveis = read({
  ids: ['prospectos.plano.buscarDisponiveis'],
  method: 'GET',
  url: '/ws/comercial/planos/tecnologia/:idTecnologia/tipo_contrato/:idTipoContrato',
  credentials: ['basic', 'token'],
  params: Type.Object({ idTecnologia: Id, idTipoContrato: Id }),
  query: Type.Object({ idProspecto: Id }),
  response: Resposta(
    Type.Object({
      Tecnologia: Type.String(),
      DescricaoPlano: Type.String(),
      Valor: Nullable(Type.Number()),
      UtilizaTabelaPreco: Type.Boolean(),
      TipoTecnologia: Type.String(),
      IdPlano: Type.Integer(),
    }),
  ),
  async handle({ db, clock }, { params, query }) {
    const [prospecto] = await planosParaProspecto(db, {
      prospectoId: query.idProspecto,
      tecnologiaId: params.idTecnologia,
      tipoContratoId: params.idTipoContrato,
      hoje: clock.today(),
    });
    if (!prospecto) throw new DomainError('invalid', 'prospecto.desconhecido');
    return {
      resposta: prospecto.planos.map((plano) => ({
        Tecnologia: plano.tecnologia,
        DescricaoPlano: plano.descricao,
        Valor: plano.valor === null ? null : reais(plano.valor),
        UtilizaTabelaPreco: plano.utiliza_tabela_preco,
        TipoTecnologia: plano.tipo_tecnologia,
        IdPlano: plano.id,
      })),
    };
  },
});
