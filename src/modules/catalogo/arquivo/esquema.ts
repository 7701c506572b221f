import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Catalogo } from './ler.ts';
import type { Caminho, Problema } from './problema.ts';
import { esquemaDoRegistro } from './secao.ts';
import { secoes } from './secoes.ts';

const records = secoes.map((secao) => ({ nome: secao.nome, esquema: esquemaDoRegistro(secao) }));

/** The JSON Schema of the file. */
export const esquemaDoCatalogo = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Catálogo do Balcão',
  ...Type.Object(Object.fromEntries(records.map(({ nome, esquema }) => [nome, Type.Optional(Type.Array(esquema))])), {
    additionalProperties: false,
  }),
};

// Record by record: the validator stops after a few problems, and the first record must not hide the others'.
const validators = new Map(records.map(({ nome, esquema }) => [nome, Compile(esquema)]));

/** What the schema finds wrong, the first problem of each place. */
export function problemasDeForma(valor: unknown): Problema[] {
  if (!isRecord(valor)) return [problema([], 'type', { type: 'object' })];
  return Object.entries(valor).flatMap(([nome, registros]) => {
    const validator = validators.get(nome);
    if (!validator) return [problema([nome], 'unknownSection', {})];
    if (!Array.isArray(registros)) return [problema([nome], 'type', { type: 'array' })];
    return registros.flatMap((registro, i) => {
      if (validator.Check(registro)) return [];
      const byPlace = new Map<string, Problema>();
      for (const { keyword, instancePath, params } of validator.Errors(registro)) {
        // An unknown field is told once, by the record that has it; a choice of two forms as a choice.
        if (keyword === 'boolean' || (byPlace.has(instancePath) && keyword !== 'anyOf')) continue;
        byPlace.set(instancePath, problema([nome, i, ...placeOf(instancePath)], keyword, params));
      }
      return [...byPlace.values()];
    });
  });
}

/** The value as a catalogue; only after problemasDeForma found nothing. */
export const comoCatalogo = (valor: unknown): Catalogo => valor as Catalogo;

const isRecord = (valor: unknown): valor is Record<string, unknown> =>
  typeof valor === 'object' && valor !== null && !Array.isArray(valor);

const problema = (caminho: Caminho, keyword: string, params: object): Problema => ({
  caminho,
  codigo: `forma.${keyword}`,
  fatos: params as Record<string, unknown>,
});

const placeOf = (instancePath: string) =>
  instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
