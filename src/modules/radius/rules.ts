import type { StatusContrato } from '#modules/contratos/index.ts';

/** What the network gives a contract; MANTER: what it has. */
export type Acesso = 'NORMAL' | 'REDUZIDA' | 'BLOQUEADA' | 'NENHUM' | 'MANTER';

// A new contract can log in before it is enabled, so that the technician sees it work. One that is suspended reaches the
// walled group, where it can pay. A negotiation changes nothing by itself: its payment does.
const acessos: Readonly<Record<StatusContrato, Acesso>> = {
  'AGUARDANDO INSTALACAO': 'NORMAL',
  'AGUARDANDO PAGAMENTO': 'BLOQUEADA',
  'AGUARDANDO AMPLIACAO': 'NENHUM',
  HABILITADO: 'NORMAL',
  'HABILITADO EM CONFIANCA': 'NORMAL',
  'SUSPENSO PARCIALMENTE': 'REDUZIDA',
  SUSPENSO: 'BLOQUEADA',
  'INATIVO TEMPORARIAMENTE': 'BLOQUEADA',
  'EM NEGOCIACAO': 'MANTER',
  CANCELADO: 'NENHUM',
};

/** The access of a contract by its status. */
export const acessoDe = (status: StatusContrato): Acesso => acessos[status];

/** The group of an access; null: none, the login is refused. */
export function grupoDe(acesso: Exclude<Acesso, 'MANTER'>, velocidadeId: number | null): string | null {
  if (acesso === 'NENHUM') return null;
  if (acesso === 'BLOQUEADA') return 'bloqueado';
  if (acesso === 'REDUZIDA') return 'reduzido';
  return velocidadeId === null ? 'sem_velocidade' : `velocidade.${velocidadeId}`;
}

const GIB = 1024 ** 3;

/** Bytes as the document's GB, which are 1024³ (page 34: 391787917 bytes are 0.3648809315636754). */
export const gigabytes = (bytes: number): number => bytes / GIB;

/** Seconds as HH:mm:ss. One that is below zero looks as the document shows it (page 35): -20767706 → 0-5768:0-48:0-26. */
export function duracaoFormatada(segundos: number): string {
  const two = (n: number) => (n < 10 ? `0${n}` : String(n));
  const hours = Math.trunc(segundos / 3600);
  const minutes = Math.trunc((segundos % 3600) / 60);
  return [hours, minutes, segundos % 60].map((n) => two(n + 0)).join(':');
}
