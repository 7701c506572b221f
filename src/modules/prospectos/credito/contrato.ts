import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';

/** A credit bureau or fraud service. Throws PartnerError. */
export interface ParceiroDeCredito<P, R> {
  /** It invents its answers, and says so: only in the demo. */
  readonly simulado: boolean;
  consultar(pedido: P): Promise<R>;
}

/** A value or null; in an answer of a partner. */
export const OuNulo = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** The answer as the schema has it, without what it does not name; null when it does not fit. */
export function lerResposta<S extends TSchema>(schema: S, answer: unknown): Static<S> | null {
  if (!Value.Check(schema, answer)) return null;
  return Value.Clean(schema, structuredClone(answer)) as Static<S>;
}
