import { type Day, day } from '#kernel/dates.ts';

/** Numbers that look drawn and are the same for the same seed. */
export interface Random {
  /** An integer from 0 to `below` − 1. */
  below(below: number): number;
  /** One of the list. */
  of<T>(list: readonly T[]): T;
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean;
  /** So many digits. */
  digits(count: number): string;
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough for invented people. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    of: <T>(list: readonly T[]) => list[below(list.length)] as T,
    chance: (percent) => below(100) < percent,
    digits: (count) => String(below(10 ** count)).padStart(count, '0'),
  };
}

/** A day of the years from `from` on and before `before`; in the first `months` of a year alone when told. */
export function inventDay(random: Random, from: number, before: number, months = 12): Day {
  const two = (number: number) => String(number).padStart(2, '0');
  return day(`${from + random.below(before - from)}-${two(1 + random.below(months))}-${two(1 + random.below(28))}`);
}
