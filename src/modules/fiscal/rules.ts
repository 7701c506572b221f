import { createHash } from 'node:crypto';
import { type Day, formatDay } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';

/** Which taxes a line bears; table regra_fiscal says what each is. Rates in hundredths of a percent. */
export interface RegraFiscal {
  id: number;
  vigente_desde: Day;
  tipo_tecnologia: string | null;
  tipo_linha: string | null;
  descricao: string;
  cclass: string;
  cfop: string | null;
  cst_icms: '00' | '40' | '41' | '90' | 'SN' | 'SEM';
  icms_centesimos: number;
  pis_centesimos: number;
  cofins_centesimos: number;
  fust_centesimos: number;
  funttel_centesimos: number;
}

/** A line of an invoice, as a note reads it. */
export interface LinhaDaFatura {
  contratoId: number | null;
  tipo: string;
  tecnologia: string | null;
  valor: Centavos;
}

/** What a note charges; amounts in centavos. */
export interface ItemDaNota {
  contratoId: number | null;
  regra: RegraFiscal;
  valor: Centavos;
  baseIcms: Centavos;
  icms: Centavos;
  isento: Centavos;
  basePisCofins: Centavos;
  pis: Centavos;
  cofins: Centavos;
  fust: Centavos;
  funttel: Centavos;
}

// Lines that are no service of the month: charges, credits, instalments of a negotiation. No note says anything of them.
const FORA = new Set(['CREDITO', 'RESTO', 'MULTA', 'JUROS', 'DESCONTO', 'NEGOCIACAO']);
// Lines that change what another kind costs.
const DA_MENSALIDADE = new Set(['PROMOCAO', 'ACERTO']);

/**
 * The items of a note: an item for each contract and tax rule, promotions and settlements taken off what they reduce
 * (an unconditional discount is no part of the tax base: LC 87/1996 art. 13 § 1 II a). What a contract was credited
 * beyond its own items reduces the others. `semRegra`: kinds of line for which there is no rule; then there is no note.
 */
export function itensDaNota(
  linhas: readonly LinhaDaFatura[],
  regras: readonly RegraFiscal[],
  dia: Day,
): { itens: ItemDaNota[]; semRegra: string[] } {
  const somas = new Map<string, { contratoId: number | null; regra: RegraFiscal; valor: number }>();
  const semRegra = new Set<string>();
  for (const { contratoId, tipo, tecnologia, valor } of linhas) {
    if (FORA.has(tipo) || valor === 0) continue;
    const regra = regraPara(regras, DA_MENSALIDADE.has(tipo) ? 'MENSALIDADE' : tipo, tecnologia, dia);
    if (!regra) {
      semRegra.add(tecnologia ? `${tipo} de ${tecnologia}` : tipo);
      continue;
    }
    const key = `${contratoId} ${regra.id}`;
    const soma = somas.get(key) ?? { contratoId, regra, valor: 0 };
    somas.set(key, { ...soma, valor: soma.valor + valor });
  }
  const itens = semDeficit([...somas.values()]).map(({ contratoId, regra, valor }) =>
    tributar(contratoId, regra, centavos(valor)),
  );
  return { itens: semRegra.size > 0 ? [] : itens, semRegra: [...semRegra] };
}

/** The rule in force for a kind of line: the one that names kind and technology, the kind, the technology, or neither. */
export function regraPara(
  regras: readonly RegraFiscal[],
  tipo: string,
  tecnologia: string | null,
  dia: Day,
): RegraFiscal | null {
  const peso = (regra: RegraFiscal) => (regra.tipo_linha ? 2 : 0) + (regra.tipo_tecnologia ? 1 : 0);
  const serve = (regra: RegraFiscal) =>
    regra.vigente_desde <= dia &&
    (regra.tipo_linha === null || regra.tipo_linha === tipo) &&
    (regra.tipo_tecnologia === null || regra.tipo_tecnologia === tecnologia);
  const [melhor] = regras
    .filter(serve)
    .sort((a, b) => peso(b) - peso(a) || (a.vigente_desde < b.vigente_desde ? 1 : -1));
  return melhor ?? null;
}

// Deficits are met by the same contract's items first, then by the others in their order.
function semDeficit<S extends { contratoId: number | null; valor: number }>(somas: readonly S[]): S[] {
  const itens = somas.map((soma) => ({ ...soma }));
  for (const falta of itens.filter(({ valor }) => valor < 0)) {
    const perto = itens.filter((item) => item.contratoId === falta.contratoId);
    for (const item of [...perto, ...itens]) {
      if (item.valor <= 0 || falta.valor >= 0) continue;
      const parte = Math.min(item.valor, -falta.valor);
      item.valor -= parte;
      falta.valor += parte;
    }
  }
  return itens.filter(({ valor }) => valor > 0);
}

function tributar(contratoId: number | null, regra: RegraFiscal, valor: Centavos): ItemDaNota {
  const tributado = regra.cst_icms === '00' || regra.cst_icms === '90';
  const isento = regra.cst_icms === '40' || regra.cst_icms === '41';
  const icms = parte(valor, regra.icms_centesimos);
  // The ICMS is no part of the base of PIS and COFINS (STF, Tema 69).
  const base = centavos(valor - icms);
  return {
    contratoId,
    regra,
    valor,
    baseIcms: tributado ? valor : centavos(0),
    icms,
    isento: isento ? valor : centavos(0),
    basePisCofins: regra.pis_centesimos + regra.cofins_centesimos > 0 ? base : centavos(0),
    pis: parte(base, regra.pis_centesimos),
    cofins: parte(base, regra.cofins_centesimos),
    fust: parte(base, regra.fust_centesimos),
    funttel: parte(base, regra.funttel_centesimos),
  };
}

/** A rate of an amount, half a cent up. */
export const parte = (valor: Centavos, centesimos: number): Centavos =>
  centavos(Math.floor((valor * centesimos + 5000) / 10_000));

export interface DadosDaChave {
  /** Of the customer, without punctuation. */
  documento: string;
  numero: number;
  valor: Centavos;
  baseIcms: Centavos;
  icms: Centavos;
  emissao: Day;
  cnpjEmitente: string;
}

/**
 * The digital authentication code of a note of model 21 or 22: the MD5 of customer, number, total, ICMS base, ICMS, day
 * of issue and issuer, each at its width (Convênio ICMS 115/03, manual, item 2.1.3.1, with those of Conv. 60/15).
 */
export function chaveCodificacaoDigital(dados: DadosDaChave): string {
  const cents = (valor: Centavos) => String(valor).padStart(12, '0');
  const text = [
    dados.documento.padStart(14, '0'),
    String(dados.numero).padStart(9, '0'),
    cents(dados.valor),
    cents(dados.baseIcms),
    cents(dados.icms),
    formatDay(dados.emissao, 'yyyy-MM-dd').replaceAll('-', ''),
    dados.cnpjEmitente.padStart(14, '0'),
  ].join('');
  return createHash('md5').update(text).digest('hex');
}

export interface DadosDaChaveDeAcesso {
  /** IBGE's code of the state. */
  uf: number;
  emissao: Day;
  cnpj: string;
  serie: string;
  numero: number;
  /** Seven random digits. */
  codigo: string;
}

/**
 * The access key of a NFCom, 44 characters: state, year and month, CNPJ, model 62, series, number, kind of issue 1, site
 * 0, code and check digit (MOC NFCom 1.00, item 5.2). An alphanumeric CNPJ counts by ASCII − 48 (NT conjunta 2025.001).
 */
export function chaveDeAcesso({ uf, emissao, cnpj, serie, numero, codigo }: DadosDaChaveDeAcesso): string {
  const sem =
    String(uf) +
    emissao.slice(2, 4) +
    emissao.slice(5, 7) +
    cnpj +
    '62' +
    serie.padStart(3, '0') +
    String(numero).padStart(9, '0') +
    '10' +
    codigo;
  if (!/^\d{6}[0-9A-Z]{12}\d{25}$/.test(sem)) throw new RangeError(`not an access key: ${sem}`);
  return sem + digitoDaChave(sem);
}

/** Modulus 11, weights 2 to 9 from the right; a rest of 0 or 1 gives 0. */
export function digitoDaChave(chave: string): number {
  let sum = 0;
  for (let i = 0; i < chave.length; i++) {
    sum += (chave.charCodeAt(chave.length - 1 - i) - 48) * (2 + (i % 8));
  }
  const resto = sum % 11;
  return resto < 2 ? 0 : 11 - resto;
}
