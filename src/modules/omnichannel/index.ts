export { LigacoesAoVivo } from './ao-vivo.ts';
export { type LigacaoEntrante, registrarLigacao } from './ligacoes.ts';
export { enviarLinhaDigitavel, enviarRegrasDeTitularidade } from './mensagens.ts';
export { agendarPagamento, type PromessaDePagamento } from './promessas.ts';
