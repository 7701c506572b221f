import { type Static, Type } from 'typebox';
import type { ProspectoCompleto } from '#modules/prospectos/index.ts';
import { Nullable } from '../wire.ts';

/** A service of interest: of a plan or of a package, the keys of the other are null. */
export const PlanoProspectado = Type.Object({
  id: Type.Integer(),
  idPlano: Nullable(Type.Integer()),
  idProspecto: Type.Integer(),
  descricaoPlano: Nullable(Type.String()),
  idPacote: Nullable(Type.Integer()),
  descricaoPacote: Nullable(Type.String()),
  idTecnologia: Nullable(Type.Integer()),
  descricaoTecnologia: Nullable(Type.String()),
  tipoTecnologia: Nullable(Type.String()),
  idTipoContrato: Nullable(Type.Integer()),
  descricaoTipoContrato: Nullable(Type.String()),
  status: Type.String(),
});

/** A service of interest on the wire. */
export const planoProspectado = (servico: ProspectoCompleto['planos'][number]): Static<typeof PlanoProspectado> => ({
  id: servico.id,
  idPlano: servico.plano_id,
  idProspecto: servico.prospecto_id,
  descricaoPlano: servico.plano,
  idPacote: servico.pacote_id,
  descricaoPacote: servico.pacote,
  idTecnologia: servico.tecnologia_id,
  descricaoTecnologia: servico.tecnologia,
  tipoTecnologia: servico.tipo_tecnologia,
  idTipoContrato: servico.tipo_contrato_id,
  descricaoTipoContrato: servico.tipo_contrato,
  status: servico.status,
});
