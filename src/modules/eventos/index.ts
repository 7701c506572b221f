export { assinatura } from './assinatura.ts';
export { alterarWebhook, criarWebhook, girarSegredo, reenviarDesde, removerWebhook, webhooks } from './cadastro.ts';
export { type Evento, eventosDepoisDe } from './consultar.ts';
export { Despachante } from './despachante.ts';
export { type Entregador, entregarEventos } from './entregar.ts';
export { esquecerEventos } from './faxina.ts';
export { publicarEventos } from './publicar.ts';
export { TIPOS_DE_EVENTO, tiposDesconhecidos } from './rules.ts';
