import { type Static, Type } from 'typebox';
import { TIPOS_SERVICO } from '#modules/agenda/index.ts';
import { atendimentosDoCliente, STATUS } from '#modules/atendimentos/index.ts';
import type { Reader } from '#platform/db.ts';
import { Id, Nullable, OneOf, Optional } from '../wire.ts';

/** The filters that the lists of tickets share (pages 163 and 181). */
export const Filtros = Type.Object({
  idContrato: Optional(Id),
  statusContrato: Optional(
    OneOf(
      'AGUARDANDO INSTALACAO',
      'HABILITADO',
      'INATIVO TEMPORARIAMENTE',
      'SUSPENSO PARCIALMENTE',
      'SUSPENSO',
      'HABILITADO EM CONFIANCA',
      'EM NEGOCIACAO',
      'CANCELADO',
      'AGUARDANDO PAGAMENTO',
      'AGUARDANDO AMPLIACAO',
    ),
  ),
  tipoServico: Optional(OneOf(...TIPOS_SERVICO)),
  statusAtendimento: Optional(OneOf(...STATUS)),
});

/** The list of tickets under three addresses (pages 163, 181 and 184). */
export const Lista = Type.Object({
  data: Type.Array(
    Type.Object({
      idAtendimento: Type.Integer(),
      numeroProtocolo: Type.String(),
      statusAtendimento: Type.String(),
      dataAbertura: Type.Integer(),
      dataAgendamentoVisita: Nullable(Type.Integer()),
      gerouVisita: Type.Boolean(),
      turno: Nullable(Type.String()),
      idTipoAtendimento: Nullable(Type.Integer()),
      descricaoTipoAtendimento: Nullable(Type.String()),
      tipoServico: Nullable(Type.String()),
      idContrato: Nullable(Type.Integer()),
      statusContrato: Nullable(Type.String()),
      idTecnicoVisita: Nullable(Type.Integer()),
    }),
  ),
  status: Type.Literal('OK'),
});

/** The tickets of a customer that meet every filter that is told. */
export async function listarAtendimentos(
  db: Reader,
  cliente: number,
  filtros: Static<typeof Filtros>,
): Promise<Static<typeof Lista>> {
  const rows = await atendimentosDoCliente(db, {
    cliente,
    contrato: filtros.idContrato ?? null,
    statusContrato: filtros.statusContrato ?? null,
    tipoServico: filtros.tipoServico ?? null,
    status: filtros.statusAtendimento ?? null,
  });
  return {
    data: rows.map((row) => ({
      idAtendimento: row.id,
      numeroProtocolo: row.protocolo,
      statusAtendimento: row.status,
      dataAbertura: row.aberto_em.getTime(),
      dataAgendamentoVisita: row.visita_em?.getTime() ?? null,
      gerouVisita: row.visita_em !== null,
      turno: row.turno,
      idTipoAtendimento: row.tipo_atendimento_id,
      descricaoTipoAtendimento: row.tipo,
      tipoServico: row.tipo_servico,
      idContrato: row.contrato_id,
      statusContrato: row.status_contrato,
      idTecnicoVisita: row.tecnico_id,
    })),
    status: 'OK',
  };
}
