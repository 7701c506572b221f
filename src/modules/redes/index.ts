export { caixasProximas, distanciaDaSaidaLivre } from './proximidade.ts';
export { liberarSaidas, reservarSaida, type Saida } from './reservas.ts';
export { distanciaKm, type Ponto } from './rules.ts';
