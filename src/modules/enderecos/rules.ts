import { parseCep } from '#kernel/cep.ts';
import { searchKey } from '#kernel/text.ts';
import type { Layout } from '#platform/csv.ts';
import type { Campo } from '#platform/csv-import.ts';
import { abreviarTipo, separarTipo } from './tipos-logradouro.ts';

/** A column of a file of addresses. */
export type Coluna =
  | 'cep'
  | 'tipo'
  | 'tipo_abreviado'
  | 'logradouro'
  | 'logradouro_abreviado'
  | 'bairro'
  | 'bairro_abreviado'
  | 'cidade'
  | 'uf'
  | 'ibge';

/** A municipality, as a row may name it. */
export interface Cidade {
  id: number;
  uf: string;
}

/** Finds a municipality by `ibge:3118304` or `MG:CONSELHEIRO LAFAIETE`. */
export type Cidades = ReadonlyMap<string, Cidade>;

/** A row that can be stored: upper case without accents, as the register has them all. */
export interface EnderecoLido {
  cidadeId: number;
  bairro: string;
  bairroAbreviado: string;
  tipo: string;
  tipoAbreviado: string;
  nome: string;
  nomeAbreviado: string;
  cep: string;
}

/** Why a row is refused. */
export type Motivo = 'caractere' | 'tamanho' | 'cep' | 'logradouro' | 'bairro' | 'ibge' | 'uf' | 'cidade';

/** By what a row of any file names a municipality: by code, or by state and name. */
export type ColunaDaCidade = 'cidade' | 'uf' | 'ibge';

/** The names of those columns, as readHeader takes them. */
export const COLUNAS_DA_CIDADE = {
  CIDADE: 'cidade',
  MUNICIPIO: 'cidade',
  LOCALIDADE: 'cidade',
  UF: 'uf',
  ESTADO: 'uf',
  IBGE: 'ibge',
  CODIGO_IBGE: 'ibge',
} as const;

/** The names of columns, as readHeader takes them. */
export const NOMES: Readonly<Record<string, Coluna>> = {
  CEP: 'cep',
  TIPO: 'tipo',
  TIPO_LOGRADOURO: 'tipo',
  TIPO_ABREVIADO: 'tipo_abreviado',
  LOGRADOURO: 'logradouro',
  ENDERECO: 'logradouro',
  LOGRADOURO_ABREVIADO: 'logradouro_abreviado',
  BAIRRO: 'bairro',
  BAIRRO_ABREVIADO: 'bairro_abreviado',
  ...COLUNAS_DA_CIDADE,
};

// A B-tree entry takes 2,700 bytes; no street has a name like that.
const LONGEST = 150;

/** The columns that a header has not. */
export function colunasQueFaltam(colunas: Layout<Coluna>['colunas']): string[] {
  const faltam = (['cep', 'logradouro', 'bairro'] as const).filter((coluna) => colunas[coluna] === undefined);
  return [...faltam, ...faltaCidade(colunas)];
}

/** `ibge` where a header names no municipality. */
export const faltaCidade = (colunas: Layout<ColunaDaCidade>['colunas']): string[] =>
  colunas.ibge === undefined && (colunas.cidade === undefined || colunas.uf === undefined) ? ['ibge'] : [];

/** An address out of a row's fields, or why it is none. */
export function lerEndereco(escrito: Campo<Coluna>, cidades: Cidades): EnderecoLido | Motivo {
  const campo = (coluna: Coluna) => searchKey(escrito(coluna));
  const cep = parseCep(campo('cep'));
  if (!cep) return 'cep';
  const cidade = cidadeDaLinha(escrito, cidades);
  if (typeof cidade === 'string') return cidade;
  const [tipo, nome] = campo('tipo') ? [campo('tipo'), campo('logradouro')] : separarTipo(campo('logradouro'));
  if (!nome) return 'logradouro';
  const bairro = campo('bairro');
  if (!bairro) return 'bairro';
  const lido = {
    cidadeId: cidade.id,
    bairro,
    bairroAbreviado: campo('bairro_abreviado') || bairro,
    tipo,
    tipoAbreviado: campo('tipo_abreviado') || abreviarTipo(tipo),
    nome,
    nomeAbreviado: campo('logradouro_abreviado') || nome,
    cep,
  };
  for (const texto of Object.values(lido)) {
    if (typeof texto !== 'string') continue;
    if (texto.length > LONGEST) return 'tamanho';
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    if (/[\u0000-\u001f\ufffd]/.test(texto)) return 'caractere';
  }
  return lido;
}

/** The municipality that a row names, or why there is none. */
export function cidadeDaLinha(campo: Campo<ColunaDaCidade>, cidades: Cidades): Cidade | 'ibge' | 'cidade' | 'uf' {
  const [ibge, uf, nome] = [searchKey(campo('ibge')), searchKey(campo('uf')), searchKey(campo('cidade'))];
  const cidade = cidades.get(ibge ? `ibge:${ibge}` : `${uf}:${nome}`);
  if (!cidade) return ibge ? 'ibge' : 'cidade';
  return uf && uf !== cidade.uf ? 'uf' : cidade;
}
