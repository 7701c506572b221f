import { Type } from 'typebox';
import { viavel } from '#modules/prospectos/index.ts';
import { Nullable, OneOf } from '../wire.ts';

/** The answer of technical viability. */
export const RespostaDeViabilidade = Type.Object({
  resposta: Type.Object({ resultado: OneOf('APROVADO', 'REPROVADO'), distancia: Nullable(Type.Number()) }),
});

/**
 * Technical viability on the wire. `distancia` are km to the nearest box with a free output, also where it is too
 * far; null when there is none within 20 km.
 */
export const respostaDeViabilidade = (km: number | null, raioMetros: number) => ({
  resposta: { resultado: viavel(km, raioMetros) ? ('APROVADO' as const) : ('REPROVADO' as const), distancia: km },
});
