import { Type } from 'typebox';
import type { Params } from './params.ts';

/** Building blocks of the wire of Tiny API 2.0. */

export type Formato = 'json' | 'xml';

/** json, unless xml is asked for, in capitals or not. */
export const formatoDe = ({ formato }: Params): Formato => (formato?.trim().toLowerCase() === 'xml' ? 'xml' : 'json');

/** A list of small objects that have one key only: [{"erro": "…"}]. */
const Erros = Type.Array(Type.Object({ erro: Type.String() }));

const Registro = Type.Object({
  /** As it was received. */
  sequencia: Type.Unsafe<string | number>({ type: ['string', 'integer'] }),
  status: Type.Unsafe<'OK' | 'Erro'>({ type: 'string', enum: ['OK', 'Erro'] }),
  codigo_erro: Type.Optional(Type.Integer()),
  erros: Type.Optional(Erros),
  id: Type.Optional(Type.String()),
});

/** The answer of a batch. status_processamento: 2 none, 3 all, 4 some of the records were written. */
export const RetornoDoLote = Type.Object({
  retorno: Type.Object({
    status_processamento: Type.Unsafe<2 | 3 | 4>({ type: 'integer', enum: [2, 3, 4] }),
    status: Type.Unsafe<'OK' | 'Erro'>({ type: 'string', enum: ['OK', 'Erro'] }),
    registros: Type.Array(Type.Object({ registro: Registro })),
  }),
});

/** A text that is always there. */
export const Texto = Type.String();

/** A parameter of a call. */
export const Parametro = (description: string) => Type.Optional(Type.String({ description }));

/** The parameters of every call. */
export const PARAMETROS_GERAIS = {
  token: Type.String({ description: 'Token do integrador' }),
  formato: Parametro('json (padrão) ou xml'),
};
