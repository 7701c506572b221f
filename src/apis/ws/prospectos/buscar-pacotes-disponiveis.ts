import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { reais } from '#kernel/money.ts';
import { pacotesParaProspecto } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { descontoNoFio } from '../comercial/desconto.ts';
import { Id, Nullable, Resposta } from '../wire.ts';

export const buscarPacotesDisponiveis = read({
  ids: ['prospectos.pacote.buscarDisponiveis'],
  method: 'GET',
  url: '/ws/comercial/pacotes/tipo_contrato/:idTipoContrato',
  credentials: ['basic', 'token'],
  params: Type.Object({ idTipoContrato: Id }),
  query: Type.Object({ idProspecto: Id }),
  response: Resposta(
    Type.Object({
      Descricao: Type.String(),
      IdPacote: Type.Integer(),
      PlanosPacote: Type.Array(
        Type.Object({
          DescontoEmPorcentagem: Type.Boolean(),
          DescontoPacote: Type.Number(),
          ValorPlano: Nullable(Type.Number()),
          Plano: Type.String(),
        }),
      ),
    }),
  ),
  async handle({ db, clock }, { params, query }) {
    const [prospecto] = await pacotesParaProspecto(db, {
      prospectoId: query.idProspecto,
      tipoContratoId: params.idTipoContrato,
      hoje: clock.today(),
    });
    if (!prospecto) throw new DomainError('invalid', 'prospecto.desconhecido');
    return {
      resposta: prospecto.pacotes.map(({ id, descricao, planos }) => ({
        Descricao: descricao,
        IdPacote: id,
        PlanosPacote: planos.map((item) => ({
          DescontoEmPorcentagem: item.em_porcentagem,
          DescontoPacote: descontoNoFio(item),
          ValorPlano: item.valor === null ? null : reais(item.valor),
          Plano: item.plano,
        })),
      })),
    };
  },
});
