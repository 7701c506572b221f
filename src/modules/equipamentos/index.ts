export {
  definirParametrosWifi,
  instalarEquipamento,
  lerEquipamentos,
  type NovoEquipamento,
  provisionar,
  recolherEquipamento,
} from './cadastro.ts';
export { type Comando, executarComando, executarVencidos, lerComandos, pedirComando } from './comandos.ts';
export type { Meios } from './cumprir.ts';
export { equipamentoEmUso } from './em-uso.ts';
export { type GenieAcsSettings, genieAcs } from './genieacs.ts';
export { oltPorHttp, type Pontes } from './olt-http.ts';
export { pedirDesprovisionamento, pedirDesprovisionamentoDoContrato, pedirReinicio, pedirWifi } from './pedidos.ts';
export { type Acs, FABRICANTES, type Fabricante, type Olt, semAcs, semOlt } from './portas.ts';
