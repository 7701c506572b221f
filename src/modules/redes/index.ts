export { importarCaixas } from './importar-caixas.ts';
export { importarSaidas } from './importar-saidas.ts';
export type { MotivoDeCaixa, MotivoDeSaida } from './leitura.ts';
export { caixasProximas, distanciaDaSaidaLivre } from './proximidade.ts';
export { historicoDaSaida, justificativasDeAlteracao, saidasDaCaixa } from './queries.ts';
export { liberarSaidas, reservarSaida, type Saida } from './reservas.ts';
export { distanciaKm, type Ponto } from './rules.ts';
export { acertarSaida, liberarSaidaDoContrato, ocuparSaida, trocarSaida } from './saidas.ts';
