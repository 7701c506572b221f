import type { CampoAlterado, Diferenca, Problema } from '#modules/catalogo/index.ts';

const FRASES: Readonly<Record<string, (fatos: Readonly<Record<string, unknown>>) => string>> = {
  yaml: ({ mensagem }) => `o YAML não pôde ser lido: ${mensagem}`,
  repetido: ({ id }) => `o id ${id} aparece mais de uma vez`,
  referencia: ({ tabela, id }) => `${tabela} ${id} não existe no catálogo nem no cadastro`,
  plano_sem_preco: () => 'um plano à venda precisa de valor ou de utiliza_tabela_preco: true',
  periodo_invertido: ({ inicio, fim }) => `o fim (${fim}) vem antes do início (${inicio})`,
  preco_sobreposto: ({ id, outro }) => `o preço ${id} vale nos mesmos dias que o preço ${outro}`,
  em_uso: ({ id, tabela }) => `o registro ${id} não pode ser removido: é usado em ${tabela}`,
  'forma.required': ({ requiredProperties }) => `falta ${(requiredProperties as string[]).join(', ')}`,
  'forma.additionalProperties': ({ additionalProperties }) =>
    `campo desconhecido: ${(additionalProperties as string[]).join(', ')}`,
  'forma.unknownSection': () => 'não existe esta seção',
  'forma.type': ({ type }) => `deve ser ${TIPOS[type as string] ?? type}`,
  'forma.enum': ({ allowedValues }) => `deve ser um de: ${(allowedValues as string[]).join(', ')}`,
  'forma.minimum': ({ limit }) => `deve ser no mínimo ${limit}`,
  'forma.maximum': ({ limit }) => `deve ser no máximo ${limit}`,
  'forma.anyOf': () => 'deve ser um valor em reais (5.50) ou uma porcentagem (33.33%)',
  'forma.~refine': ({ message }) => REFINADOS[message as string] ?? 'o valor é inválido',
  'forma.minItems': () => 'a lista não pode ser vazia; sem itens, tire o campo',
  'forma.uniqueItems': () => 'a lista tem um item repetido',
  'forma.minLength': () => 'o texto não pode ser vazio',
  'forma.maxLength': ({ limit }) => `o texto tem mais de ${limit} caracteres`,
};

const REFINADOS: Readonly<Record<string, string>> = {
  reais: 'deve ser um valor em reais, com até dois decimais',
  dia: 'deve ser um dia que existe, no formato aaaa-mm-dd',
  minuto: 'deve ser um valor em reais, com até quatro decimais',
  inicio_de_numero: 'deve ter só algarismos e _, entre aspas',
};

const TIPOS: Readonly<Record<string, string>> = {
  integer: 'um número inteiro',
  number: 'um número',
  string: 'um texto',
  boolean: 'true ou false',
  array: 'uma lista',
  object: 'um registro de campos',
};

/** A line for a problem of the file: where, and what to mend. */
export function fraseDoProblema({ linha, caminho, codigo, fatos }: Problema): string {
  const place = caminho
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1);
  const where = [linha ? `linha ${linha}` : '', place].filter(Boolean).join(', ');
  const sentence = FRASES[codigo]?.(fatos) ?? 'o valor é inválido (veja balcao catalogo esquema)';
  return where ? `${where}: ${sentence}` : sentence;
}

const SINAIS = { incluido: '+', alterado: '~', inativado: '-', removido: '-' } as const;

/** The lines for a difference: the record, then its fields. */
export function linhasDaDiferenca({ secao, id, acao, campos }: Diferenca): string[] {
  return [`${SINAIS[acao]} ${secao} ${id} ${acao}`, ...(acao === 'removido' ? [] : campos.map(linhaDoCampo))];
}

function linhaDoCampo({ campo, de, para }: CampoAlterado): string {
  return de === undefined ? `    ${campo}: ${texto(para)}` : `    ${campo}: ${texto(de)} → ${texto(para)}`;
}

const texto = (valor: unknown) => (valor === undefined ? '(padrão)' : JSON.stringify(valor));
