import { Type } from 'typebox';
import { parseCep } from '#kernel/cep.ts';
import { DomainError } from '#kernel/errors.ts';
import { Optional } from '../wire.ts';

/** The query of the lists that a CEP narrows: what follows `maisDeUmEnderecoMesmoCep`. */
export const QueryCep = Type.Object({ cep: Optional(Type.String()) });

/** A CEP with or without hyphen as its eight digits. Throws invalid `campo.cep`. */
export function wireCep(text: string): string {
  const cep = parseCep(text);
  if (!cep) throw new DomainError('invalid', 'campo.cep', { campo: 'cep' });
  return cep;
}

/** The same of the optional query parameter; null when it is absent. */
export const optionalCep = ({ cep }: { cep?: string }): string | null => (cep === undefined ? null : wireCep(cep));
