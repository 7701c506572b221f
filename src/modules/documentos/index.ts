export { anexoDaFatura } from './anexo.ts';
export { desenharFatura, faturaEmPdf } from './fatura.ts';
export { dadosDaFatura, type FaturaImpressa } from './fatura-dados.ts';
export { type PedidoDeQuitacao, quitacaoEmPdf } from './quitacao.ts';
export { type Periodo, temDebitos } from './quitacao-dados.ts';
