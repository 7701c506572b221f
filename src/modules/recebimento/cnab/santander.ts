import { detalhe, segmentoQ, segmentoR, segmentoU, titulo, trailerArquivo } from './comum.ts';
import { type ConvenioCnab, fit, type LayoutCnab, semZeros } from './layout.ts';
import { brancos, campo, fixo, registro, zeros } from './registro.ts';
import { digitosDo } from './titulo.ts';

const BANCO = '033';

/**
 * Santander. Source: «H7815, Layout de cobrança, CNAB 240 posições, padrão Santander» (v. 8.3, April 2025: file 040, lot
 * 030); checked against eduardokum/laravel-boleto (Remessa and Retorno Cnab240 Santander) and kivanio/brcobranca
 * (cnab240/santander), whose return files the tests read.
 */
export const santander: LayoutCnab = {
  nome: 'BANCO SANTANDER',
  headerArquivo: registro(
    fixo(1, 8, '03300000'),
    brancos(9, 16),
    campo('empresaTipo', 17, 17, 'num'),
    campo('empresaDocumento', 18, 32, 'doc'),
    campo('transmissao', 33, 47, 'num'),
    brancos(48, 72),
    campo('empresaNome', 73, 102, 'alfa'),
    fixo(103, 132, 'BANCO SANTANDER'),
    brancos(133, 142),
    fixo(143, 143, '1'),
    campo('geradaEm', 144, 151, 'dia'),
    brancos(152, 157),
    campo('numero', 158, 163, 'num'),
    fixo(164, 166, '040'),
    brancos(167, 240),
  ),
  headerLote: registro(
    fixo(1, 11, '03300011R01'),
    brancos(12, 13),
    fixo(14, 16, '030'),
    brancos(17, 17),
    campo('empresaTipo', 18, 18, 'num'),
    campo('empresaDocumento', 19, 33, 'doc'),
    brancos(34, 53),
    campo('transmissao', 54, 68, 'num'),
    brancos(69, 73),
    campo('empresaNome', 74, 103, 'alfa'),
    brancos(104, 183),
    campo('numero', 184, 191, 'num'),
    campo('geradaEm', 192, 199, 'dia'),
    brancos(200, 240),
  ),
  segmentoP: registro(
    ...detalhe(BANCO, 'P'),
    campo('agencia', 18, 21, 'num'),
    campo('agenciaDv', 22, 22, 'alfa'),
    campo('conta', 23, 31, 'num'),
    campo('contaDv', 32, 32, 'alfa'),
    campo('contaCobranca', 33, 41, 'num'),
    campo('contaCobrancaDv', 42, 42, 'alfa'),
    brancos(43, 44),
    campo('nossoNumero', 45, 57, 'num'),
    // 5: rápida com registro; 1: eletrônica com registro (carteira 201).
    campo('carteiraCodigo', 58, 58, 'num'),
    fixo(59, 62, '12'),
    campo('seuNumero', 63, 77, 'alfa'),
    ...titulo('00000 '),
    campo('identificacao', 196, 220, 'alfa'),
    // Neither protested nor written off by itself; real.
    fixo(221, 229, '000200000'),
    brancos(230, 240),
  ),
  segmentoQ: segmentoQ(BANCO, zeros(210, 221)),
  segmentoR: segmentoR(BANCO, [zeros(18, 41), brancos(42, 65)]),
  trailerLote: registro(fixo(1, 8, '03300015'), brancos(9, 17), campo('registros', 18, 23, 'num'), brancos(24, 240)),
  trailerArquivo: trailerArquivo(BANCO, brancos(30, 240)),
  retornoArquivo: registro(
    fixo(1, 8, '03300000'),
    brancos(9, 52),
    campo('convenio', 53, 61, 'num'),
    brancos(62, 143),
    campo('geradaEm', 144, 151, 'dia'),
    brancos(152, 240),
  ),
  retornoLote: registro(fixo(1, 8, '03300011'), brancos(9, 33), campo('convenio', 34, 42, 'num'), brancos(43, 240)),
  segmentoT: registro(
    ...detalhe(BANCO, 'T'),
    brancos(18, 40),
    campo('nossoNumero', 41, 53, 'alfa'),
    brancos(54, 54),
    campo('seuNumero', 55, 69, 'alfa'),
    brancos(70, 77),
    campo('valor', 78, 92, 'valor'),
    campo('recebedor', 93, 100, 'alfa'),
    brancos(101, 193),
    campo('tarifa', 194, 208, 'valor'),
    campo('motivos', 209, 218, 'alfa'),
    brancos(219, 240),
  ),
  segmentoU: segmentoU(BANCO),
  doConvenio: (convenio) => ({
    transmissao: codigoDeTransmissao(convenio),
    agencia: fit(convenio.agencia, 4),
    agenciaDv: convenio.agenciaDv ?? '0',
    conta: fit(convenio.conta, 9),
    contaDv: convenio.contaDv ?? '0',
    contaCobranca: fit(convenio.conta, 9),
    contaCobrancaDv: convenio.contaDv ?? '0',
    carteiraCodigo: convenio.carteira === '201' ? '1' : '5',
  }),
  nossoNumero: (convenio, numero) => digitosDo(convenio, numero),
  numeroDoRetorno(convenio, texto) {
    if (!/^\d{13}$/.test(texto)) return null;
    const numero = Number(texto.slice(0, 12));
    return numero > 0 && digitosDo(convenio, numero) === texto ? numero : null;
  },
  ehDoConvenio: ({ codigoBeneficiario }, { convenio = '' }) => semZeros(convenio) === semZeros(codigoBeneficiario),
};

// Where the bank gave none of its own: agency, four zeros, beneficiary.
const codigoDeTransmissao = ({ codigoTransmissao, agencia, codigoBeneficiario }: ConvenioCnab): string =>
  fit(codigoTransmissao ?? `${fit(agencia, 4)}0000${fit(codigoBeneficiario, 7)}`, 15);
