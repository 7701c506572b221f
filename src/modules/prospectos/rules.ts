import type { Day } from '#kernel/dates.ts';

export type Oportunidade = 'ABERTA' | 'PERDEU' | 'GANHOU';
export type Aprovacao = 'PENDENTE' | 'APROVADO' | 'REPROVADO';
export type Acao = 'aprovar' | 'reprovar';

/** Qualification of the stage from which a prospect becomes a customer. */
export const CONVERTER = 'CONVERTER CLIENTE';

export interface Estado {
  oportunidade: Oportunidade;
  aprovacao: Aprovacao;
  /** The stage of the funnel: its qualification, and whether a refused prospect may be judged again there. */
  qualificacao: string | null;
  permiteReanalise: boolean;
}

export type Decisao = Pick<Estado, 'oportunidade' | 'aprovacao'>;

/**
 * What becomes of a prospect that is approved or refused; null when it can't be: only an open one is judged, and not
 * twice the same way. A refusal closes it as PERDEU; where its stage permits a new analysis, an approval opens it
 * again.
 */
export function julgar(estado: Estado, acao: Acao): Decisao | null {
  const { oportunidade, aprovacao, permiteReanalise } = estado;
  const reanalise = oportunidade === 'PERDEU' && aprovacao === 'REPROVADO' && permiteReanalise;
  if (acao === 'reprovar') {
    return oportunidade === 'ABERTA' ? { oportunidade: 'PERDEU', aprovacao: 'REPROVADO' } : null;
  }
  const pode = (oportunidade === 'ABERTA' && aprovacao !== 'APROVADO') || reanalise;
  return pode ? { oportunidade: 'ABERTA', aprovacao: 'APROVADO' } : null;
}

/**
 * Whether it may become a customer: open, not refused, and approved or at the stage that the provider's funnel
 * qualifies for it.
 */
export function podeConverter({ oportunidade, aprovacao, qualificacao }: Estado): boolean {
  return (
    oportunidade === 'ABERTA' && (aprovacao === 'APROVADO' || (aprovacao === 'PENDENTE' && qualificacao === CONVERTER))
  );
}

export interface Estagio {
  id: number;
  ordem: number;
  qualificacao: string | null;
}

/** The stage of a prospect after its approval: the first one further on that leads to conversion, or its own. */
export function estagioAprovado(atual: number, funil: readonly Estagio[]): number {
  const ordem = funil.find(({ id }) => id === atual)?.ordem ?? 0;
  const seguintes = funil.filter((estagio) => estagio.ordem > ordem && estagio.qualificacao === CONVERTER);
  return seguintes.sort((a, b) => a.ordem - b.ordem)[0]?.id ?? atual;
}

/** Whole years from a birth to a day. Who was born on 29 February is a year older on 1 March of a common year. */
export function idadeEm(nascimento: Day, dia: Day): number {
  const years = Number(dia.slice(0, 4)) - Number(nascimento.slice(0, 4));
  return dia.slice(5) < nascimento.slice(5) ? years - 1 : years;
}

/** The verdict of technical viability: a free output within the segment's radius. `km` is null when none is near. */
export function viavel(km: number | null, raioMetros: number): boolean {
  return km !== null && km * 1000 <= raioMetros;
}

const MOMENTO = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/Sao_Paulo',
  day: '2-digit',
  month: '2-digit',
  year: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The name under which a file is kept, foto.jpg → foto_240821162339.jpg (ddMMyyHHmmss; p. 130). */
export function nomeGuardado(nome: string, quando: Date): string {
  const momento = MOMENTO.format(quando).replace(/\D/g, '');
  const [, base = nome, extensao = ''] = /^(.+)(\.[^.]+)$/.exec(nome) ?? [];
  return `${base}_${momento}${extensao}`;
}
