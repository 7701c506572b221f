import { type Static, type TSchema, Type } from 'typebox';
import { type Day, parseDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';

/** Building blocks of the wire of WebService Cliente. Input is coerced: a number may come as a string. */

const INTEGER_MAX = 2_147_483_647;

/** The id of a record. */
export const Id = Type.Integer({ minimum: 1, maximum: INTEGER_MAX });

/** A text that must be there, at most `max` characters. */
export const Text = (max: number) => Type.String({ minLength: 1, maxLength: max });

export const Optional = Type.Optional;

export const OneOf = <const T extends string>(...values: T[]) => Type.Unsafe<T>({ type: 'string', enum: values });

/** true or false, however old clients write it. Not coerced: read it with isOn(). */
export const Flag = Type.Unsafe<boolean | number | string>({ enum: [true, false, 1, 0, 'true', 'false', '1', '0'] });

export const isOn = (flag: boolean | number | string): boolean => ['true', '1'].includes(String(flag));

/** A value or null in an answer; as a type list, since the serialiser is much faster on it than on anyOf. */
export function Nullable<S extends TSchema>(schema: S) {
  const { type, ...rest } = schema as unknown as { type: string };
  return Type.Unsafe<Static<S> | null>({ ...rest, type: [type, 'null'] });
}

/** The envelope of many lists: {"resposta": [...]}. */
export const Resposta = <S extends TSchema>(item: S) => Type.Object({ resposta: Type.Array(item) });

/** The body that carries the subscriber's own login. */
export const AcessoAssinante = Type.Object({ usuario: Text(100), senha: Text(200) });

/** The bytes of a PDF. */
export const Pdf = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' });

/** The kind of person as sales operations name it. */
export const TipoPessoa = OneOf('PessoaFisica', 'PessoaJuridica');

/** The kind of person as modules name it. */
export const pessoaDe = (tipoPessoa: Static<typeof TipoPessoa>) =>
  tipoPessoa === 'PessoaJuridica' ? ('JURIDICA' as const) : ('FISICA' as const);
/**
 * The number of a bank slip where the document has it as a JSON number (pages 18 and 29), while others have it as
 * text («00000085425P», page 49): its digits, without a check letter at the end; 0 when there are none.
 */
export function boletoNumber(text: string): number | bigint {
  const [number = '0'] = /\d+/.exec(text) ?? [];
  // Banks use up to 20 digits: a JSON number holds them, a double does not.
  return Number.isSafeInteger(Number(number)) ? Number(number) : BigInt(number);
}

/** An integer of an answer that may be larger than a double holds. */
export const BigInteger = Type.Unsafe<number | bigint>({ type: 'integer' });

/** A day from the wire. Throws invalid `campo.data` that names the field and the format. */
export function wireDay(campo: string, text: string, formato: 'yyyy-MM-dd' | 'dd/MM/yyyy' | 'dd-MM-yyyy'): Day {
  const found = parseDay(text, formato);
  if (!found) throw new DomainError('invalid', 'campo.data', { campo, formato });
  return found;
}

/** Refuses a field by its wire name. */
export function invalidField(campo: string): DomainError {
  return new DomainError('invalid', 'campo.invalido', { campo });
}
