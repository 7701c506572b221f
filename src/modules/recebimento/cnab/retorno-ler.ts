import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Centavos } from '#kernel/money.ts';
import type { BancoCnab, LayoutCnab } from './layout.ts';
import { layoutDo } from './layouts.ts';
import { CampoIlegivel, LARGURA, ler } from './registro.ts';

/** Why a line has no place, as far as the file itself tells. */
export type Problema =
  | { tipo: 'campo'; campo: string }
  | { tipo: 'sem_par' | 'segmento' | 'registro' }
  | { tipo: 'aviso'; texto: string };

/** An entry of a return file: segments T and U together, or a line that could not be read. */
export interface Entrada {
  /** The line of segment T, from 1. */
  linha: number;
  /** What the header of its lot says of the agreement. */
  lote: Readonly<Record<string, string>>;
  movimento: string;
  nossoNumero: string | null;
  titulo: DoTitulo | null;
  dinheiro: Dinheiro | null;
  problema: Problema | null;
}

export interface DoTitulo {
  /** Bank and agency that were paid at. */
  recebedor: string;
  tarifa: Centavos;
  motivos: string;
}

export interface Dinheiro {
  /** Fine, interest and other charges together. */
  encargos: Centavos;
  desconto: Centavos;
  abatimento: Centavos;
  pago: Centavos;
  creditado: Centavos;
  dia: Day | null;
  creditoEm: Day | null;
}

export interface ArquivoDeRetorno {
  banco: BancoCnab;
  layout: LayoutCnab;
  header: Readonly<Record<string, string>>;
  entradas: Entrada[];
}

interface Linha {
  numero: number;
  texto: string;
}

/**
 * Reads a return file: CRLF or LF, blank lines and a Ctrl-Z behind the last one are passed over. Throws invalid
 * `retorno.vazio`, `retorno.largura` (facts linha), `retorno.nao_e_retorno`, `retorno.banco` (facts banco),
 * `retorno.cortado` (facts linhas, registros: the trailer is missing, or counts other lines than there are).
 */
export function lerRetorno(conteudo: string): ArquivoDeRetorno {
  const linhas = linhasDe(conteudo);
  const [primeira] = linhas;
  const ultima = linhas.at(-1);
  if (!primeira || !ultima) throw new DomainError('invalid', 'retorno.vazio');
  const larga = linhas.find(({ texto }) => texto.length > LARGURA);
  if (larga) throw new DomainError('invalid', 'retorno.largura', { linha: larga.numero });
  if (!/^\d{3}00000/.test(primeira.texto) || !'25'.includes(primeira.texto[142] ?? '1')) {
    throw new DomainError('invalid', 'retorno.nao_e_retorno');
  }
  const banco = primeira.texto.slice(0, 3) as BancoCnab;
  const layout = layoutDo(banco);
  if (!layout) throw new DomainError('invalid', 'retorno.banco', { banco });
  conferirInteiro(linhas, ultima);
  return {
    banco,
    layout,
    header: lerOuRecusar(layout, primeira),
    entradas: entradasDe(layout, linhas.slice(1, -1)),
  };
}

const linhasDe = (conteudo: string): Linha[] =>
  conteudo
    .replace(/\p{Cc}\s*$/u, '')
    .split(/\r?\n/)
    .map((texto, i) => ({ numero: i + 1, texto }))
    .filter(({ texto }) => texto.trim() !== '');

// A file that broke off in the middle has no trailer, or one that counts more lines. Santander's names the lot.
function conferirInteiro(linhas: readonly Linha[], { texto }: Linha): void {
  const [, registros] = /^\d{7}9.{9}\d{6}(\d{6})/.exec(texto) ?? [];
  const facts = { linhas: linhas.length, registros: registros === undefined ? null : Number(registros) };
  if (facts.registros !== facts.linhas) throw new DomainError('invalid', 'retorno.cortado', facts);
}

function lerOuRecusar({ retornoArquivo }: LayoutCnab, { texto }: Linha): Readonly<Record<string, string>> {
  try {
    return ler(retornoArquivo, texto) as Record<string, string>;
  } catch (error) {
    if (error instanceof CampoIlegivel) throw new DomainError('invalid', 'retorno.nao_e_retorno');
    throw error;
  }
}

function entradasDe(layout: LayoutCnab, linhas: readonly Linha[]): Entrada[] {
  const entradas: Entrada[] = [];
  let lote: Readonly<Record<string, string>> = {};
  let aberta: Entrada | null = null;
  for (const { numero: linha, texto } of linhas) {
    const tipo = texto[7];
    const segmento = tipo === '3' ? (texto[13] ?? '') : '';
    const movimento = texto.slice(15, 17);
    const nova = { linha, lote, movimento, nossoNumero: null, titulo: null, dinheiro: null, problema: null };
    if (segmento === 'U' && aberta?.movimento === movimento) {
      completar(aberta, layout, texto);
      aberta = null;
      continue;
    }
    // A segment T whose segment U did not come tells nothing that can be relied on.
    if (aberta) fechar(aberta, { tipo: 'sem_par' });
    aberta = null;
    if (tipo === '1') lote = lerLote(layout, texto);
    else if (segmento === 'T') {
      aberta = lerT(layout, nova, texto);
      entradas.push(aberta);
    } else if (segmento === 'U') entradas.push({ ...nova, problema: { tipo: 'sem_par' } });
    // Caixa: the remittance, or a record of it, was refused.
    else if (segmento === 'W') entradas.push({ ...nova, problema: { tipo: 'aviso', texto: texto.slice(17).trim() } });
    else if (tipo === '3' && segmento !== 'Y') entradas.push({ ...nova, problema: { tipo: 'segmento' } });
    else if (tipo !== '3' && tipo !== '5') entradas.push({ ...nova, problema: { tipo: 'registro' } });
  }
  if (aberta) fechar(aberta, { tipo: 'sem_par' });
  return entradas;
}

function fechar(entrada: Entrada, problema: Problema): void {
  entrada.problema ??= problema;
}

function lerLote({ retornoLote }: LayoutCnab, texto: string): Readonly<Record<string, string>> {
  try {
    return ler(retornoLote, texto) as Record<string, string>;
  } catch {
    return {};
  }
}

function lerT({ segmentoT }: LayoutCnab, nova: Entrada, texto: string): Entrada {
  const nosso = segmentoT.find(({ nome }) => nome === 'nossoNumero');
  const nossoNumero = nosso ? texto.slice(nosso.de - 1, nosso.ate).trim() : null;
  return tentar({ ...nova, nossoNumero }, (entrada) => {
    entrada.titulo = ler(segmentoT, texto) as unknown as DoTitulo;
  });
}

const completar = (entrada: Entrada, { segmentoU }: LayoutCnab, texto: string): Entrada =>
  tentar(entrada, () => {
    entrada.dinheiro = ler(segmentoU, texto) as unknown as Dinheiro;
  });

function tentar(entrada: Entrada, read: (entrada: Entrada) => void): Entrada {
  try {
    read(entrada);
  } catch (error) {
    if (!(error instanceof CampoIlegivel)) throw error;
    fechar(entrada, { tipo: 'campo', campo: error.campo });
  }
  return entrada;
}
