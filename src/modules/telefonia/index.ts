export type { MotivoDoBilhete } from './bilhete.ts';
export { importarLigacoes, type MotivoDeLigacao } from './importar.ts';
export { importarNumeros, type MotivoDeNumero } from './importar-numeros.ts';
export { faturarLigacoes, tarifarPendentes } from './ligacoes.ts';
export {
  destinosSemTarifa,
  extratoDeLigacoes,
  ligacoesSemTarifa,
  numerosLivres,
  prefixosDaCidade,
  totalDeLigacoes,
} from './queries.ts';
export { liberarNumeros, reservarNumero } from './reservas.ts';
