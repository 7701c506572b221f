import { Type } from 'typebox';
import { reais } from '#kernel/money.ts';
import { planosAVenda } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { ServicoInstalacao, servicoInstalacao } from '../comercial/servico-de-instalacao.ts';
import { Id, Nullable, pessoaDe, Resposta, TipoPessoa } from '../wire.ts';
import { DadosRede, DadosTV, DadosVoz, dadosRede, dadosTV, dadosVoz } from './dados-do-plano.ts';

export const buscarPlanosParaVenda = read({
  ids: ['clientes.planos_venda.buscar'],
  method: 'GET',
  url: '/ws/comercial/contratos/planos/tecnologia/:idTecnologia/tipo_contrato/:idTipoContrato/tipo_pessoa/:tipoPessoa/cidade/:idCidade',
  credentials: ['basic', 'token'],
  params: Type.Object({ idTecnologia: Id, idTipoContrato: Id, tipoPessoa: TipoPessoa, idCidade: Id }),
  response: Resposta(
    Type.Object({
      ServicoInstalacao,
      Tecnologia: Type.String(),
      DadosVoz,
      DescricaoPlano: Type.String(),
      PossuiPlanejamentoTributario: Type.Boolean(),
      DadosRede,
      Valor: Nullable(Type.Number()),
      UtilizaTabelaPreco: Type.Boolean(),
      TipoTecnologia: Type.String(),
      IdPlano: Type.Integer(),
      DadosTV,
    }),
  ),
  async handle({ db, clock }, { params }) {
    const planos = await planosAVenda(db, {
      tecnologiaId: params.idTecnologia,
      tipoContratoId: params.idTipoContrato,
      tipoPessoa: pessoaDe(params.tipoPessoa),
      cidadeId: params.idCidade,
      hoje: clock.today(),
    });
    return {
      resposta: planos.map((plano) => ({
        ServicoInstalacao: servicoInstalacao(plano),
        Tecnologia: plano.tecnologia,
        DadosVoz: dadosVoz(plano),
        DescricaoPlano: plano.descricao,
        PossuiPlanejamentoTributario: plano.possui_planejamento_tributario,
        DadosRede: dadosRede(plano),
        Valor: plano.valor === null ? null : reais(plano.valor),
        UtilizaTabelaPreco: plano.utiliza_tabela_preco,
        TipoTecnologia: plano.tipo_tecnologia,
        IdPlano: plano.id,
        DadosTV: dadosTV(plano),
      })),
    };
  },
});
