import { XMLBuilder } from 'fast-xml-parser';
import { dayAt } from '#kernel/dates.ts';
import { digits } from '#kernel/documents.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { linhaDigitavel } from '#modules/cobranca/index.ts';
import type { Emitente } from './emitente.ts';
import type { FaturaParaNota } from './faturas.ts';
import type { ItemDaNota } from './rules.ts';

export interface NotaParaXml {
  emitente: Emitente;
  fatura: FaturaParaNota;
  itens: readonly ItemDaNota[];
  numero: number;
  chave: string;
  codigo: string;
  emitidaEm: Date;
}

const VERSAO = '1.00';
const PROCESSO = 'Balcao';
const HOMOLOGACAO = 'NF-E EMITIDA EM AMBIENTE DE HOMOLOGACAO - SEM VALOR FISCAL';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });

/**
 * The XML of a NFCom before it is signed, in the order of the layout PL_NFCOM_1.00 (NT 2025.001). Its signature, of the
 * element `infNFCom`, is made by who sends it.
 */
export function xmlNfcom(nota: NotaParaXml): string {
  const { emitente, chave } = nota;
  const body = builder.build({
    NFCom: {
      '@xmlns': 'http://www.portalfiscal.inf.br/nfcom',
      infNFCom: {
        '@versao': VERSAO,
        '@Id': `NFCom${chave}`,
        ide: ide(nota),
        emit: emit(emitente),
        dest: dest(nota),
        assinante: assinante(nota),
        det: nota.itens.map((item, i) => det(item, i + 1)),
        total: total(nota.itens),
        ...(nota.fatura.codigo_barras && { gFat: gFat(nota, nota.fatura.codigo_barras) }),
      },
      infNFComSupl: { qrCodNFCom: enderecoDaConsulta(emitente, chave) },
    },
  });
  return `<?xml version="1.0" encoding="UTF-8"?>${body}`;
}

/** Where the QR code of a note leads. */
export const enderecoDaConsulta = (
  { endereco_consulta, ambiente }: Pick<Emitente, 'endereco_consulta' | 'ambiente'>,
  chave: string,
): string => `${endereco_consulta}?chNFCom=${chave}&tpAmb=${ambiente}`;

function ide({ emitente, numero, codigo, chave, emitidaEm }: NotaParaXml) {
  return {
    cUF: Math.floor(emitente.codigo_ibge / 100_000),
    tpAmb: emitente.ambiente,
    mod: 62,
    serie: Number(emitente.serie),
    nNF: numero,
    cNF: codigo,
    cDV: chave.slice(-1),
    dhEmi: emBrasilia(emitidaEm),
    tpEmis: 1,
    nSiteAutoriz: 0,
    cMunFG: emitente.codigo_ibge,
    finNFCom: 0,
    tpFat: 0,
    verProc: PROCESSO,
  };
}

// São Paulo has had no daylight-saving time since 2019, and NFCom exists since 2022.
const emBrasilia = (instant: Date): string =>
  `${new Date(instant.getTime() - 3 * 3_600_000).toISOString().slice(0, 19)}-03:00`;

function emit(e: Emitente) {
  return {
    CNPJ: e.cnpj,
    IE: e.inscricao_estadual,
    CRT: e.crt,
    xNome: e.razao_social,
    enderEmit: {
      xLgr: e.logradouro,
      nro: e.numero,
      xBairro: e.bairro,
      cMun: e.codigo_ibge,
      xMun: texto(e.cidade, 60),
      CEP: e.cep,
      UF: e.uf,
    },
  };
}

function dest({ emitente, fatura }: NotaParaXml) {
  const { documento = '', enderecos } = fatura;
  const [e] = enderecos;
  const key = documento?.length === 11 ? 'CPF' : documento?.length === 14 ? 'CNPJ' : 'idOutros';
  const ie = fatura.inscricao_estadual && digits(fatura.inscricao_estadual);
  return {
    xNome: emitente.ambiente === 2 ? HOMOLOGACAO : texto(fatura.nome, 60),
    [key]: documento,
    indIEDest: ie ? 1 : 9,
    ...(ie && { IE: ie }),
    enderDest: {
      xLgr: texto(e?.logradouro ?? '', 60),
      nro: texto(e?.numero || 'S/N', 60),
      xBairro: texto(e?.bairro ?? '', 60),
      cMun: e?.codigo_ibge,
      xMun: texto(e?.cidade ?? '', 60),
      CEP: digits(e?.cep ?? ''),
      UF: e?.uf,
    },
  };
}

// Tables of the layout: 1 commercial, 3 residential; 1 telephony, 3 TV, 4 internet access, 6 other, 7 several.
function assinante({ fatura }: NotaParaXml) {
  const servicos = new Set(fatura.linhas.map(({ tecnologia }) => SERVICOS[tecnologia ?? 'OUTROS'] ?? 6));
  const [unico = 6] = servicos;
  return {
    iCodAssinante: fatura.cliente_id,
    tpAssinante: fatura.tipo_pessoa === 'JURIDICA' ? 1 : 3,
    tpServUtil: servicos.size > 1 ? 7 : unico,
    ...(fatura.contrato && { nContrato: fatura.contrato }),
  };
}

const SERVICOS: Readonly<Record<string, number>> = { INTERNET: 4, TELEFONIA: 1, TV: 3 };

function det({ contratoId, regra, valor, ...item }: ItemDaNota, nItem: number) {
  return {
    '@nItem': nItem,
    prod: {
      cProd: contratoId ? `${regra.id}-${contratoId}` : regra.id,
      xProd: texto(regra.descricao, 120),
      cClass: regra.cclass,
      ...(regra.cfop && { CFOP: regra.cfop }),
      uMed: 4,
      qFaturada: 1,
      vItem: reais(valor),
      vProd: reais(valor),
    },
    imposto: {
      ...icms(regra, item),
      ...contribuicao('PIS', regra.pis_centesimos, item.basePisCofins, item.pis),
      ...contribuicao('COFINS', regra.cofins_centesimos, item.basePisCofins, item.cofins),
      ...fundo('FUST', regra.fust_centesimos, centavos(valor - item.icms), item.fust),
      ...fundo('FUNTTEL', regra.funttel_centesimos, centavos(valor - item.icms), item.funttel),
    },
  };
}

function icms({ cst_icms: cst, icms_centesimos }: ItemDaNota['regra'], item: Pick<ItemDaNota, 'baseIcms' | 'icms'>) {
  const valores = { vBC: reais(item.baseIcms), pICMS: porcento(icms_centesimos), vICMS: reais(item.icms) };
  switch (cst) {
    case '00':
      return { ICMS00: { CST: cst, ...valores } };
    case '90':
      return { ICMS90: { CST: cst, ...valores } };
    case '40':
    case '41':
      return { ICMS40: { CST: cst } };
    case 'SN':
      return { ICMSSN: { CST: '90', indSN: 1 } };
    case 'SEM':
      return { indSemCST: 1 };
  }
}

// Without a rate it is an operation without incidence, 08.
const contribuicao = (nome: 'PIS' | 'COFINS', centesimos: number, base: Centavos, valor: Centavos) => ({
  [nome]: {
    CST: centesimos > 0 ? '01' : '08',
    vBC: reais(base),
    [`p${nome}`]: porcento(centesimos),
    [`v${nome}`]: reais(valor),
  },
});

const fundo = (nome: 'FUST' | 'FUNTTEL', centesimos: number, base: Centavos, valor: Centavos) =>
  centesimos > 0 && { [nome]: { vBC: reais(base), [`p${nome}`]: porcento(centesimos), [`v${nome}`]: reais(valor) } };

function total(itens: readonly ItemDaNota[]) {
  const soma = (of: (item: ItemDaNota) => number) => reais(centavos(itens.reduce((t, item) => t + of(item), 0)));
  const zero = reais(centavos(0));
  const valor = soma((item) => item.valor);
  return {
    vProd: valor,
    ICMSTot: { vBC: soma((i) => i.baseIcms), vICMS: soma((i) => i.icms), vICMSDeson: zero, vFCP: zero },
    vCOFINS: soma((i) => i.cofins),
    vPIS: soma((i) => i.pis),
    vFUNTTEL: soma((i) => i.funttel),
    vFUST: soma((i) => i.fust),
    vRetTribTot: { vRetPIS: zero, vRetCofins: zero, vRetCSLL: zero, vIRRF: zero },
    vDesc: zero,
    vOutro: zero,
    vNF: valor,
  };
}

function gFat({ fatura, emitidaEm }: NotaParaXml, codigoBarras: string) {
  const inicios = fatura.linhas.flatMap(({ inicio }) => inicio ?? []).sort();
  const fins = fatura.linhas.flatMap(({ fim }) => fim ?? []).sort();
  return {
    CompetFat: (fatura.competencia ?? dayAt(emitidaEm)).slice(0, 7).replace('-', ''),
    dVencFat: fatura.vencimento,
    ...(inicios.length > 0 && fins.length > 0 && { dPerUsoIni: inicios[0], dPerUsoFim: fins.at(-1) }),
    codBarras: linhaDigitavel(codigoBarras),
  };
}

const reais = (valor: Centavos): string => (valor / 100).toFixed(2);
const porcento = (centesimos: number): string => (centesimos / 100).toFixed(2);

/** A text of the layout (TString): Latin-1 without control characters, no blank at an end or two together. */
const texto = (value: string, length: number): string =>
  value
    .replace(/[^\x20-\xFF]|[\x7F-\x9F]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, length)
    .trim();
