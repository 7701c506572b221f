import { Type } from 'typebox';
import type { formasDeCobrancaAtivas } from '#modules/catalogo/index.ts';

/** A billing form as both lists show it. */
export const FormaCobranca = Type.Object({
  Descricao: Type.String(),
  DebitoAutomatico: Type.Boolean(),
  PermitePacote: Type.Boolean(),
  Carne: Type.Boolean(),
  Digital: Type.Boolean(),
  IdEmpresa: Type.Integer(),
  Id: Type.Integer(),
  Isento: Type.Boolean(),
  Ativa: Type.Boolean(),
  PrePago: Type.Boolean(),
});

type FormaLida = Awaited<ReturnType<typeof formasDeCobrancaAtivas>>[number];

export const formaCobranca = (forma: FormaLida) => ({
  Descricao: forma.descricao,
  DebitoAutomatico: forma.debito_automatico,
  PermitePacote: forma.permite_pacote,
  Carne: forma.carne,
  Digital: forma.digital,
  IdEmpresa: forma.empresa_id,
  Id: forma.id,
  Isento: forma.isento,
  Ativa: forma.ativa,
  PrePago: forma.pre_pago,
});
