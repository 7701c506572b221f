import type { CatalogueField } from '../../core/catalogue.ts';

type Json = Record<string, unknown>;

/** The JSON schema of a documented field, where the operation reads its input by itself. */
export function schemaOfField({ type, values, notes, fields }: CatalogueField): Json {
  const described = { ...(notes && { description: notes }), ...(values && values.length > 0 && { enum: values }) };
  if (type === 'array') return { ...described, type, items: fields ? objectOf(fields) : {} };
  if (type === 'object') return { ...described, ...objectOf(fields ?? []) };
  return { ...described, type: type === 'date' ? 'string' : type };
}

/** The JSON schema of a documented body. */
export function schemaOfFields(kind: 'none' | 'object' | 'array', fields: readonly CatalogueField[]): Json {
  return kind === 'array' ? { type: 'array', items: objectOf(fields) } : objectOf(fields);
}

function objectOf(fields: readonly CatalogueField[]): Json {
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOfField(field)])),
    ...(required.length > 0 && { required }),
  };
}
