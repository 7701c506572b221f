import { DomainError } from '#kernel/errors.ts';

// The documents state no rule; their samples have six characters («654321», «789456»).
const SENHA_MINIMA = 6;

/** Throws invalid `senha.fraca` for a password of less than six characters, blanks at its ends not counted. */
export function exigirSenhaForte(senha: string): void {
  if ([...senha.trim()].length < SENHA_MINIMA) {
    throw new DomainError('invalid', 'senha.fraca', { minimo: SENHA_MINIMA });
  }
}

/** Of all names, those that open no operation. A scope is `*` or the first word of operation ids. */
export function escoposDesconhecidos(escopos: readonly string[], known: ReadonlySet<string>): string[] {
  return escopos.filter((escopo) => escopo !== '*' && !known.has(escopo));
}
