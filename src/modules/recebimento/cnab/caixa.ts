import { detalhe, segmentoQ, segmentoR, segmentoU, titulo, trailerArquivo } from './comum.ts';
import { type ConvenioCnab, fit, type LayoutCnab } from './layout.ts';
import { brancos, campo, fixo, registro, zeros } from './registro.ts';
import { digitosDo } from './titulo.ts';

const BANCO = '104';

/**
 * Caixa, SIGCB. Source: «Manual de leiaute de arquivo eletrônico, CNAB 240, cobrança bancária» (67.119, SIGCB v014: file
 * 101, lot 060; the beneficiary of 7 digits takes the column behind the one of 6); checked against
 * eduardokum/laravel-boleto (Remessa and Retorno Cnab240 Caixa), kivanio/brcobranca (cnab240/caixa) and
 * openboleto/OpenCnabPHP (B104, cnab240_SIGCB and retorno L101), whose return files the tests read.
 */
export const caixa: LayoutCnab = {
  nome: 'CAIXA ECONOMICA FEDERAL',
  headerArquivo: registro(
    fixo(1, 8, '10400000'),
    brancos(9, 17),
    campo('empresaTipo', 18, 18, 'num'),
    campo('empresaDocumento', 19, 32, 'doc'),
    zeros(33, 52),
    campo('agencia', 53, 57, 'num'),
    campo('agenciaDv', 58, 58, 'alfa'),
    campo('convenio', 59, 65, 'num'),
    zeros(66, 72),
    campo('empresaNome', 73, 102, 'alfa'),
    fixo(103, 132, 'CAIXA ECONOMICA FEDERAL'),
    brancos(133, 142),
    fixo(143, 143, '1'),
    campo('geradaEm', 144, 151, 'dia'),
    campo('geradaAs', 152, 157, 'num'),
    campo('numero', 158, 163, 'num'),
    fixo(164, 171, '10100000'),
    brancos(172, 191),
    fixo(192, 211, 'REMESSA-PRODUCAO'),
    brancos(212, 240),
  ),
  headerLote: registro(
    fixo(1, 16, '10400011R0100060'),
    brancos(17, 17),
    campo('empresaTipo', 18, 18, 'num'),
    campo('empresaDocumento', 19, 33, 'doc'),
    campo('convenio', 34, 40, 'num'),
    zeros(41, 53),
    campo('agencia', 54, 58, 'num'),
    campo('agenciaDv', 59, 59, 'alfa'),
    campo('convenioCurto', 60, 65, 'num'),
    zeros(66, 73),
    campo('empresaNome', 74, 103, 'alfa'),
    brancos(104, 183),
    campo('numero', 184, 191, 'num'),
    campo('geradaEm', 192, 199, 'dia'),
    zeros(200, 207),
    brancos(208, 240),
  ),
  segmentoP: registro(
    ...detalhe(BANCO, 'P'),
    campo('agencia', 18, 22, 'num'),
    campo('agenciaDv', 23, 23, 'alfa'),
    campo('convenio', 24, 30, 'num'),
    zeros(31, 40),
    campo('nossoNumero', 41, 57, 'num'),
    // Simples, registrada, escritural; issued and delivered by the beneficiary.
    fixo(58, 62, '11220'),
    campo('seuNumero', 63, 73, 'alfa'),
    brancos(74, 77),
    ...titulo('000000'),
    campo('identificacao', 196, 220, 'alfa'),
    // Not to be protested; written off 120 days after it was due; real.
    fixo(221, 239, '3001120090000000000'),
    brancos(240, 240),
  ),
  segmentoQ: segmentoQ(BANCO, zeros(210, 212)),
  segmentoR: segmentoR(BANCO, [zeros(18, 65)]),
  trailerLote: registro(
    fixo(1, 8, '10400015'),
    brancos(9, 17),
    campo('registros', 18, 23, 'num'),
    campo('titulos', 24, 29, 'num'),
    campo('total', 30, 46, 'valor'),
    zeros(47, 92),
    brancos(93, 240),
  ),
  trailerArquivo: trailerArquivo(BANCO, brancos(30, 240)),
  retornoArquivo: registro(
    fixo(1, 8, '10400000'),
    brancos(9, 58),
    campo('convenio', 59, 65, 'alfa'),
    brancos(66, 143),
    campo('geradaEm', 144, 151, 'dia'),
    brancos(152, 240),
  ),
  // Files for a beneficiary of 6 digits hold it from column 60, those for 7 from column 34.
  retornoLote: registro(
    fixo(1, 8, '10400011'),
    brancos(9, 33),
    campo('convenio', 34, 40, 'alfa'),
    brancos(41, 59),
    campo('convenioCurto', 60, 65, 'alfa'),
    brancos(66, 240),
  ),
  segmentoT: registro(
    ...detalhe(BANCO, 'T'),
    brancos(18, 39),
    campo('nossoNumero', 40, 57, 'alfa'),
    brancos(58, 58),
    campo('seuNumero', 59, 69, 'alfa'),
    brancos(70, 81),
    campo('valor', 82, 96, 'valor'),
    campo('recebedor', 97, 105, 'alfa'),
    brancos(106, 198),
    campo('tarifa', 199, 213, 'valor'),
    campo('motivos', 214, 223, 'alfa'),
    brancos(224, 240),
  ),
  segmentoU: segmentoU(BANCO),
  doConvenio: (convenio) => ({
    agencia: fit(convenio.agencia, 5),
    agenciaDv: convenio.agenciaDv ?? '0',
    convenio: beneficiario(convenio),
    convenioCurto: convenio.codigoBeneficiario.length > 6 ? '000000' : fit(convenio.codigoBeneficiario, 6),
  }),
  // Modality and number, without the check digit.
  nossoNumero: (convenio, numero) => digitosDo(convenio, numero).slice(0, 17),
  numeroDoRetorno(convenio, texto) {
    if (!/^14\d{16}$/.test(texto)) return null;
    const numero = Number(texto.slice(2, 17));
    return numero > 0 && digitosDo(convenio, numero) === texto ? numero : null;
  },
  ehDoConvenio(convenio, { convenio: longo = '', convenioCurto = '' }) {
    const codigo = beneficiario(convenio);
    return longo.padEnd(7, '0') === codigo || (convenioCurto !== '' && `${convenioCurto}0` === codigo);
  },
};

// Six digits are followed by a zero of the bank's, seven take that place.
const beneficiario = ({ codigoBeneficiario: codigo }: ConvenioCnab): string =>
  codigo.length > 6 ? fit(codigo, 7) : `${fit(codigo, 6)}0`;
