import { Type } from 'typebox';
import { duracaoFormatada, extratoDeNavegacao, gigabytes } from '#modules/radius/index.ts';
import { read } from '../../core/operation.ts';
import { exigirContratoDoAssinante } from '../atendimentos/do-assinante.ts';
import { AcessoAssinante, Id, Nullable } from '../wire.ts';
import { instantesDo, Periodo } from './periodo.ts';

const millis = Type.Number();

export const buscarExtratoDeNavegacao = read({
  ids: ['contratos.extrato_navegacao.buscar'],
  method: 'POST',
  url: '/ws/comercial/contrato/:idContrato/extrato/navegacao',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idContrato: Id }),
  query: Periodo,
  body: AcessoAssinante,
  response: Type.Array(
    Type.Object({
      id: Type.Integer(),
      dataColeta: millis,
      idRadacct: Type.Integer(),
      loginRadius: Nullable(Type.String()),
      ipNas: Type.String(),
      inicioSessao: millis,
      fimSessao: Nullable(millis),
      duracaoSessao: Type.Integer(),
      download: Type.Integer(),
      upload: Type.Integer(),
      macCliente: Nullable(Type.String()),
      ipCliente: Nullable(Type.String()),
      isFaturado: Type.Boolean(),
      circuitID: Nullable(Type.String()),
      motivoDesconexao: Nullable(Type.String()),
      duracaoFormatada: Type.String(),
      downloadFormatado: Type.Number(),
    }),
  ),
  async handle(context, { params, query }) {
    const periodo = instantesDo(query);
    await exigirContratoDoAssinante(context, params.idContrato);
    const sessoes = await extratoDeNavegacao(context.db, { contrato: params.idContrato, ...periodo });
    return sessoes.map((s) => {
      const segundos = s.acctstoptime
        ? Math.trunc((s.acctstoptime.getTime() - s.acctstarttime.getTime()) / 1000)
        : (s.acctsessiontime ?? 0);
      return {
        id: s.id,
        dataColeta: s.acctupdatetime.getTime(),
        idRadacct: s.radacctid,
        loginRadius: s.username,
        ipNas: s.nas,
        inicioSessao: s.acctstarttime.getTime(),
        fimSessao: s.acctstoptime?.getTime() ?? null,
        duracaoSessao: segundos,
        download: s.acctoutputoctets,
        upload: s.acctinputoctets,
        macCliente: s.callingstationid,
        ipCliente: s.ip,
        isFaturado: s.faturado,
        circuitID: s.circuit_id,
        motivoDesconexao: s.acctterminatecause,
        duracaoFormatada: duracaoFormatada(segundos),
        downloadFormatado: gigabytes(s.acctoutputoctets),
      };
    });
  },
});
