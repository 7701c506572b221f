export interface BreakerSettings {
  /** Failures in a row that open it. */
  failures: number;
  /** How long it stays open. */
  openMs: number;
  /** Milliseconds that only grow; for tests. */
  now?: () => number;
}

/**
 * Keeps calls from a service that is down, so that nobody waits for it. After some failures in a row it is open:
 * nothing passes. When its time is over one call may try (half-open): a success closes it, a failure opens it again.
 * Each process has its own; what it knows need not be shared.
 */
export class CircuitBreaker {
  readonly #settings: Required<BreakerSettings>;
  #failures = 0;
  #openUntil: number | null = null;
  #trying = false;

  constructor({ failures, openMs, now = () => performance.now() }: BreakerSettings) {
    this.#settings = { failures, openMs, now };
  }

  /** Whether a call may go out; every one that does must end in succeeded() or failed(). */
  enter(): boolean {
    if (this.#openUntil === null) return true;
    if (this.#trying || this.#settings.now() < this.#openUntil) return false;
    this.#trying = true;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openUntil = null;
    this.#trying = false;
  }

  failed(): void {
    this.#failures++;
    this.#trying = false;
    if (this.#openUntil !== null || this.#failures >= this.#settings.failures) {
      this.#openUntil = this.#settings.now() + this.#settings.openMs;
    }
  }
}
