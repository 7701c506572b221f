import { type TSchema, Type } from 'typebox';
import { type Campo, type Fabrica, Identificador } from './campos.ts';

/** A record of a section as the file has it. */
export type Registro = { id: number } & Record<string, unknown>;
/** A row of a table: the columns that the file knows. */
export type Linha = Record<string, unknown>;

/** The rows of another table that belong to a record. */
export interface Filho {
  tabela: string;
  /** The column that names the record. */
  dono: string;
  /** Its primary key. */
  chave: readonly string[];
  /** The column that keeps the order of the list, if there is one. */
  ordem?: string;
  /** `ids`: a list of ids; `lista`: of records; `objeto`: one record or none. */
  forma: 'ids' | 'lista' | 'objeto';
  campos: Readonly<Record<string, Campo>>;
}

export interface Secao {
  nome: string;
  /** For the header of an exported file. */
  sobre: string;
  tabela: string;
  campos: Readonly<Record<string, Campo>>;
  filhos: Readonly<Record<string, Filho>>;
  /** What a record becomes when the file no longer has it; without it the record is removed. */
  ausente?: Readonly<Record<string, unknown>>;
}

type Fabricas = Readonly<Record<string, Fabrica>>;

const made = (fabricas: Fabricas): Record<string, Campo> =>
  Object.fromEntries(Object.entries(fabricas).map(([nome, fabrica]) => [nome, fabrica(nome)]));

interface SecaoDescrita {
  sobre: string;
  tabela: string;
  campos: Fabricas;
  filhos?: Record<string, Filho>;
  ausente?: Record<string, unknown>;
}

export const secao = (nome: string, { campos, filhos = {}, ...rest }: SecaoDescrita): Secao => ({
  nome,
  ...rest,
  campos: made(campos),
  filhos,
});

/** A list of ids kept in a table of pairs; with `ordem` its order matters. */
export const ids = (tabela: string, dono: string, nome: string, fabrica: Fabrica, ordem?: string): Filho => {
  const campo = fabrica(nome);
  const chave = [dono, ...campo.colunas];
  return { tabela, dono, chave, forma: 'ids', campos: { [nome]: campo }, ...(ordem && { ordem }) };
};

/** A list of records that belong to one. */
export const lista = (
  tabela: string,
  dono: string,
  chave: readonly string[],
  campos: Fabricas,
  ordem?: string,
): Filho => ({
  tabela,
  dono,
  chave,
  forma: 'lista',
  campos: made(campos),
  ...(ordem && { ordem }),
});

/** One record that belongs to another, or none. */
export const objeto = (tabela: string, dono: string, chave: readonly string[], campos: Fabricas): Filho => ({
  tabela,
  dono,
  chave,
  forma: 'objeto',
  campos: made(campos),
});

const record = (campos: Readonly<Record<string, Campo>>, more: Record<string, TSchema> = {}) =>
  Type.Object(
    {
      ...Object.fromEntries(
        Object.entries(campos).map(([nome, { esquema, opcional }]) => [
          nome,
          opcional ? Type.Optional(esquema) : esquema,
        ]),
      ),
      ...more,
    },
    { additionalProperties: false },
  );

function childSchema({ forma, campos }: Filho): TSchema {
  const [campo] = Object.values(campos);
  if (forma === 'objeto') return record(campos);
  if (forma === 'lista') return Type.Array(record(campos), { minItems: 1 });
  return Type.Array((campo as Campo).esquema, { minItems: 1, uniqueItems: true });
}

/** The schema of a record of a section. */
export function esquemaDoRegistro({ campos, filhos }: Secao): TSchema {
  const children = Object.entries(filhos).map(([nome, filho]) => [nome, Type.Optional(childSchema(filho))] as const);
  return record(campos, { id: Identificador, ...Object.fromEntries(children) });
}
