import { Type } from 'typebox';
import { reais } from '#kernel/money.ts';
import { pacotesAVenda } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { descontoNoFio } from '../comercial/desconto.ts';
import { Id, Nullable, Resposta } from '../wire.ts';

export const buscarPacotesParaVenda = read({
  ids: ['clientes.pacotes_venda.buscar'],
  method: 'GET',
  url: '/ws/comercial/contratos/pacotes/tipo_contrato/:idTipoContrato/cidade/:idCidade',
  credentials: ['basic', 'token'],
  params: Type.Object({ idTipoContrato: Id, idCidade: Id }),
  response: Resposta(
    Type.Object({
      Descricao: Type.String(),
      IdPacote: Type.Integer(),
      PlanosPacote: Type.Array(
        Type.Object({
          DescontoEmPorcentagem: Type.Boolean(),
          Tecnologia: Type.String(),
          DescontoPacote: Type.Number(),
          PossuiPlanejamentoTributario: Type.Boolean(),
          ValorPlano: Nullable(Type.Number()),
          UtilizaTabelaPreco: Type.Boolean(),
          TipoTecnologia: Type.String(),
          IdPlano: Type.Integer(),
          Plano: Type.String(),
        }),
      ),
    }),
  ),
  async handle({ db, clock }, { params }) {
    const pacotes = await pacotesAVenda(db, {
      tipoContratoId: params.idTipoContrato,
      cidadeId: params.idCidade,
      hoje: clock.today(),
    });
    return {
      resposta: pacotes.map(({ id, descricao, planos }) => ({
        Descricao: descricao,
        IdPacote: id,
        PlanosPacote: planos.map((item) => ({
          DescontoEmPorcentagem: item.em_porcentagem,
          Tecnologia: item.tecnologia,
          DescontoPacote: descontoNoFio(item),
          PossuiPlanejamentoTributario: item.possui_planejamento_tributario,
          ValorPlano: item.valor === null ? null : reais(item.valor),
          UtilizaTabelaPreco: item.utiliza_tabela_preco,
          TipoTecnologia: item.tipo_tecnologia,
          IdPlano: item.plano_id,
          Plano: item.plano,
        })),
      })),
    };
  },
});
