import type { WriteStream } from 'node:tty';

const SECONDS_BETWEEN_LINES = 5;

/**
 * Shows how far a work of that size is, such as the bytes of a file: one line that changes on a terminal, one every few
 * seconds elsewhere. `unit`: what is counted on the way.
 */
export function progressOn(out: Pick<WriteStream, 'write'> & { isTTY?: boolean }, size: number, unit = 'linhas') {
  const start = performance.now();
  let first: number | undefined;
  let shown = 0;
  const seconds = () => (performance.now() - start) / 1000;
  return {
    /** Seconds since the beginning. */
    seconds,
    step(done: number, lines: number): void {
      // Lines of an earlier, interrupted run do not count for the speed of this one.
      first ??= lines;
      const now = seconds();
      if (now - shown < (out.isTTY ? 0.2 : SECONDS_BETWEEN_LINES) && done < size) return;
      shown = now;
      const percent = ((100 * done) / size).toFixed(1).replace('.', ',');
      const speed = Math.round((lines - first) / now).toLocaleString('pt-BR');
      const text = `${percent.padStart(5)} %  ${lines.toLocaleString('pt-BR')} ${unit}  ${speed} ${unit}/s`;
      out.write(out.isTTY ? `\r${text.padEnd(60)}` : `${text}\n`);
    },
    end(): void {
      if (out.isTTY && shown > 0) out.write('\n');
    },
  };
}
