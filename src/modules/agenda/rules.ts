/** The kinds of service of the document (page 163). */
export const TIPOS_SERVICO = [
  'INSTALACAO',
  'SUPORTE',
  'RETIRADA',
  'MIGRACAO',
  'ALTERACAO_ENDERECO',
  'INTERNO',
  'SOLICITACAO_SERVICO',
  'UPGRADE_DOWNGRADE',
] as const;
export type TipoServico = (typeof TIPOS_SERVICO)[number];

export const TURNOS = ['MANHA', 'TARDE'] as const;
export type Turno = (typeof TURNOS)[number];

const PADRAO = 7;

/** How many days ahead free dates are looked for: 7 when it is absent, less than 0 or greater than 365 (page 183). */
export const limiteDeDias = (pedido: number | undefined): number =>
  pedido === undefined || pedido < 0 || pedido > 365 ? PADRAO : pedido;
