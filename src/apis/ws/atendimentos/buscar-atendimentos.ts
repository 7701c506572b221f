import { Type } from 'typebox';
import { dayAt } from '#kernel/dates.ts';
import { atendimentosDoContrato } from '#modules/atendimentos/index.ts';
import { read } from '../../core/operation.ts';
import { AcessoAssinante, Id, Nullable } from '../wire.ts';
import { exigirContratoDoAssinante } from './do-assinante.ts';

export const buscarAtendimentos = read({
  ids: ['atendimentos.atendimento.buscar'],
  method: 'POST',
  url: '/ws/comercial/atendimentos/contrato/:idContrato',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idContrato: Id }),
  body: AcessoAssinante,
  response: Type.Object({
    atendimentos: Type.Array(
      Type.Object({
        CodTipoAtendimento: Nullable(Type.Integer()),
        NroProtocolo: Type.String(),
        DescricaoProblema: Type.String(),
        CodContrato: Nullable(Type.Integer()),
        GerouVisita: Type.String(),
        DestinoAtendimento: Nullable(Type.String()),
        TempoEstimado: Nullable(Type.String()),
        Interrupcao: Type.Boolean(),
        StatusAtend: Type.String(),
        DataVisita: Type.String(),
        CodigoCliente: Type.Integer(),
        DataAbertura: Type.String(),
      }),
    ),
  }),
  async handle(context, { params: { idContrato } }) {
    await exigirContratoDoAssinante(context, idContrato);
    const atendimentos = await atendimentosDoContrato(context.db, { contrato: idContrato });
    return {
      atendimentos: atendimentos.map((atendimento) => ({
        CodTipoAtendimento: atendimento.tipo_atendimento_id,
        NroProtocolo: atendimento.protocolo,
        DescricaoProblema: atendimento.descricao,
        CodContrato: atendimento.contrato_id,
        GerouVisita: atendimento.visita_em ? 'Sim' : 'Nao',
        DestinoAtendimento: atendimento.destino,
        TempoEstimado: atendimento.prazo === null ? null : `${atendimento.prazo}-${atendimento.prazo_unidade}`,
        Interrupcao: atendimento.interrupcao,
        StatusAtend: atendimento.status,
        DataVisita: atendimento.visita_em ? dayAt(atendimento.visita_em) : 'Nao gerou',
        CodigoCliente: atendimento.cliente_id,
        DataAbertura: dayAt(atendimento.aberto_em),
      })),
    };
  },
});
