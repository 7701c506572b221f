import { load, type Measured, type Target } from './load.ts';

export interface Subject extends Target {
  name: string;
  /** Runs before each of its rounds, unmeasured. */
  prepare?(): Promise<void>;
}

export interface Settings {
  connections: number;
  rounds: number;
  seconds: number;
}

/** Rounds that don't count, until compilers and caches have settled; those of a large register take the longest. */
const WARM_UP = 3;

/** What was measured of each subject, a value for each round. */
export type Results = ReadonlyMap<Subject, readonly Measured[]>;

/** Measures the subjects in turn, round by round, so that what disturbs the machine disturbs them all. */
export async function measure(
  subjects: readonly Subject[],
  { connections, rounds, seconds }: Settings,
): Promise<Results> {
  const results = new Map(subjects.map((subject): [Subject, Measured[]] => [subject, []]));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [subject, measured] of results) {
      await subject.prepare?.();
      const one = await load(subject, connections, seconds * 1000);
      if (one.refused > 0) throw new Error(`${subject.name}: ${one.refused} of ${one.answers} answers were no 200`);
      if (round >= 0) measured.push(one);
    }
  }
  return results;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)], sorted[middle]];
  return (low + high) / 2;
}

/** How many times as many answers a second as the other: the median of the ratios of each round. */
export function ratio(of: readonly Measured[], to: readonly Measured[]): number {
  return median(of.map(({ perSecond }, round) => perSecond / (to[round]?.perSecond ?? Number.NaN)));
}
