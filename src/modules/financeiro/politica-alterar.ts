import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import { type Politica, politicaEm } from './politica.ts';

/** A rule of the policy as an operator writes it. */
interface Regra {
  /** What a value may be, for the refusal; with the law where one sets it. */
  limite: string;
  /** Null when the text is no such value. */
  ler(texto: string): number | boolean | string | null | undefined;
}

const inteiro = (min: number, max: number, lei = ''): Regra => ({
  limite: `um número inteiro de ${min} a ${max}${lei}`,
  ler: (texto) => (/^\d{1,5}$/.test(texto) && Number(texto) >= min && Number(texto) <= max ? Number(texto) : undefined),
});

// «1,5» is 150 hundredths of a percent.
const porcento = (max: number, lei = ''): Regra => ({
  limite: `uma porcentagem de 0 a ${max}, com até dois decimais${lei}`,
  ler: (texto) => {
    const [, inteiros, decimais = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(texto) ?? [];
    const centesimos = Number(`${inteiros}${decimais.padEnd(2, '0')}`);
    return inteiros !== undefined && centesimos <= max * 100 ? centesimos : undefined;
  },
});

const RGC = 'Resolução Anatel 765/2023';

/** The rules by the names that the command line has for them: columns of politica_financeira, percentages without «_centesimos». */
export const regras = {
  multa: porcento(2, ' (CDC, art. 52, § 1º)'),
  juros_mes: porcento(10),
  fracao_centavo: {
    limite: 'corte ou meio-acima',
    ler: (texto) => (texto === 'corte' || texto === 'meio-acima' ? texto : undefined),
  },
  antecedencia_dias: inteiro(0, 60),
  antecedencia_minima_dias: inteiro(0, 30),
  cobra_suspenso: {
    limite: 'sim ou nao',
    ler: (texto) => ({ sim: true, nao: false, não: false })[texto],
  },
  aviso_dias: inteiro(1, 365),
  suspensao_parcial_dias: {
    limite: 'nenhuma, ou um número inteiro de 15 a 365 (Resolução 632/2014: não antes de 15 dias do aviso)',
    ler: (texto) => (texto === 'nenhuma' ? null : inteiro(15, 365).ler(texto)),
  },
  suspensao_dias: inteiro(15, 365, ` (${RGC}: não antes de 15 dias do aviso)`),
  rescisao_dias: inteiro(60, 730, ` (${RGC}: não antes de 60 dias de suspensão)`),
  confianca_dias: inteiro(1, 30),
  confianca_por_ano: inteiro(0, 366),
  inativacao_minimo_dias: inteiro(1, 365),
  inativacao_maximo_dias: inteiro(1, 365),
  inativacao_intervalo_meses: inteiro(0, 120),
  negociacao_prazo_dias: inteiro(0, 365),
  negociacao_parcelas: inteiro(1, 60),
  negociacao_desconto: porcento(100),
} as const satisfies Record<string, Regra>;

export type NomeRegra = keyof typeof regras;

/** Rules that are percentages: hundredths of a percent in their columns, «1,5» for an operator. */
const CENTESIMOS = new Set<string>(['multa', 'juros_mes', 'negociacao_desconto']);

export const emPorcentagem = (nome: NomeRegra): boolean => CENTESIMOS.has(nome);

/** The column of politica_financeira that holds a rule. */
export const colunaDa = (nome: NomeRegra): keyof Politica =>
  (CENTESIMOS.has(nome) ? `${nome}_centesimos` : nome) as keyof Politica;

/**
 * Changes rules from a day on: the rest stays as it is in force on that day. The past is not changed, since amounts have
 * been charged by it; a day that has a change already takes this one too. Gives the policy of that day.
 * Throws invalid `politica.dia`, `politica.regra` (facts nome), `politica.valor` (facts nome, limite), `politica.ordem`
 * (facts menor, maior).
 */
export async function alterarPolitica(
  tx: Tx,
  desde: Day,
  mudancas: Readonly<Record<string, string>>,
  hoje: Day,
): Promise<Politica> {
  if (desde < hoje) throw new DomainError('invalid', 'politica.dia', { hoje });
  const lidas = Object.entries(mudancas).map(([nome, texto]) => lerRegra(nome, texto));
  const politica: Politica = {
    ...(await politicaEm(tx, desde)),
    ...Object.fromEntries(lidas),
    vigente_desde: desde,
  };
  for (const [menor, maior] of ORDENS) {
    if (politica[menor] > politica[maior]) throw new DomainError('invalid', 'politica.ordem', { menor, maior });
  }
  await tx
    .insertInto('politica_financeira')
    .values(politica)
    .onConflict((oc) => oc.column('vigente_desde').doUpdateSet(politica))
    .execute();
  return politica;
}

const ORDENS = [
  ['antecedencia_minima_dias', 'antecedencia_dias'],
  ['inativacao_minimo_dias', 'inativacao_maximo_dias'],
] as const;

function lerRegra(nome: string, texto: string): [string, unknown] {
  if (!(nome in regras)) throw new DomainError('invalid', 'politica.regra', { nome });
  const { ler, limite }: Regra = regras[nome as NomeRegra];
  const valor = ler(texto);
  if (valor === undefined) throw new DomainError('invalid', 'politica.valor', { nome, limite });
  return [colunaDa(nome as NomeRegra), valor];
}
