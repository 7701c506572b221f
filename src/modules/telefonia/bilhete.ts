import { createHash } from 'node:crypto';
import type { Layout } from '#platform/csv.ts';
import type { Campo } from '#platform/csv-import.ts';
import { duracaoEscrita, instanteEscrito } from './escrita.ts';
import { numeroDeDestino, numeroDeOrigem } from './numeros-discados.ts';

/** A column of a file of call records. */
export type Coluna =
  | 'id'
  | 'central'
  | 'origem'
  | 'destino'
  | 'inicio'
  | 'data'
  | 'hora'
  | 'duracao'
  | 'conversacao'
  | 'descricao'
  | 'lote'
  | 'controle';

/** A call as the switch recorded it. */
export interface Bilhete {
  /** SHA-256 of what makes it this call: the switch's id or, without one, who called whom, when and for how long. */
  chave: Buffer;
  origem: string;
  destino: string;
  inicio: Date;
  /** Seconds. */
  duracao: number;
  /** The switch's id where it is a number. */
  chamadaId: number | null;
  descricao: string | null;
  lote: string | null;
  controle: number | null;
}

/** Why a record is refused when it is read. */
export type MotivoDoBilhete =
  | 'origem'
  | 'destino'
  | 'a_cobrar'
  | 'inicio'
  | 'futuro'
  | 'duracao'
  | 'id'
  | 'controle'
  | 'caractere'
  | 'tamanho';

const nomes: Readonly<Record<Coluna, string>> = {
  id: 'ID ID_CHAMADA CHAMADA_ID IDENTIFICADOR CALL_ID CALLID CDR_ID UNIQUE_ID UNIQUEID',
  central: 'CENTRAL SWITCH',
  origem:
    'ORIGEM NUMERO_ORIGEM NUMERO_DE_ORIGEM NUMERO_A ASSINANTE CHAMADOR A_NUMBER CALLER CALLER_NUMBER CALLING CALLING_NUMBER SOURCE SRC',
  destino:
    'DESTINO NUMERO_DESTINO NUMERO_DE_DESTINO NUMERO_B NUMERO_DISCADO DISCADO CHAMADO B_NUMBER CALLED CALLED_NUMBER CALLEE DESTINATION DST',
  inicio:
    'INICIO DATA_HORA DATA_E_HORA DATA_HORA_INICIO INICIO_CHAMADA DATETIME DATE_TIME CALLDATE CALL_DATE START START_TIME STARTTIME TIMESTAMP',
  data: 'DATA DATA_INICIO DATA_LIGACAO DATA_CHAMADA DATE START_DATE',
  hora: 'HORA HORA_INICIO HORA_LIGACAO HORA_CHAMADA HORARIO TIME',
  duracao: 'DURACAO DURACAO_SEGUNDOS DURACAO_(S) TEMPO SEGUNDOS DURATION DURATION_SECONDS',
  conversacao: 'CONVERSACAO DURACAO_CONVERSACAO TEMPO_CONVERSACAO DURACAO_TARIFAVEL BILLSEC BILLABLE_SECONDS TALK_TIME',
  descricao: 'DESCRICAO DESCRICAO_DESTINO LOCALIDADE DESCRIPTION',
  lote: 'LOTE BATCH',
  controle: 'CONTROLE NUMERO_CONTROLE CONTROL_NUMBER',
};

/** The names of columns, as readHeader takes them. */
export const NOMES: Readonly<Record<string, Coluna>> = Object.fromEntries(
  Object.entries(nomes).flatMap(([coluna, all]) => all.split(' ').map((nome) => [nome, coluna as Coluna])),
);

/** The columns that a header has not: of beginning and duration there is more than one. */
export function colunasQueFaltam(colunas: Layout<Coluna>['colunas']): string[] {
  const faltam = (['origem', 'destino'] as const).filter((coluna) => colunas[coluna] === undefined) as string[];
  if (colunas.inicio === undefined && colunas.data === undefined) faltam.push('inicio');
  if (colunas.duracao === undefined && colunas.conversacao === undefined) faltam.push('duracao');
  return faltam;
}

const LONGEST = 150;
const LONGEST_ID = 200;
/** Clocks of switches go fast, by less than this. */
const ADIANTE = 3_600_000;

/** A record out of a row, or why it is none. `agora`: calls that begin later are refused. */
export function lerBilhete(campo: Campo<Coluna>, agora: Date): Bilhete | MotivoDoBilhete {
  const escrito = (coluna: Coluna) => campo(coluna).trim();
  const id = escrito('id');
  const central = escrito('central');
  const descricao = escrito('descricao');
  const lote = escrito('lote');
  const controle = escrito('controle');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  if (/[\u0000-\u001f\ufffd]/.test(id + central + descricao + lote)) return 'caractere';
  if (descricao.length > LONGEST || lote.length > LONGEST) return 'tamanho';
  if (id.length + central.length > LONGEST_ID) return 'id';
  if (!/^(\d{1,9})?$/.test(controle)) return 'controle';
  const origem = numeroDeOrigem(escrito('origem'));
  if (!origem) return 'origem';
  const destino = numeroDeDestino(escrito('destino'), origem.slice(2, 4));
  if (!destino) return 'destino';
  if (destino === 'a_cobrar') return 'a_cobrar';
  const inicio = instanteEscrito(escrito('inicio') || `${escrito('data')} ${escrito('hora')}`.trim());
  if (!inicio) return 'inicio';
  if (inicio.getTime() > agora.getTime() + ADIANTE) return 'futuro';
  const duracao = duracaoEscrita(escrito('conversacao') || escrito('duracao'));
  if (duracao === null) return 'duracao';
  return {
    chave: chaveDe(id ? ['id', central, id] : [origem, destino, inicio.toISOString(), String(duracao)]),
    origem,
    destino,
    inicio,
    duracao,
    chamadaId: /^\d{1,15}$/.test(id) ? Number(id) : null,
    descricao: descricao || null,
    lote: lote || null,
    controle: controle ? Number(controle) : null,
  };
}

const chaveDe = (partes: readonly string[]) => createHash('sha256').update(partes.join('\n')).digest();
