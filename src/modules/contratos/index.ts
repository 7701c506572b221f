export { aceitarContrato } from './aceite.ts';
export { documentoDoContrato, type ModeloDocumento } from './documentos.ts';
export { donoDoContrato, informacoesDoContrato } from './queries.ts';
export { BLOQUEIOS, podeMudar, type StatusContrato } from './rules.ts';
export { cadastrarServicoAdicional, type NovoServicoAdicional } from './servico-adicional.ts';
export { type Mudanca, mudarStatus } from './status.ts';
export { efetivarTrocasDeVencimento } from './trocas-de-vencimento.ts';
export type { ContratoVendido, Fidelizacao, ItemVendido, Venda } from './venda.ts';
export { vender } from './vender.ts';
