import { Type } from 'typebox';
import { addDays, startOfDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { reais } from '#kernel/money.ts';
import { extratoDeLigacoes } from '#modules/telefonia/index.ts';
import { read } from '../../core/operation.ts';
import { exigirContratoDoAssinante } from '../atendimentos/do-assinante.ts';
import { AcessoAssinante, Id, Nullable, Text, wireDay } from '../wire.ts';

const millis = Type.Number();

export const buscarExtratoDeLigacao = read({
  ids: ['contratos.extrato_ligacao.buscar'],
  method: 'POST',
  url: '/ws/comercial/contrato/:idContrato/extrato/ligacao',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idContrato: Id }),
  query: Type.Object({ dataInicio: Text(10), dataFim: Text(10) }),
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
    const inicio = wireDay('dataInicio', query.dataInicio, 'dd-MM-yyyy');
    const fim = wireDay('dataFim', query.dataFim, 'dd-MM-yyyy');
    if (fim < inicio)
      throw new DomainError('invalid', 'intervalo.invertido', { campo: 'dataFim', antes: 'dataInicio' });
    await exigirContratoDoAssinante(context, params.idContrato);
    const ligacoes = await extratoDeLigacoes(context.db, {
      contrato: params.idContrato,
      de: startOfDay(inicio),
      ate: startOfDay(addDays(fim, 1)),
    });
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
