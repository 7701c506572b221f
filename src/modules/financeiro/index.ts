export { emitirFaturas } from './emitir.ts';
export { type Atraso, type Encargos, emCentavos, encargos, type RegraDeAtraso } from './encargos.ts';
export type { FaturaEmitida, NovaFatura, NovaLinha, TipoLinha } from './fatura-nova.ts';
export { lancarParaDepois, type NovoLancamento, usarLancamentos } from './lancamentos-futuros.ts';
export { type PagamentoRegistrado, registrarPagamento } from './pagamento.ts';
export type { CampoDoPagamento } from './pagamento-manual.ts';
export type { DadosDoCartao, NovoPagamento } from './pagamento-novo.ts';
export { type Politica, politicaEm, politicas, vigenteEm } from './politica.ts';
export { type ContaRazao, type Lancamento, lancar } from './razao.ts';
