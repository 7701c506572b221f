import { hash as digest, randomBytes } from 'node:crypto';

const KEEP_MS = 60_000;
const MOST = 20_000;

/**
 * Remembers for a short time what was verified, under a keyed hash, so that no credential stays in memory.
 * Two calls at once for the same credential share one verification.
 */
export class Lembranca<T> {
  readonly #key = randomBytes(32).toString('base64');
  readonly #entries = new Map<string, { value: T; until: number }>();
  readonly #pending = new Map<string, Promise<T | null>>();
  readonly #usable: () => boolean;
  #generation = 0;

  /** `usable`: false while news from other processes can't arrive; then nothing is remembered. */
  constructor(usable: () => boolean) {
    this.#usable = usable;
  }

  /** The remembered value, else what `verify` gives; null (a refusal) is never remembered. */
  get(credential: string, verify: () => Promise<T | null>): T | Promise<T | null> {
    // A secret prefix is key enough for a digest that nobody sees, and costs a twentieth of an HMAC on this path.
    const hash = digest('sha256', this.#key + credential, 'base64');
    const known = this.#entries.get(hash);
    if (known && known.until > performance.now() && this.#usable()) return known.value;
    const pending = this.#pending.get(hash);
    if (pending) return pending;
    const generation = this.#generation;
    const verification = verify()
      .then((value) => {
        // What was forgotten while it was being verified must not be remembered.
        if (value !== null && this.#usable() && generation === this.#generation) this.#remember(hash, value);
        return value;
      })
      .finally(() => this.#pending.delete(hash));
    this.#pending.set(hash, verification);
    return verification;
  }

  forget(matches: (value: T) => boolean = () => true): void {
    this.#generation++;
    this.#pending.clear();
    for (const [hash, { value }] of this.#entries) if (matches(value)) this.#entries.delete(hash);
  }

  #remember(hash: string, value: T): void {
    if (this.#entries.size >= MOST) this.#entries.delete(this.#entries.keys().next().value as string);
    this.#entries.set(hash, { value, until: performance.now() + KEEP_MS });
  }
}
