import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '#kernel/errors.ts';
import type { Falha } from '#modules/clientes/index.ts';
import { httpStatusOf, noteRefusal } from '../core/refusal.ts';
import { sentencaDe } from './falhas.ts';
import type { Formato } from './wire.ts';
import { toXml } from './xml.ts';

type Facts = Readonly<Record<string, unknown>>;

/** A refusal as the dialect has it: a code of its table and sentences. */
export interface Recusa {
  codigo_erro: number;
  erros: { erro: string }[];
}

interface Refusal {
  codigo: number;
  texto: string | ((facts: Facts) => string);
}

const refusal = (codigo: number, texto: Refusal['texto']): Refusal => ({ codigo, texto });

// Codes by the table «Códigos de erro»; the texts as far as they were ever recorded, else those of the table.
const texts: Readonly<Record<string, Refusal>> = {
  'tiny.token_ausente': refusal(1, 'token não informado'),
  'tiny.token_invalido': refusal(2, 'token invalido'),
  'tiny.json': refusal(3, 'ERRO JSON mal formado ou inválido'),
  'tiny.sem_contatos': refusal(3, ({ formato }) => `ERRO ${formato} mal formado ou inválido: falta a lista contatos`),
  'tiny.xml': refusal(3, ({ motivo }) => `ERRO XML mal formado, mensagem:\t${motivo}`),
  'tiny.multipart': refusal(3, 'O corpo multipart/form-data está mal formado'),
  'tiny.sem_acesso': refusal(5, 'API bloqueada ou sem acesso'),
  'integrador.escopo': refusal(5, 'API bloqueada ou sem acesso'),
  'integrador.limite': refusal(
    6,
    'API Bloqueada - Excedido o número de acessos a API, aguarde alguns minutos e tente novamente',
  ),
  'tiny.sequencia_repetida': refusal(9, 'Números de sequencia em duplicidade'),
  'tiny.parametro_ausente': refusal(10, ({ parametro }) => `Parametro não informado: ${parametro}`),
  'tiny.concorrencia': refusal(11, 'API bloqueada momentaneamente - muitos acessos concorrentes'),
  'tiny.lote_grande': refusal(
    22,
    ({ maximo }) => `O xml tem mais registros que o permitido por lote de envio: no máximo ${maximo}`,
  ),
  'tiny.consulta_vazia': refusal(20, 'A consulta não retornou registros'),
  'tiny.pagina': refusal(23, 'A página que você está tentanto obter não existe'),
  'contato.documento_em_uso': refusal(30, 'Registro em duplicidade - CPF/CNPJ já cadastrado em outro contato'),
  'contato.nao_localizado': refusal(32, 'Contato não localizado'),
  'contato.em_duplicidade': refusal(
    33,
    ({ campo }) => `Registro localizado em duplicidade: há mais de um com este ${campo}`,
  ),
  'idempotencia.chave': refusal(31, 'O cabeçalho Idempotency-Key deve ter de 1 a 200 caracteres'),
  'idempotencia.outra_requisicao': refusal(31, 'O Idempotency-Key informado já foi usado com outra requisição'),
};

const VALIDACAO = 31;
const INESPERADO: Recusa = {
  codigo_erro: 35,
  erros: [{ erro: 'Ocorreu um erro inesperado, tente novamente mais tarde' }],
};
// The processing of a search went through, and found nothing or something wrong; other calls were not processed.
const CONSULTA = ['tiny.consulta_vazia', 'tiny.pagina', 'contato.nao_localizado', 'contato.invalido'];

/** What the dialect says of an error of the business. */
export function recusaDe({ code, facts }: DomainError): Recusa {
  if (code === 'contato.invalido') {
    const falhas = facts['falhas'] as readonly Falha[];
    return { codigo_erro: VALIDACAO, erros: falhas.map((falha) => ({ erro: sentencaDe(falha) })) };
  }
  const found = texts[code];
  if (!found) return INESPERADO;
  return {
    codigo_erro: found.codigo,
    erros: [{ erro: typeof found.texto === 'function' ? found.texto(facts) : found.texto }],
  };
}

/** The text of an answer, and its content type. */
export function escrever(
  answer: Readonly<Record<string, unknown>>,
  formato: Formato,
): { contentType: string; body: string } {
  return formato === 'xml'
    ? { contentType: 'text/xml; charset=UTF-8', body: toXml(answer) }
    : { contentType: 'application/json; charset=UTF-8', body: JSON.stringify(answer) };
}

/** Writes every error of the dialect: HTTP 200 for those of the business. */
export function onError(thrown: FastifyError | DomainError, request: FastifyRequest, reply: FastifyReply) {
  const { status, retorno } = answerTo(thrown);
  noteRefusal(thrown, status, request, reply);
  const { contentType, body } = escrever({ retorno }, request.formato);
  return reply.code(status).header('content-type', contentType).send(body);
}

function answerTo(thrown: FastifyError | DomainError): { status: number; retorno: Record<string, unknown> } {
  if (thrown instanceof DomainError) {
    const recusa = recusaDe(thrown);
    const status = recusa === INESPERADO ? 500 : 200;
    return { status, retorno: CONSULTA.includes(thrown.code) ? semResultado(recusa) : naoProcessada(recusa) };
  }
  const status = httpStatusOf(thrown);
  if (status === 500) return { status, retorno: naoProcessada(INESPERADO) };
  const recusa =
    status === 413
      ? { codigo_erro: 22, erros: [{ erro: GRANDE_DEMAIS }] }
      : { codigo_erro: 3, erros: [{ erro: ILEGIVEL }] };
  return { status, retorno: naoProcessada(recusa) };
}

const GRANDE_DEMAIS = 'O corpo da requisição é grande demais: envie no máximo 20 registros por lote';
const ILEGIVEL = 'A requisição não pôde ser lida';

const naoProcessada = (recusa: Recusa) => ({ status_processamento: 1, status: 'Erro', ...recusa });

// Searches write their numbers as texts, here as in their successes.
const semResultado = ({ codigo_erro, erros }: Recusa) => ({
  status_processamento: '2',
  status: 'Erro',
  codigo_erro: String(codigo_erro),
  erros,
});
