export {
  type Agendamento,
  agendarEmail,
  agendarEmailAoCliente,
  agendarEmails,
  agendarSms,
  agendarSmsEmLote,
  type EmailAgendado,
  type SmsAgendado,
} from './agendar.ts';
export type { Anexadores, Anexo, Arquivo, TipoDeAnexo } from './anexos.ts';
export { anexoDaCaixa, mailParaCaixa, mensagensDaCaixa, smsParaCaixa } from './caixa-da-demo.ts';
export {
  ESTADOS,
  type Estado,
  type FiltroDeMensagens,
  type LinhaDeMensagem,
  lerMensagem,
  lerMensagens,
  type Passo,
  passosDaMensagem,
} from './consultar.ts';
export { type Conteudo, type ConteudoDado, preencher } from './conteudo.ts';
export { type Correio, enviarFila, enviarVencidas } from './despachar.ts';
export { type AvisoDeEntrega, registrarEntregas } from './entregas.ts';
export { type Email, enviarEmail, enviarSms, type Sms } from './enviar.ts';
export type { Finalidade, NomeDeModelo, Valores, ValoresDe } from './modelos.ts';
export {
  conferirPin,
  type LogDoPin,
  pedirPin,
  registrarPin,
  registrarVerificacao,
  ultimoPin,
} from './pin.ts';
export { esquecerFalhas, reenviarMensagem } from './reenviar.ts';
