export { mailParaCaixa, mensagensDaCaixa, smsParaCaixa } from './caixa-da-demo.ts';
export { type Email, enviarEmail, enviarSms, type Sms } from './enviar.ts';
export { type Conteudo, type Modelos, preencher } from './modelos.ts';
