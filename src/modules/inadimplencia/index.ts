export type { Passos } from './aplicar.ts';
export { type Carta, cartasPendentes, registrarEntrega } from './cartas.ts';
export { type Contagem, cobrar, restaurarCliente, simularCobranca, TODOS } from './cobrar.ts';
export { type Confianca, habilitarEmConfianca } from './confianca.ts';
export { agendarCobranca, cobrarParte } from './diario.ts';
export type { Acao, Decisao, Motivo } from './rules.ts';
export type { ContratoEmCobranca } from './situacao.ts';
