import { Type } from 'typebox';
import { reais } from '#kernel/money.ts';
import { extratoDeLigacoes } from '#modules/telefonia/index.ts';
import { read } from '../../core/operation.ts';
import { exigirContratoDoAssinante } from '../atendimentos/do-assinante.ts';
import { AcessoAssinante, Id, Nullable } from '../wire.ts';
import { instantesDo, Periodo } from './periodo.ts';

const millis = Type.Number();

export const buscarExtratoDeLigacao = read({
  ids: ['contratos.extrato_ligacao.buscar'],
  method: 'POST',
  url: '/ws/comercial/contrato/:idContrato/extrato/ligacao',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idContrato: Id }),
  query: Periodo,
  body: AcessoAssinante,
  response: Type.Array(
    Type.Object({
      id: Type.Integer(),
      dataColeta: millis,
      isFaturado: Type.Boolean(),
      idServico: Nullable(Type.Integer()),
      origem: Type.String(),
      valor: Type.Number(),
      batch: Nullable(Type.String()),
      dataLigacao: millis,
      descricao: Nullable(Type.String()),
      idTipoLigacao: Nullable(Type.Integer()),
      descricaoTipoLigacao: Nullable(Type.String()),
      idChamada: Nullable(Type.Integer()),
      destino: Type.String(),
      duracao: Type.Integer(),
      controlNumber: Nullable(Type.Integer()),
    }),
  ),
  async handle(context, { params, query }) {
    const periodo = instantesDo(query);
    await exigirContratoDoAssinante(context, params.idContrato);
    const ligacoes = await extratoDeLigacoes(context.db, { contrato: params.idContrato, ...periodo });
    return ligacoes.map((l) => ({
      id: l.id,
      dataColeta: l.coletada_em.getTime(),
      isFaturado: l.fatura_id !== null,
      idServico: l.servico_id,
      origem: l.origem,
      valor: reais(l.valor),
      batch: l.lote,
      dataLigacao: l.realizada_em.getTime(),
      descricao: l.descricao,
      idTipoLigacao: l.tipo_id,
      descricaoTipoLigacao: l.tipo,
      idChamada: l.chamada_id,
      destino: l.destino,
      duracao: l.duracao_segundos,
      controlNumber: l.numero_controle,
    }));
  },
});
