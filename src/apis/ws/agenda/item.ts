import { Type } from 'typebox';
import { type Day, epochMillis } from '#kernel/dates.ts';
import { Nullable } from '../wire.ts';

/** A shift of the agenda as the wire has it. */
export const Item = Type.Object({
  id: Type.Integer(),
  dataProgramacao: Type.Integer(),
  tecnicosEmCampo: Type.Integer(),
  quantidadeOSAgendada: Type.Integer(),
  tipoServico: Type.String(),
  turno: Type.String(),
  idTipoContrato: Nullable(Type.Integer()),
  idTecnologia: Type.Integer(),
  descricaoTecnologia: Type.String(),
});

interface ItemLido {
  id: number;
  dia: Day;
  turno: string;
  tipo_servico: string;
  tecnicos_em_campo: number;
  agendadas: number;
  tipo_contrato_id: number | null;
  tecnologia_id: number;
  tecnologia: string;
}

export const itemNoFio = (item: ItemLido) => ({
  id: item.id,
  dataProgramacao: epochMillis(item.dia),
  tecnicosEmCampo: item.tecnicos_em_campo,
  quantidadeOSAgendada: item.agendadas,
  tipoServico: item.tipo_servico,
  turno: item.turno,
  idTipoContrato: item.tipo_contrato_id,
  idTecnologia: item.tecnologia_id,
  descricaoTecnologia: item.tecnologia,
});
