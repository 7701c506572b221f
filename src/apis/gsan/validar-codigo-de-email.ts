import { Type } from 'typebox';
import { validarCodigo } from '#modules/clientes/index.ts';
import { write } from '../core/operation.ts';
import { CpfCnpj, Critica, critica, documentoDe, Email, Key } from './wire.ts';

/** A wrong code is an answer, not an error: its transaction commits, and with it the count of tries. */
export const validarCodigoDeEmail = write({
  ids: ['gsan.email.validarCodigo'],
  method: 'POST',
  url: '/gsan/chatbot/validarCodigoEmailCliente',
  credentials: ['key'],
  ours:
    'Confere o código que enviarCodigoValidacaoEmailCliente mandou e, se está certo, grava o e-mail no cadastro do ' +
    'cliente. O e-mail deve ser o mesmo. O código vale por BALCAO_CODIGO_MINUTOS e por cinco tentativas; uma recusa ' +
    'responde HTTP 200, validado N e o motivo em mensagemCritica.',
  bodyLimit: 16 * 1024,
  body: Type.Object({
    key: Key,
    cpfCnpj: CpfCnpj,
    email: Email,
    codigo: Type.String({ pattern: '^\\s*\\d{1,6}\\s*$', maxLength: 20 }),
  }),
  response: Critica,
  async handle({ tx, clock, sealer, rules }, { body: { key, cpfCnpj, email, codigo } }) {
    const documento = documentoDe(cpfCnpj, rules);
    // A number in JSON has lost its zeros.
    const digits = codigo.trim().padStart(6, '0');
    const { validado, restantes } = await validarCodigo(tx, clock, sealer, { documento, email, codigo: digits });
    if (validado) return critica(key);
    return critica(
      key,
      restantes > 0
        ? `Código de validação incorreto. Tentativas restantes: ${restantes}.`
        : 'Código de validação incorreto ou vencido. Solicite um novo código.',
    );
  },
});
