import { availableParallelism, cpus } from 'node:os';
import type { Measured } from './load.ts';
import { median, type Results, ratio, type Subject } from './rounds.ts';

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export const grouped = (number: number): string => Math.round(number).toLocaleString('pt-BR');
const decimal = (number: number): string => number.toFixed(2).replace('.', ',');

export function machine(): string {
  return `${cpus()[0]?.model}, ${availableParallelism()} processadores, Node ${process.versions.node}`;
}

/** A table of the medians, with the ratio to one of the subjects. */
export function figures(results: Results, base: Subject): string[] {
  const rows = [...results].map(([{ name }, measured]) => {
    const middle = (key: keyof Measured) => median(measured.map((one) => one[key]));
    const toBase = ratio(measured, results.get(base) ?? []);
    return [name, grouped(middle('perSecond')), decimal(middle('p50')), decimal(middle('p99')), decimal(toBase)];
  });
  return [['', 'por segundo', 'p50 ms', 'p99 ms', '÷ (a)'], ...rows].map(([name = '', ...cells]) =>
    [name.padEnd(36), ...cells.map((cell) => cell.padStart(12))].join(''),
  );
}

export function verdict(what: string, value: number, holds: (value: number) => boolean): string {
  return `${what}: ${decimal(value)} ${holds(value) ? '✓' : '✗'}`;
}
