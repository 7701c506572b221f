import { detalhe, segmentoQ, segmentoR, segmentoU, titulo, trailerArquivo } from './comum.ts';
import { fit, type LayoutCnab, semZeros } from './layout.ts';
import { brancos, campo, fixo, registro, zeros } from './registro.ts';
import { digitosDo } from './titulo.ts';

const BANCO = '001';

/**
 * Banco do Brasil. Source: «Particularidades BB, CNAB 240, Cobrança» (Cnab240Agosto2017, layout of the file 083/084, of
 * the lot 042), with FEBRABAN's records; checked against the public implementations of eduardokum/laravel-boleto
 * (Remessa and Retorno Cnab240 Bb) and kivanio/brcobranca (cnab240/banco_brasil), whose return files the tests read.
 */
export const bancoDoBrasil: LayoutCnab = {
  nome: 'BANCO DO BRASIL S.A.',
  headerArquivo: registro(
    fixo(1, 8, '00100000'),
    brancos(9, 17),
    campo('empresaTipo', 18, 18, 'num'),
    campo('empresaDocumento', 19, 32, 'doc'),
    campo('convenio', 33, 41, 'num'),
    fixo(42, 45, '0014'),
    campo('carteira', 46, 47, 'num'),
    campo('variacao', 48, 50, 'num'),
    brancos(51, 52),
    campo('agencia', 53, 57, 'num'),
    campo('agenciaDv', 58, 58, 'alfa'),
    campo('conta', 59, 70, 'num'),
    campo('contaDv', 71, 71, 'alfa'),
    brancos(72, 72),
    campo('empresaNome', 73, 102, 'alfa'),
    fixo(103, 132, 'BANCO DO BRASIL S.A.'),
    brancos(133, 142),
    fixo(143, 143, '1'),
    campo('geradaEm', 144, 151, 'dia'),
    campo('geradaAs', 152, 157, 'num'),
    campo('numero', 158, 163, 'num'),
    fixo(164, 171, '08400000'),
    brancos(172, 240),
  ),
  headerLote: registro(
    fixo(1, 11, '00100011R01'),
    brancos(12, 13),
    fixo(14, 16, '042'),
    brancos(17, 17),
    campo('empresaTipo', 18, 18, 'num'),
    campo('empresaDocumento', 19, 33, 'doc'),
    campo('convenio', 34, 42, 'num'),
    fixo(43, 46, '0014'),
    campo('carteira', 47, 48, 'num'),
    campo('variacao', 49, 51, 'num'),
    brancos(52, 53),
    campo('agencia', 54, 58, 'num'),
    campo('agenciaDv', 59, 59, 'alfa'),
    campo('conta', 60, 71, 'num'),
    campo('contaDv', 72, 72, 'alfa'),
    brancos(73, 73),
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
    campo('conta', 24, 35, 'num'),
    campo('contaDv', 36, 36, 'alfa'),
    brancos(37, 37),
    campo('nossoNumero', 38, 57, 'alfa'),
    // 7: carteira 17, simples; 1: 11 and 12.
    campo('carteiraCodigo', 58, 58, 'num'),
    fixo(59, 62, '1 00'),
    campo('seuNumero', 63, 77, 'alfa'),
    ...titulo('00000 '),
    campo('identificacao', 196, 220, 'alfa'),
    // Not to be protested, and no term for the write-off: the bank's own applies.
    fixo(221, 227, '3000000'),
    fixo(228, 239, '090000000000'),
    brancos(240, 240),
  ),
  segmentoQ: segmentoQ(BANCO, zeros(210, 212)),
  segmentoR: segmentoR(
    BANCO,
    [zeros(18, 65)],
    [
      brancos(90, 199),
      zeros(200, 215),
      brancos(216, 216),
      zeros(217, 228),
      brancos(229, 230),
      zeros(231, 231),
      brancos(232, 240),
    ],
  ),
  trailerLote: registro(
    fixo(1, 8, '00100015'),
    brancos(9, 17),
    campo('registros', 18, 23, 'num'),
    zeros(24, 115),
    brancos(116, 240),
  ),
  trailerArquivo: trailerArquivo(BANCO, zeros(30, 35)),
  retornoArquivo: registro(
    fixo(1, 8, '00100000'),
    brancos(9, 32),
    campo('convenio', 33, 41, 'num'),
    brancos(42, 143),
    campo('geradaEm', 144, 151, 'dia'),
    brancos(152, 240),
  ),
  retornoLote: registro(fixo(1, 8, '00100011'), brancos(9, 33), campo('convenio', 34, 42, 'num'), brancos(43, 240)),
  segmentoT: registro(
    ...detalhe(BANCO, 'T'),
    brancos(18, 37),
    campo('nossoNumero', 38, 57, 'alfa'),
    brancos(58, 58),
    campo('seuNumero', 59, 73, 'alfa'),
    brancos(74, 81),
    campo('valor', 82, 96, 'valor'),
    campo('recebedor', 97, 105, 'alfa'),
    brancos(106, 198),
    campo('tarifa', 199, 213, 'valor'),
    campo('motivos', 214, 223, 'alfa'),
    brancos(224, 240),
  ),
  segmentoU: segmentoU(BANCO),
  doConvenio: ({ codigoBeneficiario, carteira, variacao, agencia, agenciaDv, conta, contaDv }) => ({
    convenio: fit(codigoBeneficiario, 9),
    carteira: fit(carteira, 2),
    variacao: fit(variacao ?? '0', 3),
    agencia: fit(agencia, 5),
    agenciaDv: agenciaDv ?? '',
    conta: fit(conta, 12),
    contaDv: contaDv ?? '',
    carteiraCodigo: carteira === '17' ? '7' : '1',
  }),
  nossoNumero: (convenio, numero) => digitosDo(convenio, numero),
  numeroDoRetorno(convenio, texto) {
    const { codigoBeneficiario: codigo } = convenio;
    // An agreement of seven digits has ten of its own and no check digit.
    const [, digits] = new RegExp(`^${codigo}(\\d+)${codigo.length === 7 ? '' : '[0-9X]'}$`).exec(texto) ?? [];
    if (digits === undefined) return null;
    const numero = Number(digits);
    return numero > 0 && digitosDo(convenio, numero) === texto ? numero : null;
  },
  ehDoConvenio: ({ codigoBeneficiario }, { convenio = '' }) => semZeros(convenio) === semZeros(codigoBeneficiario),
};
