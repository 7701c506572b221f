import { brancos, campo, fixo, registro, zeros } from './registro.ts';

/** Columns 1 to 17 of a detail record (FEBRABAN, controle, registro and serviço). */
export const detalhe = (banco: string, segmento: string) =>
  [
    fixo(1, 3, banco),
    campo('lote', 4, 7, 'num'),
    fixo(8, 8, '3'),
    campo('sequencia', 9, 13, 'num'),
    fixo(14, 14, segmento),
    brancos(15, 15),
    campo('movimento', 16, 17, 'num'),
  ] as const;

/** Due date, value and terms: columns 78 to 195 of segment P, with what only some banks read between them. */
export const titulo = (cobradora: string) =>
  [
    campo('vencimento', 78, 85, 'dia'),
    campo('valor', 86, 100, 'valor'),
    fixo(101, 106, cobradora),
    campo('especie', 107, 108, 'num'),
    fixo(109, 109, 'N'),
    campo('emissao', 110, 117, 'dia'),
    campo('jurosCodigo', 118, 118, 'num'),
    campo('jurosDia', 119, 126, 'dia'),
    // At code 2: percent a month with two decimals.
    campo('juros', 127, 141, 'valor'),
    zeros(142, 195),
  ] as const;

/** Segment Q: the payer. */
export const segmentoQ = (banco: string, fim: ReturnType<typeof fixo>) =>
  registro(
    ...detalhe(banco, 'Q'),
    campo('pagadorTipo', 18, 18, 'num'),
    campo('pagadorDocumento', 19, 33, 'doc'),
    campo('pagadorNome', 34, 73, 'alfa'),
    campo('endereco', 74, 113, 'alfa'),
    campo('bairro', 114, 128, 'alfa'),
    campo('cep', 129, 136, 'num'),
    campo('cidade', 137, 151, 'alfa'),
    campo('uf', 152, 153, 'alfa'),
    zeros(154, 169),
    brancos(170, 209),
    fim,
    ...(fim.ate < 240 ? [brancos(fim.ate + 1, 240)] : []),
  );

/** Segment R: the fine; at code 2 percent with two decimals. */
export const segmentoR = (banco: string, antes: readonly ReturnType<typeof fixo>[], depois = [brancos(90, 240)]) =>
  registro(
    ...detalhe(banco, 'R'),
    ...antes,
    campo('multaCodigo', 66, 66, 'num'),
    campo('multaDia', 67, 74, 'dia'),
    campo('multa', 75, 89, 'valor'),
    ...depois,
  );

/** Segment U: the money of an entry. The same columns in the three banks. */
export const segmentoU = (banco: string) =>
  registro(
    ...detalhe(banco, 'U'),
    campo('encargos', 18, 32, 'valor'),
    campo('desconto', 33, 47, 'valor'),
    campo('abatimento', 48, 62, 'valor'),
    campo('iof', 63, 77, 'valor'),
    campo('pago', 78, 92, 'valor'),
    campo('creditado', 93, 107, 'valor'),
    campo('outrasDespesas', 108, 122, 'valor'),
    campo('outrosCreditos', 123, 137, 'valor'),
    campo('dia', 138, 145, 'dia'),
    campo('creditoEm', 146, 153, 'dia'),
    brancos(154, 240),
  );

/** The last record of a file; `registros` counts every line, this one included. */
export const trailerArquivo = (banco: string, fim: ReturnType<typeof fixo>) =>
  registro(
    fixo(1, 8, `${banco}99999`),
    brancos(9, 17),
    campo('lotes', 18, 23, 'num'),
    campo('registros', 24, 29, 'num'),
    fim,
    ...(fim.ate < 240 ? [brancos(fim.ate + 1, 240)] : []),
  );
