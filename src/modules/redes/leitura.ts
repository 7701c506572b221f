import { searchKey } from '#kernel/text.ts';
import {
  type Cidades,
  COLUNAS_DA_CIDADE,
  type ColunaDaCidade,
  cidadeDaLinha,
  faltaCidade,
} from '#modules/enderecos/index.ts';
import { type Layout, yesOrNo } from '#platform/csv.ts';
import type { Campo } from '#platform/csv-import.ts';

/** How a row names a box: by its number within a municipality. */
export interface ChaveDaCaixa {
  cidadeId: number;
  numero: string;
}

export interface CaixaLida extends ChaveDaCaixa {
  descricao: string;
  tecnologiaId: number;
  /** Decimal degrees. */
  latitude: number;
  longitude: number;
  saidas: number;
  ativa: boolean;
}

export const STATUS = ['LIVRE', 'RESERVADA', 'OCUPADA', 'DEFEITO'] as const;

export interface SaidaLida extends ChaveDaCaixa {
  saida: number;
  /** null: that of the output's number. */
  descricao: string | null;
  status: (typeof STATUS)[number];
  contratoId: number | null;
}

export interface Conhecido {
  cidades: Cidades;
  /** Ids by `7` and by `FIBRA`, as searchKey gives names. */
  tecnologias: ReadonlyMap<string, number>;
}

type MotivoDaChave = 'caixa_numero' | 'ibge' | 'uf' | 'cidade' | 'tamanho' | 'caractere';
export type MotivoDeCaixa =
  | MotivoDaChave
  | 'tecnologia'
  | 'latitude'
  | 'longitude'
  | 'saidas'
  | 'ativa'
  | 'caixa_ambigua';
export type MotivoDeSaida =
  | MotivoDaChave
  | 'saida'
  | 'status'
  | 'contrato'
  | 'contrato_sem_uso'
  | 'caixa_desconhecida'
  | 'caixa_ambigua'
  | 'saida_repetida'
  | 'contrato_repetido'
  | 'contrato_desconhecido'
  | 'contrato_em_outra'
  | 'saida_com_contrato';

export type ColunaDaChave = 'numero' | ColunaDaCidade;
export type ColunaDeCaixa = ColunaDaChave | 'descricao' | 'tecnologia' | 'latitude' | 'longitude' | 'saidas' | 'ativa';
export type ColunaDeSaida = ColunaDaChave | 'saida' | 'descricao' | 'status' | 'contrato';

export const NOMES_DE_CAIXA: Readonly<Record<string, ColunaDeCaixa>> = {
  ...COLUNAS_DA_CIDADE,
  NUMERO: 'numero',
  CAIXA: 'numero',
  CTO: 'numero',
  DESCRICAO: 'descricao',
  NOME: 'descricao',
  TECNOLOGIA: 'tecnologia',
  LATITUDE: 'latitude',
  LAT: 'latitude',
  LONGITUDE: 'longitude',
  LNG: 'longitude',
  LON: 'longitude',
  SAIDAS: 'saidas',
  PORTAS: 'saidas',
  ATIVA: 'ativa',
};

export const NOMES_DE_SAIDA: Readonly<Record<string, ColunaDeSaida>> = {
  ...COLUNAS_DA_CIDADE,
  CAIXA: 'numero',
  CTO: 'numero',
  SAIDA: 'saida',
  PORTA: 'saida',
  DESCRICAO: 'descricao',
  STATUS: 'status',
  SITUACAO: 'status',
  CONTRATO: 'contrato',
  CONTRATO_ID: 'contrato',
};

const MAIS_LONGO = 150;
/** Outputs of one box; the largest of the trade have 288. */
const MAIS_SAIDAS = 1000;

/** The columns that a header of boxes has not. */
export const faltamDaCaixa = (colunas: Layout<ColunaDeCaixa>['colunas']): string[] => [
  ...(['numero', 'tecnologia', 'latitude', 'longitude', 'saidas'] as const).filter((c) => colunas[c] === undefined),
  ...faltaCidade(colunas),
];

/** The columns that a header of outputs has not. */
export const faltamDaSaida = (colunas: Layout<ColunaDeSaida>['colunas']): string[] => [
  ...(['numero', 'saida', 'status'] as const)
    .filter((c) => colunas[c] === undefined)
    .map((c) => (c === 'numero' ? 'caixa' : c)),
  ...faltaCidade(colunas),
];

/** A box out of a row's fields, or why it is none. */
export function lerCaixa(campo: Campo<ColunaDeCaixa>, { cidades, tecnologias }: Conhecido): CaixaLida | MotivoDeCaixa {
  const chave = lerChave(campo, cidades);
  if (typeof chave === 'string') return chave;
  const descricao = campo('descricao').trim() || chave.numero;
  const torto = motivoDoTexto(descricao);
  if (torto) return torto;
  const tecnologiaId = tecnologias.get(searchKey(campo('tecnologia')));
  if (tecnologiaId === undefined) return 'tecnologia';
  const latitude = graus(campo('latitude'), 90);
  if (latitude === null) return 'latitude';
  const longitude = graus(campo('longitude'), 180);
  if (longitude === null) return 'longitude';
  const saidas = inteiro(campo('saidas'), MAIS_SAIDAS);
  if (saidas === null) return 'saidas';
  const ativa = yesOrNo(campo('ativa'));
  if (ativa === undefined) return 'ativa';
  return { ...chave, descricao, tecnologiaId, latitude, longitude, saidas, ativa: ativa ?? true };
}

/** An output out of a row's fields, or why it is none. */
export function lerSaida(campo: Campo<ColunaDeSaida>, { cidades }: Conhecido): SaidaLida | MotivoDeSaida {
  const chave = lerChave(campo, cidades);
  if (typeof chave === 'string') return chave;
  const saida = inteiro(campo('saida'), MAIS_SAIDAS);
  if (saida === null || saida === 0) return 'saida';
  const descricao = campo('descricao').trim() || null;
  const torto = descricao && motivoDoTexto(descricao);
  if (torto) return torto;
  const escrito = searchKey(campo('status'));
  const status = STATUS.find((one) => one === escrito);
  if (!status) return 'status';
  const contratoId = campo('contrato').trim() === '' ? null : inteiro(campo('contrato'), 2_147_483_647);
  if (contratoId === null && campo('contrato').trim() !== '') return 'contrato';
  if (contratoId !== null && status !== 'OCUPADA' && status !== 'RESERVADA') return 'contrato_sem_uso';
  return { ...chave, saida, descricao, status, contratoId };
}

function lerChave(campo: Campo<ColunaDaChave>, cidades: Cidades): ChaveDaCaixa | MotivoDaChave {
  const numero = campo('numero').trim();
  if (!numero) return 'caixa_numero';
  const torto = motivoDoTexto(numero);
  if (torto) return torto;
  const cidade = cidadeDaLinha(campo, cidades);
  return typeof cidade === 'string' ? cidade : { cidadeId: cidade.id, numero };
}

function motivoDoTexto(texto: string): 'tamanho' | 'caractere' | null {
  if (texto.length > MAIS_LONGO) return 'tamanho';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  return /[\u0000-\u001f\ufffd]/.test(texto) ? 'caractere' : null;
}

// Decimal degrees with a point or a comma; 0 is the sea off Africa, which stands for «not known» in many an export.
function graus(texto: string, limite: number): number | null {
  const escrito = texto.trim().replace(',', '.');
  const valor = Number(escrito);
  return /^-?\d+(\.\d+)?$/.test(escrito) && Math.abs(valor) <= limite && valor !== 0 ? valor : null;
}

function inteiro(texto: string, limite: number): number | null {
  const valor = Number(texto.trim());
  return /^\d+$/.test(texto.trim()) && valor <= limite ? valor : null;
}
