import type { TSchema } from 'typebox';
import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { emailIsValid } from '#kernel/text.ts';

/** The body of the registrations that take a list: at least one record, all of them or none. */
export const Lista = <S extends TSchema>(item: S) => Type.Array(item, { minItems: 1, maxItems: 200 });

/** Digits alone, at most `max`. Throws invalid `campo.digitos`. */
export function wireDigits(campo: string, text: string, max: number): string {
  if (!/^\d+$/.test(text) || text.length > max) throw new DomainError('invalid', 'campo.digitos', { campo, max });
  return text;
}

/** A bank's check digits: one or two, each a digit or X. Throws invalid `campo.dv`. */
export function wireDv(campo: string, text: string): string {
  if (!/^[\dX]{1,2}$/i.test(text)) throw new DomainError('invalid', 'campo.dv', { campo });
  return text.toUpperCase();
}

/** A telephone as the document asks for it, 10 or 11 digits and nothing else. Throws invalid `campo.telefone`. */
export function wireTelefone(campo: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^\d{10,11}$/.test(text)) throw new DomainError('invalid', 'campo.telefone', { campo });
  return text;
}

/** An e-mail address of at most 100 characters. Throws invalid `campo.email`. */
export function wireEmail(campo: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!emailIsValid(text, 100)) throw new DomainError('invalid', 'campo.email', { campo });
  return text;
}
