import type { Operation } from '../core/operation.ts';
import { atualizarTelefoneDoCliente } from './atualizar-telefone-do-cliente.ts';
import { enviarCodigoDeValidacao } from './enviar-codigo-de-validacao.ts';
import { validarCodigoDeEmail } from './validar-codigo-de-email.ts';

/** Every operation of GSAN that is served. */
export const operations: readonly Operation[] = [
  atualizarTelefoneDoCliente,
  enviarCodigoDeValidacao,
  validarCodigoDeEmail,
];
