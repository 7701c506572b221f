import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Program } from './program.ts';

/** How a run is killed. */
interface Mortes {
  /** How much is on record. */
  feitas(): Promise<number>;
  mortes: number;
  /** At most so much is done between one kill and the next. */
  porMorte: number;
}

const MOMENTO_MS = 15;

/** Starts a program and kills it in the midst of its work, again and again; gives what was on record at each kill. */
export async function killedAtRandom(start: () => Program, { feitas, mortes, porMorte }: Mortes): Promise<number[]> {
  const vistas: number[] = [];
  while (vistas.length < mortes) {
    const alvo = (await feitas()) + Math.floor(Math.random() * porMorte);
    const run = start();
    while (run.process.exitCode === null && (await feitas()) <= alvo) await wait(2);
    await wait(Math.random() * MOMENTO_MS);
    assert.equal(run.process.exitCode, null, `it ended after ${vistas.length} kills: ${run.stdout()}${run.stderr()}`);
    run.process.kill('SIGKILL');
    await run.ended;
    vistas.push(await feitas());
  }
  return vistas;
}
