import type { FastifyError } from 'fastify';

const INTEGER_MAX = 2_147_483_647;

/** A sentence in pt-BR that says what to mend, for the first thing that the schema found wrong. */
export function validationSentence(error: FastifyError): string {
  const [first] = error.validation ?? [];
  if (!first) return 'A requisição não pôde ser lida.';
  const { keyword, instancePath, params } = first as {
    keyword: string;
    instancePath: string;
    params: Record<string, unknown>;
  };
  const path = fieldName(instancePath);
  switch (keyword) {
    case 'required':
      return `O campo ${path ? `${path}.` : ''}${params['missingProperty']} é obrigatório.`;
    case 'type':
      return path
        ? `O campo ${path} deve ser ${typeName(params['type'])}.`
        : `O corpo da requisição deve ser ${typeName(params['type'])}.`;
    case 'enum':
      return `O campo ${path} deve ser um de: ${[...new Set((params['allowedValues'] as unknown[]).map(String))].join(', ')}.`;
    case 'const':
    case 'anyOf':
    case 'pattern':
    case 'format':
      return `O campo ${path} é inválido.`;
    case 'maxLength':
      return `O campo ${path} tem mais de ${params['limit']} caracteres.`;
    case 'minLength':
      return `O campo ${path} é obrigatório.`;
    case 'maxItems':
      return `A lista ${path || 'enviada'} tem mais de ${params['limit']} itens.`;
    case 'minItems':
      return `A lista ${path || 'enviada'} deve ter ao menos ${params['limit']} item.`;
    case 'minimum':
    case 'exclusiveMinimum':
      return `O campo ${path} deve ser ${keyword === 'minimum' ? 'no mínimo' : 'maior que'} ${params['limit']}.`;
    case 'maximum':
      return params['limit'] === INTEGER_MAX
        ? `O campo ${path} é inválido.`
        : `O campo ${path} deve ser no máximo ${params['limit']}.`;
    default:
      return path ? `O campo ${path} é inválido.` : 'A requisição não pôde ser lida.';
  }
}

/** The field that the schema found wrong or missing first; empty when it is the body as a whole. */
export function wrongField(error: FastifyError): string {
  const [first] = error.validation ?? [];
  if (!first) return '';
  const missing = first.keyword === 'required' ? `/${first.params['missingProperty']}` : '';
  return fieldName(first.instancePath + missing);
}

// /0/model/base64 → [0].model.base64
function fieldName(instancePath: string): string {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

function typeName(type: unknown): string {
  switch (Array.isArray(type) ? type[0] : type) {
    case 'integer':
      return 'um número inteiro';
    case 'number':
      return 'um número';
    case 'boolean':
      return 'true ou false';
    case 'array':
      return 'uma lista';
    case 'object':
      return 'um objeto JSON';
    default:
      return 'um texto';
  }
}

/**
 * Input is lenient: "" and null on a field mean that it is absent. Gives a copy without them, at every depth.
 * Throws RangeError for what the database could not store, a NUL character or half of a surrogate pair, and for
 * nesting deeper than 20.
 */
export function withoutBlanks(value: unknown, depth = 0): unknown {
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) throw new RangeError('text');
  if (value === null || typeof value !== 'object') return value;
  if (depth > 20) throw new RangeError('depth');
  if (Array.isArray(value)) return value.map((item) => withoutBlanks(item, depth + 1));
  const kept: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (field === '' || field === null) continue;
    kept[key] = withoutBlanks(field, depth + 1);
  }
  return kept;
}
