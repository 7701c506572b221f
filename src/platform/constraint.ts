import pg from 'pg';

/** The name of the database's rule (unique, foreign key, check) that refused a statement; null for any other error. */
export function violatedConstraint(error: unknown): string | null {
  const refused = error instanceof pg.DatabaseError && error.code?.startsWith('23');
  return refused ? (error.constraint ?? null) : null;
}
