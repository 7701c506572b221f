export type { Conta, Faturamento } from './compor.ts';
export type { Pedido } from './contexto.ts';
export { agendarFaturamento, faturarParte } from './diario.ts';
export { type Andamento, faturar, type Resumo, simular } from './faturar.ts';
