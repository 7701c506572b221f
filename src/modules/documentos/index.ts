export { anexoDaFatura } from './anexo.ts';
export { desenharFatura, faturaEmPdf } from './fatura.ts';
export { dadosDaFatura, type FaturaImpressa } from './fatura-dados.ts';
