export { type Colocacao, colocarItem, encerrarItem, type ItemPendente, itensPendentes } from './pendentes.ts';
export { gerarRemessa, type Remessa, type RemessaGerada, remessaFeita } from './remessa.ts';
export type { ResultadoDoItem } from './resultado.ts';
export { lerArquivoDeRetorno, type ResumoDoRetorno } from './retorno.ts';
