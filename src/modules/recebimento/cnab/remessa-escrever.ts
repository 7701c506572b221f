import { addDays, type Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Encargo } from '../encargo.ts';
import type { ConvenioCnab, LayoutCnab } from './layout.ts';
import { escrever, type Registro } from './registro.ts';

export type Instrucao = 'REGISTRO' | 'BAIXA';

/** A boleto as a remittance tells the bank of it. */
export interface TituloDaRemessa {
  faturaId: number;
  instrucao: Instrucao;
  nossoNumero: number;
  numeroDocumento: string;
  valor: Centavos;
  vencimento: Day;
  emissao: Day;
  encargo: Encargo;
  pagador: Pagador;
}

export interface Pagador {
  nome: string;
  /** CPF or CNPJ. */
  documento: string;
  endereco: string;
  bairro: string;
  cep: string;
  cidade: string;
  uf: string;
}

/** Which remittance it is, and of when: hour, minute and second as six digits. */
export interface Cabecalho {
  numero: number;
  dia: Day;
  hora: string;
}

/** The movements that the banks know the instructions by (FEBRABAN, C004). */
const MOVIMENTO: Readonly<Record<Instrucao, string>> = { REGISTRO: '01', BAIXA: '02' };

/** Duplicata de serviço. */
const ESPECIE = '04';

/**
 * The lines of a remittance, without their ends: one lot with segments P and Q of each boleto, and R where a fine is
 * charged. Throws RangeError for an agreement whose fields do not fit into the bank's layout.
 */
export function escreverRemessa(
  layout: LayoutCnab,
  convenio: ConvenioCnab,
  titulos: readonly TituloDaRemessa[],
  { numero, dia, hora }: Cabecalho,
): string[] {
  const comuns = {
    ...layout.doConvenio(convenio),
    empresaTipo: convenio.empresaCnpj.length > 11 ? '2' : '1',
    empresaDocumento: convenio.empresaCnpj,
    empresaNome: convenio.empresaNome,
    numero: String(numero),
    geradaEm: dia,
    geradaAs: hora,
    lote: '1',
  };
  const linha = (registro: Registro, valores: object) => escrever(registro, { ...comuns, ...valores } as object);
  const detalhes = titulos.flatMap((titulo) => segmentosDe(layout, convenio, titulo));
  const lote = [
    linha(layout.headerLote, {}),
    ...detalhes.map(({ registro, valores }, i) => linha(registro, { ...valores, sequencia: String(i + 1) })),
  ];
  const total = centavos(titulos.reduce((soma, { valor }) => soma + valor, 0));
  return [
    linha(layout.headerArquivo, {}),
    ...lote,
    linha(layout.trailerLote, { registros: String(lote.length + 1), titulos: String(titulos.length), total }),
    linha(layout.trailerArquivo, { lotes: '1', registros: String(lote.length + 3) }),
  ];
}

function segmentosDe(layout: LayoutCnab, convenio: ConvenioCnab, titulo: TituloDaRemessa) {
  const { instrucao, encargo, pagador, vencimento, faturaId } = titulo;
  const movimento = MOVIMENTO[instrucao];
  const depois = addDays(vencimento, 1);
  const p = {
    movimento,
    nossoNumero: layout.nossoNumero(convenio, titulo.nossoNumero),
    seuNumero: titulo.numeroDocumento,
    identificacao: String(faturaId),
    vencimento,
    valor: titulo.valor,
    especie: ESPECIE,
    emissao: titulo.emissao,
    // 2: percent a month; 3: none.
    jurosCodigo: encargo.jurosMes > 0 ? '2' : '3',
    jurosDia: encargo.jurosMes > 0 ? depois : null,
    juros: encargo.jurosMes,
  };
  const q = {
    movimento,
    pagadorTipo: pagador.documento.length > 11 ? '2' : '1',
    pagadorDocumento: pagador.documento,
    pagadorNome: pagador.nome,
    endereco: pagador.endereco,
    bairro: pagador.bairro,
    cep: pagador.cep,
    cidade: pagador.cidade,
    uf: pagador.uf,
  };
  const r = { movimento, multaCodigo: '2', multaDia: depois, multa: encargo.multa };
  return [
    { registro: layout.segmentoP, valores: p as object },
    { registro: layout.segmentoQ, valores: q as object },
    ...(instrucao === 'REGISTRO' && encargo.multa > 0 ? [{ registro: layout.segmentoR, valores: r as object }] : []),
  ];
}
