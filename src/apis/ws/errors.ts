import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorKind } from '#kernel/errors.ts';
import type { ErrorText, ErrorTexts, Operation } from '../core/operation.ts';
import { noteRefusal } from '../core/refusal.ts';
import { validationSentence, wrongField } from '../core/validation.ts';
import { atendimentos } from './texts/atendimentos.ts';
import { cobranca } from './texts/cobranca.ts';
import { contratos } from './texts/contratos.ts';
import { error } from './texts/error.ts';
import { geral } from './texts/geral.ts';
import { redes } from './texts/redes.ts';
import { vendas } from './texts/vendas.ts';

const byKind: Record<ErrorKind, ErrorText> = {
  invalid: error(400, 'A requisição tem um valor inválido.'),
  unauthenticated: error(401, 'Credenciais ausentes ou inválidas.'),
  forbidden: error(403, 'Este integrador não tem acesso a esta operação.'),
  notFound: error(404, 'Registro não encontrado.'),
  conflict: error(409, 'A operação não é possível no estado atual do registro.'),
  tooMany: error(429, 'Muitas requisições. Tente novamente em instantes.'),
  unavailable: error(503, 'Um serviço externo não respondeu. Tente novamente em instantes.'),
};

const INTERNAL = error(500, 'Internal Server Error');

/** The code of our own faults, for operations whose document gives them a text. */
export const INTERNAL_CODE = 'interna';

/** The code of a field that its schema refuses (facts campo), for operations whose document gives that a text. */
export const FIELD_CODE = 'campo';

// What every operation of the dialect says of a code, unless it has a text of its own.
const texts: ErrorTexts = { ...geral, ...vendas, ...contratos, ...atendimentos, ...redes, ...cobranca };

/** Writes every error of the dialect, and is the only place that does. */
export function onError(thrown: FastifyError | DomainError, request: FastifyRequest, reply: FastifyReply) {
  const { status, body } = answerTo(thrown, request.routeOptions.config.operation);
  noteRefusal(thrown, status, request, reply);
  // Only where the integrator's own credential is missing or wrong: a browser would ask for it again.
  if (thrown instanceof DomainError && thrown.code.startsWith('integrador.') && status === 401) {
    reply.header('www-authenticate', 'Basic realm="Balcao", charset="UTF-8"');
  }
  return reply.code(status).type('application/json').send(JSON.stringify(body));
}

function answerTo(thrown: FastifyError | DomainError, operation: Operation | undefined): ErrorText {
  if (thrown instanceof DomainError) {
    return render(operation?.errors?.[thrown.code] ?? texts[thrown.code] ?? byKind[thrown.kind], thrown.facts);
  }
  if (thrown.validation) {
    const [own, campo] = [operation?.errors?.[FIELD_CODE], wrongField(thrown)];
    return own && campo ? render(own, { campo }) : error(400, validationSentence(thrown));
  }
  switch (thrown.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return error(413, 'O corpo da requisição é grande demais.');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return error(400, 'O corpo da requisição não é um JSON válido, em UTF-8.');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return error(400, 'O cabeçalho Content-Length não corresponde ao corpo enviado.');
    default:
      // A refusal of the HTTP layer itself (a broken header, an aborted body) is the caller's; the rest is ours.
      return thrown.statusCode && thrown.statusCode >= 400 && thrown.statusCode < 500
        ? error(thrown.statusCode, 'A requisição não pôde ser lida.')
        : render(operation?.errors?.[INTERNAL_CODE] ?? INTERNAL, {});
  }
}

const render = (text: ErrorTexts[string], facts: DomainError['facts']): ErrorText =>
  typeof text === 'function' ? text(facts) : text;
