export { type Colocacao, colocarItem, encerrarItem, type ItemPendente, itensPendentes } from './pendentes.ts';
export { gerarRemessa, type Remessa, type RemessaGerada, remessaFeita } from './remessa.ts';
export { lerArquivoDeRetorno, type ResultadoDoItem, type ResumoDoRetorno } from './retorno.ts';
