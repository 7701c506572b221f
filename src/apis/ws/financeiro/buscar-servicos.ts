import { Type } from 'typebox';
import { reais } from '#kernel/money.ts';
import { servicosDisponiveis } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Resposta } from '../wire.ts';

export const buscarServicos = read({
  ids: ['financeiro.servicos.buscarPorCidadeEmpresa'],
  method: 'GET',
  url: '/ws/financeiro/servicos/cidade/:idCidade/empresa/:idEmpresa',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCidade: Id, idEmpresa: Id }),
  response: Resposta(
    Type.Object({
      permiteParcelar: Type.Boolean(),
      isTaxaInstalacao: Type.Boolean(),
      valor: Type.Number(),
      numeroMaximoParcelas: Type.Integer(),
      id: Type.Integer(),
      descricao: Type.String(),
    }),
  ),
  async handle({ db }, { params }) {
    const servicos = await servicosDisponiveis(db, { cidadeId: params.idCidade, empresaId: params.idEmpresa });
    return {
      resposta: servicos.map((servico) => ({
        permiteParcelar: servico.permite_parcelar,
        isTaxaInstalacao: servico.taxa_instalacao,
        valor: reais(servico.valor),
        numeroMaximoParcelas: servico.maximo_parcelas,
        id: servico.id,
        descricao: servico.descricao,
      })),
    };
  },
});
