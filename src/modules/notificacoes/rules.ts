const MINUTE = 60_000;

// About two days: a server that is down overnight or over a holiday loses nothing, and greylisting (RFC 6647, a few
// minutes) delays a message little.
const WAITS = [1, 5, 15, 60, 240, 720, 1440].map((minutes) => minutes * MINUTE);

/** How often a message is tried at most. */
export const MAX_TRIES = WAITS.length + 1;

/** For so many days after it failed for good a message's content is kept, so that an operator can send it again. */
export const CONTEUDO_DIAS = 7;

/**
 * Milliseconds to wait after so many tries, up to a fifth more by `chance` (0 to 1), so that those that failed
 * together do not come back together; null when it has been tried often enough.
 */
export function waitAfter(tries: number, chance: number): number | null {
  const wait = WAITS[tries - 1];
  return wait === undefined ? null : Math.round(wait * (1 + chance / 5));
}
