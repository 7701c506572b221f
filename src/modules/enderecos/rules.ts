import { parse } from 'csv-parse/sync';
import { parseCep } from '#kernel/cep.ts';
import { DomainError } from '#kernel/errors.ts';
import { searchKey } from '#kernel/text.ts';
import { abreviarTipo, separarTipo } from './tipos-logradouro.ts';

type Coluna =
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

/** How a file of addresses is written: what separates its columns, and where each of them stands. */
export interface Leiaute {
  separador: string;
  largura: number;
  colunas: Partial<Record<Coluna, number>>;
}

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
export type Motivo =
  | 'aspas'
  | 'colunas'
  | 'caractere'
  | 'tamanho'
  | 'cep'
  | 'logradouro'
  | 'bairro'
  | 'ibge'
  | 'uf'
  | 'cidade';

const NOMES: Readonly<Record<string, Coluna>> = {
  CEP: 'cep',
  TIPO: 'tipo',
  TIPO_LOGRADOURO: 'tipo',
  TIPO_ABREVIADO: 'tipo_abreviado',
  LOGRADOURO: 'logradouro',
  ENDERECO: 'logradouro',
  LOGRADOURO_ABREVIADO: 'logradouro_abreviado',
  BAIRRO: 'bairro',
  BAIRRO_ABREVIADO: 'bairro_abreviado',
  CIDADE: 'cidade',
  MUNICIPIO: 'cidade',
  LOCALIDADE: 'cidade',
  UF: 'uf',
  ESTADO: 'uf',
  IBGE: 'ibge',
  CODIGO_IBGE: 'ibge',
};

// A B-tree entry takes 2,700 bytes; no street has a name like that.
const LONGEST = 150;

/** Reads the first line. Throws invalid `importacao.cabecalho` with the columns that are missing (`faltam`). */
export function lerCabecalho(linha: string): Leiaute {
  const separador = [';', '\t', ','].find((candidate) => linha.includes(candidate)) ?? ';';
  const nomes = lerCampos([linha], separador)[0] ?? [];
  const colunas: Leiaute['colunas'] = {};
  for (const [i, nome] of nomes.entries()) {
    const coluna = NOMES[searchKey(nome).replace(/[ -]/g, '_')];
    if (coluna) colunas[coluna] ??= i;
  }
  const faltam = (['cep', 'logradouro', 'bairro'] as const).filter((coluna) => colunas[coluna] === undefined);
  const semCidade = colunas.ibge === undefined && (colunas.cidade === undefined || colunas.uf === undefined);
  if (faltam.length > 0 || semCidade) {
    throw new DomainError('invalid', 'importacao.cabecalho', { faltam: [...faltam, ...(semCidade ? ['ibge'] : [])] });
  }
  return { separador, largura: nomes.length, colunas };
}

/**
 * The fields of each line; null where its quotes do not match. No field of an address goes over a line's end, so a
 * stray quote spoils its own line and not those that follow.
 */
export function lerCampos(linhas: readonly string[], separador: string): (string[] | null)[] {
  if (!linhas.some((linha) => linha.includes('"'))) return linhas.map((linha) => linha.split(separador));
  try {
    const rows = parseCsv(linhas.join('\n'), separador);
    if (rows.length === linhas.length) return rows;
  } catch {
    // One of them is broken; which one is seen by reading them apart.
  }
  return linhas.map((linha) => {
    try {
      return parseCsv(linha, separador)[0] ?? null;
    } catch {
      return null;
    }
  });
}

const parseCsv = (text: string, separador: string) =>
  parse(text, { delimiter: separador, relax_column_count: true, relax_quotes: true }) as string[][];

/** An address out of a row's fields, or why it is none. */
export function lerEndereco(campos: string[] | null, leiaute: Leiaute, cidades: Cidades): EnderecoLido | Motivo {
  if (!campos) return 'aspas';
  if (campos.length !== leiaute.largura) return 'colunas';
  const campo = (coluna: Coluna) => {
    const i = leiaute.colunas[coluna];
    return i === undefined ? '' : searchKey(campos[i] ?? '');
  };
  const cep = parseCep(campo('cep'));
  if (!cep) return 'cep';
  const cidade = acharCidade(campo('ibge'), campo('uf'), campo('cidade'), cidades);
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

function acharCidade(ibge: string, uf: string, nome: string, cidades: Cidades): Cidade | Motivo {
  const cidade = cidades.get(ibge ? `ibge:${ibge}` : `${uf}:${nome}`);
  if (!cidade) return ibge ? 'ibge' : 'cidade';
  return uf && uf !== cidade.uf ? 'uf' : cidade;
}
