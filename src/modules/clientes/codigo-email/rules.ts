/** Wrong codes after which a code is worth nothing: with a million codes and ten a day, guessing is hopeless. */
export const TENTATIVAS = 5;

const MINUTE_MS = 60_000;

/** Of the last `most` messages at most in `window` milliseconds. */
const limits = {
  enviadas: { most: 10, window: 24 * 60 * MINUTE_MS },
  // A wrong address may be mended at once, but nobody's mail server is to be tried for ever.
  falhas: { most: 5, window: 10 * MINUTE_MS },
};

export interface Historico {
  /** When the code was made that is valid now or on its way. */
  ultimo: Date | undefined;
  /** When codes were sent, and when that failed; the latest first, a day back at least. */
  enviadas: readonly Date[];
  falhas: readonly Date[];
}

/** Seconds until the customer may be sent another code, 0 when at once: one a minute, ten in 24 hours, few failures. */
export function esperaPeloCodigo(now: Date, { ultimo, enviadas, falhas }: Historico): number {
  return Math.max(
    remaining(now, ultimo, MINUTE_MS),
    remaining(now, enviadas[limits.enviadas.most - 1], limits.enviadas.window),
    remaining(now, falhas[limits.falhas.most - 1], limits.falhas.window),
  );
}

// What lies in the future was there before the demo's clock was put back: it counts for nothing.
function remaining(now: Date, since: Date | undefined, milliseconds: number): number {
  if (since === undefined || since > now) return 0;
  return Math.max(0, Math.ceil((since.getTime() + milliseconds - now.getTime()) / 1000));
}
