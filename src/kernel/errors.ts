/** What a caller can do about it; each dialect turns a kind into a status of its own. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'tooMany'
  | 'unavailable';

/**
 * What modules throw: a code such as `fatura.ja_quitada` and the facts, never a sentence. The dialect writes the
 * text, so facts are for it, for the log and for tests, and never hold a secret.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(kind: ErrorKind, code: string, facts: Record<string, unknown> = {}) {
    super(code);
    this.kind = kind;
    this.code = code;
    this.facts = facts;
  }
}
