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
import { numeroDeOrigem } from './numeros-discados.ts';

export type ColunaDeNumero = ColunaDaCidade | 'ddd' | 'numero' | 'terceiro' | 'status' | 'contrato';

const STATUS = ['LIVRE', 'OCUPADO', 'QUARENTENA'] as const;

/** A telephone number as a row gives it; what the row does not say is null and stays as it is. */
export interface NumeroLido {
  ddd: string;
  prefixo: string;
  /** The last four digits. */
  numero: string;
  cidadeId: number;
  /** Whether the prefix is another provider's, that numbers are ported from. */
  terceiro: boolean | null;
  status: (typeof STATUS)[number] | null;
  contratoId: number | null;
}

/** Why a row is refused when it is read. */
export type MotivoDoNumero = 'telefone' | 'ibge' | 'uf' | 'cidade' | 'terceiro' | 'status_numero' | 'contrato';

/** The names of columns, as readHeader takes them. */
export const NOMES_DE_NUMERO: Readonly<Record<string, ColunaDeNumero>> = {
  DDD: 'ddd',
  AREA: 'ddd',
  CODIGO_AREA: 'ddd',
  CN: 'ddd',
  NUMERO: 'numero',
  TELEFONE: 'numero',
  ...COLUNAS_DA_CIDADE,
  TERCEIRO: 'terceiro',
  PORTABILIDADE: 'terceiro',
  PORTADO: 'terceiro',
  STATUS: 'status',
  SITUACAO: 'status',
  CONTRATO: 'contrato',
  CONTRATO_ID: 'contrato',
};

/** The columns that a header has not. */
export function numeroSemColunas(colunas: Layout<ColunaDeNumero>['colunas']): string[] {
  return [...(colunas.numero === undefined ? ['numero'] : []), ...faltaCidade(colunas)];
}

/** A number out of a row's fields, or why it is none. */
export function lerNumero(campo: Campo<ColunaDeNumero>, cidades: Cidades): NumeroLido | MotivoDoNumero {
  const completo = numeroDeOrigem(campo('numero')) ?? numeroDeOrigem(`${campo('ddd').trim()}${campo('numero')}`);
  if (!completo) return 'telefone';
  const cidade = cidadeDaLinha(campo, cidades);
  if (typeof cidade === 'string') return cidade;
  const terceiro = yesOrNo(campo('terceiro'));
  if (terceiro === undefined) return 'terceiro';
  const contrato = campo('contrato').trim();
  if (!/^(\d{1,9})?$/.test(contrato)) return 'contrato';
  const escrito = searchKey(campo('status'));
  const status = escrito ? STATUS.find((one) => one === escrito) : contrato ? 'OCUPADO' : null;
  if (status === undefined || (contrato && status !== 'OCUPADO')) return 'status_numero';
  return {
    ddd: completo.slice(2, 4),
    prefixo: completo.slice(4, -4),
    numero: completo.slice(-4),
    cidadeId: cidade.id,
    terceiro,
    status,
    contratoId: contrato ? Number(contrato) : null,
  };
}
