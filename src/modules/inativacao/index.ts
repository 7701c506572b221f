export { decorrerInativacoes, voltarDaInativacao } from './decorrer.ts';
export { type ContratoInativavel, contratosParaInativar } from './listar.ts';
export { type NovaInativacao, pedirInativacao } from './pedir.ts';
export type { Recusa } from './rules.ts';
