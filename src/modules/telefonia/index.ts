export { faturarLigacoes } from './ligacoes.ts';
export { numerosLivres, prefixosDaCidade } from './queries.ts';
export { liberarNumeros, reservarNumero } from './reservas.ts';
