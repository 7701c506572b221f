export type Operador = '<' | '<=' | '=' | '>=' | '>' | '<>';
export type TipoPessoa = 'FISICA' | 'JURIDICA';

/** A rule of the provider on a field of the partner's answer. */
export interface Criterio {
  campo: string;
  operador: Operador;
  valor_referencia: string;
  /** null: for both kinds of person */
  tipo_pessoa: TipoPessoa | null;
  /** Whether it is met when the partner gives no value. */
  aceita_nulo: boolean;
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Whether a value meets a criterion: compared as numbers where both are, as text otherwise. */
export function satisfaz(
  { operador, valor_referencia, aceita_nulo }: Omit<Criterio, 'campo' | 'tipo_pessoa'>,
  valor: unknown,
): boolean {
  if (valor === null || valor === undefined) return aceita_nulo;
  const sign = compare(String(valor), valor_referencia.trim());
  switch (operador) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '=':
      return sign === 0;
    case '>=':
      return sign >= 0;
    case '>':
      return sign > 0;
    case '<>':
      return sign !== 0;
  }
}

/** The criteria that apply to a kind of person, each with its verdict on the answer. */
export function analisar<C extends Criterio>(
  criterios: readonly C[],
  tipoPessoa: TipoPessoa,
  resposta: Readonly<Record<string, unknown>>,
): { criterio: C; aprovado: boolean }[] {
  return criterios
    .filter(({ tipo_pessoa }) => tipo_pessoa === null || tipo_pessoa === tipoPessoa)
    .map((criterio) => ({ criterio, aprovado: satisfaz(criterio, resposta[criterio.campo]) }));
}

function compare(value: string, reference: string): number {
  if (NUMBER.test(value) && NUMBER.test(reference)) return Math.sign(Number(value) - Number(reference));
  return value < reference ? -1 : value > reference ? 1 : 0;
}
