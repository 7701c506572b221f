export { cancelarNota } from './cancelar.ts';
export { type ConfiguracaoFiscal, configurarEmitente, lerConfiguracaoFiscal } from './configuracao.ts';
export { type EmissorNfcom, emissorPorHttp, emissorSimulado, semEmissor } from './emissor.ts';
export { empresasEmitentes } from './emitente.ts';
export { emitirNotas, type NotasEmitidas, type PedidoDeNotas } from './emitir.ts';
export { enviarNfcom, notasEmEspera, xmlDaNota } from './enviar.ts';
export { notaFiscalEmPdf } from './pdf.ts';
export { donoDaNota, notasDoCliente } from './queries.ts';
