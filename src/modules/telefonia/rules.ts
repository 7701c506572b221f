import { addDays, addMonths, type Day, day, daysBetween } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';

/** A tariff of the catalogue. */
export interface Tarifa {
  id: number;
  descricao: string;
  tipoLigacaoId: number;
  /** How the called number begins, `_` being any digit. */
  destino: string;
  /** true: only within the caller's area code; false: only to others; null: both. */
  mesmaArea: boolean | null;
  /** For contracts with that package; null: for all. */
  pacoteVozId: number | null;
  /** Ten-thousandths of a real. */
  valorMinuto: number;
  minimoSegundos: number;
  passoSegundos: number;
  /** Calls of so many seconds or fewer are not charged. */
  isentoSegundos: number;
  inicio: Day;
  fim: Day;
}

/** What of a call says which tariff it has. */
export interface ChamadaFeita {
  origem: string;
  destino: string;
  dia: Day;
  /** The caller's voice packages. */
  pacotes: readonly number[];
}

/**
 * Tariffs with the most exact one first: one for a package before one for all, the longer beginning of the called number,
 * of those the one with more digits and fewer `_`, one that asks for the area code, the one that began last.
 */
export function maisExatasPrimeiro(tarifas: readonly Tarifa[]): Tarifa[] {
  const ordem = (t: Tarifa) => [
    t.pacoteVozId === null ? 0 : 1,
    t.destino.length,
    t.destino.replaceAll('_', '').length,
    t.mesmaArea === null ? 0 : 1,
    daysBetween(PRIMEIRO, t.inicio),
    t.id,
  ];
  const diferenca = (a: readonly number[], b: readonly number[]) =>
    b.map((valor, i) => valor - (a[i] ?? 0)).find((n) => n !== 0) ?? 0;
  return tarifas
    .map((tarifa) => ({ tarifa, em: ordem(tarifa) }))
    .sort((a, b) => diferenca(a.em, b.em))
    .map(({ tarifa }) => tarifa);
}

const PRIMEIRO = day('1900-01-01');

/** The first of the tariffs, the most exact ones first, that fits a call. Undefined: none does. */
export function tarifaDe(chamada: ChamadaFeita, ordenadas: readonly Tarifa[]): Tarifa | undefined {
  const { dia, pacotes } = chamada;
  const discado = paraTarifar(chamada.destino);
  const mesmaArea = emQueArea(chamada);
  return ordenadas.find(
    (tarifa) =>
      tarifa.inicio <= dia &&
      tarifa.fim >= dia &&
      (tarifa.pacoteVozId === null || pacotes.includes(tarifa.pacoteVozId)) &&
      (tarifa.mesmaArea === null || tarifa.mesmaArea === mesmaArea) &&
      comeca(discado, tarifa.destino),
  );
}

/** A number of three to six digits, such as 190, has a zero before it in tariffs: 190… is how numbers abroad begin. */
const paraTarifar = (destino: string) => (destino.length <= 6 ? `0${destino}` : destino);

// Numbers without an area are in no one's area and in no other's.
function emQueArea({ origem, destino }: ChamadaFeita): boolean | null {
  if (paraTarifar(destino).startsWith('0')) return null;
  return destino.startsWith('55') && destino.slice(0, 4) === origem.slice(0, 4);
}

function comeca(discado: string, inicio: string): boolean {
  if (inicio.length > discado.length) return false;
  for (let i = 0; i < inicio.length; i++) if (inicio[i] !== '_' && inicio[i] !== discado[i]) return false;
  return true;
}

/**
 * Seconds by the steps of a tariff. The basic plans of fixed telephony charge by tenths of a minute and half a minute at
 * least, and not what lasts three seconds: 30/6/3. Never fewer for a longer call, nor fewer than it lasted if charged.
 */
export function segundosTarifados(
  duracao: number,
  {
    minimoSegundos,
    passoSegundos,
    isentoSegundos,
  }: Pick<Tarifa, 'minimoSegundos' | 'passoSegundos' | 'isentoSegundos'>,
): number {
  if (duracao === 0 || duracao <= isentoSegundos) return 0;
  const alem = Math.max(0, duracao - minimoSegundos);
  return minimoSegundos + Math.ceil(alem / passoSegundos) * passoSegundos;
}

/** What becomes of a fraction of a cent: cut off (RGC, Resolução Anatel 765/2023, art. 49), or half a cent rounded up. */
export type FracaoCentavo = 'corte' | 'meio-acima';

/** What seconds cost at so many ten-thousandths of a real a minute; each call by itself is brought to the cent. */
export function valorDe(segundos: number, valorMinuto: number, fracao: FracaoCentavo): Centavos {
  const acima = fracao === 'meio-acima' ? 3000 : 0;
  return centavos(Math.floor((segundos * valorMinuto + acima) / 6000));
}

/** The first day of the billing window that a day lies in: the day after a window's last one, `diaFinal` of each month. */
export function inicioDoCiclo(dia: Day, diaFinal: number): Day {
  const mes = day(`${dia.slice(0, 8)}01`);
  const fim = ultimoDia(mes, diaFinal);
  return addDays(dia <= fim ? ultimoDia(addMonths(mes, -1), diaFinal) : fim, 1);
}

// Months that are too short end on their last day.
const ultimoDia = (mes: Day, diaFinal: number): Day =>
  addDays(mes, Math.min(diaFinal, daysBetween(mes, addMonths(mes, 1))) - 1);
