import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorKind } from '#kernel/errors.ts';
import { maskEmail } from '#kernel/text.ts';
import { httpStatusOf, noteRefusal } from '../core/refusal.ts';
import type { Rules } from '../core/services.ts';
import { validationSentence } from '../core/validation.ts';
import { critica } from './wire.ts';

type Thrown = FastifyError | DomainError;
type Refusal = [status: number, text: string];

const INVALID = 'parâmetros inválidos';

const statuses: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 401,
  notFound: 404,
  conflict: 409,
  tooMany: 429,
  unavailable: 500,
};

/** Writes every error of the dialect, in the shape of the family that the service belongs to. */
export function errorWriter(rules: Rules) {
  return (thrown: Thrown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const ofChatbot = request.routeOptions.config.operation?.body !== undefined;
    const { key, email } = (ofChatbot ? (request.body ?? {}) : {}) as Record<string, unknown>;
    const [status, text] = ofChatbot ? chatbotRefusal(thrown, rules, textOf(email)) : plainRefusal(thrown);
    noteRefusal(thrown, status, request, reply);
    return reply.code(status).send(ofChatbot ? critica(textOf(key), text) : { error: status, msg: text, qtd: 0 });
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

// The first five texts are the document's, and all that it has ("Possíveis Códigos de Retorno", page 1).
function plainRefusal(thrown: Thrown): Refusal {
  if (!(thrown instanceof DomainError)) {
    const status = httpStatusOf(thrown);
    return [status, status === 500 ? '' : INVALID];
  }
  const status = statuses[thrown.kind];
  switch (status) {
    case 400:
      return [status, thrown.code === 'cpf_cnpj.invalido' ? 'CPF/CNPJ inválidos' : INVALID];
    case 401:
      return [status, 'chave inválida'];
    case 404:
      return [status, 'A consulta não trouxe resultados'];
    case 500:
      return [status, ''];
    case 409:
      return [status, 'Idempotency-Key já usada em outra requisição'];
    default:
      return [status, 'limite de requisições excedido'];
  }
}

// The texts about the customer's and the informed e-mail are the document's; the others are ours, it has none.
function chatbotRefusal(thrown: Thrown, rules: Rules, email: string): Refusal {
  if (!(thrown instanceof DomainError)) {
    const status = httpStatusOf(thrown);
    if (thrown.validation) return [status, validationSentence(thrown)];
    return [status, status === 500 ? 'Erro interno. Tente novamente mais tarde.' : 'A requisição não pôde ser lida.'];
  }
  const status = statuses[thrown.kind];
  const { seconds } = thrown.facts;
  switch (thrown.code) {
    case 'email.ja_cadastrado':
      return [200, jaCadastrado(String(thrown.facts['email']), rules)];
    case 'email.falhou':
      return [
        status,
        `Erro no envio do email! Verifique se o email informado (${maskEmail(email)}) está correto. Caso sim, tente novamente mais tarde.`,
      ];
    case 'email.invalido':
      return [status, 'O campo email não é um e-mail válido.'];
    case 'cpf_cnpj.invalido':
      return [status, 'O campo cpfCnpj não é um CPF ou CNPJ válido.'];
    case 'chave.invalida':
      return [status, 'Chave inválida.'];
    case 'integrador.escopo':
      return [status, 'Esta chave não tem acesso a este serviço.'];
    case 'integrador.limite':
      return [status, 'Limite de requisições por minuto excedido.'];
    case 'cliente.nao_encontrado':
      return [status, 'Nenhum cliente tem o CPF/CNPJ informado.'];
    case 'codigo.espere':
      return [status, `Um código já foi enviado. Aguarde ${seconds} segundos para pedir outro.`];
    case 'idempotencia.outra_requisicao':
      return [status, 'O Idempotency-Key informado já foi usado com outra requisição.'];
    case 'idempotencia.chave':
      return [status, 'O cabeçalho Idempotency-Key deve ter de 1 a 200 caracteres.'];
    default:
      return [status, 'A requisição tem um valor inválido.'];
  }
}

function jaCadastrado(masked: string, { gsanAssistente, gsanSite }: Rules): string {
  const named = (name: string) => (name === '' ? '' : ` (${name})`);
  return (
    `O cliente já possui um email cadastrado semelhante a ${masked}. Caso deseje atualizar seu email, ` +
    `utilize nosso assistente virtual${named(gsanAssistente)}, opção (Atualizar Somente o Email) disponível no site${named(gsanSite)}.`
  );
}
