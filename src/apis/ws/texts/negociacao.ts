import { type Centavos, formatReais } from '#kernel/money.ts';
import type { ErrorText, ErrorTexts } from '../../core/operation.ts';
import { error } from './error.ts';
import { geral } from './geral.ts';

const ERRO = 'Erro ao realizar negociação';

/** The documented refusal, which names no cause: the cause stands beside it, for the integrator. */
const recusa = (status: number, internalError: string | null): ErrorText => ({
  status,
  body: { error: ERRO, internalError },
});

const valor = (fact: unknown): string => formatReais(fact as Centavos);

/** What the dialect says of a negotiation (page 212), here because of its length. */
export const negociacao: ErrorTexts = {
  // An invoice of somebody else answers as a wrong credential would, and one that there is not, too.
  'negociacao.fatura_desconhecida': geral['assinante.credencial'] ?? error(401, ERRO),
  'negociacao.fatura_fechada': ({ faturaId }) => recusa(409, `A fatura ${faturaId} não está em aberto.`),
  'negociacao.de_negociacao': ({ faturaId }) =>
    recusa(409, `A fatura ${faturaId} é parcela de outra negociação e não pode ser negociada.`),
  'negociacao.empresas': recusa(409, 'As faturas são de empresas diferentes: negocie as de cada empresa.'),
  'negociacao.sem_empresa': recusa(409, 'As faturas não têm empresa que as cobre.'),
  'negociacao.sem_parcelas': recusa(400, 'Informe ao menos uma parcela.'),
  'negociacao.parcelas': ({ maximo }) => recusa(400, `São permitidas no máximo ${maximo} parcelas.`),
  'negociacao.numeros': recusa(400, 'As parcelas devem ser numeradas de 1 em diante, sem repetição.'),
  'negociacao.valor': ({ parcela }) => recusa(400, `Os valores da parcela ${parcela} são inválidos.`),
  'negociacao.faturas_diferem': recusa(400, 'Todas as parcelas devem trazer as mesmas idsFaturasNegociadas.'),
  'negociacao.vencimento': ({ parcela, de, ate }) =>
    recusa(400, `O vencimento da parcela ${parcela} deve ser depois do da anterior, de ${dia(de)} a ${dia(ate)}.`),
  'negociacao.soma': ({ esperado, enviado }) => {
    const diferenca = Number(enviado) - Number(esperado);
    return recusa(
      400,
      `As parcelas somam ${valor(enviado)} e devem somar ${valor(esperado)}: ${diferenca > 0 ? 'sobram' : 'faltam'} ${valor(Math.abs(diferenca))}.`,
    );
  },
  'negociacao.multa': ({ maximo }) => recusa(400, `A multa das parcelas não pode passar de ${valor(maximo)}.`),
  'negociacao.desconto': ({ maximo }) => recusa(400, `O desconto das parcelas não pode passar de ${valor(maximo)}.`),
  interna: recusa(500, null),
};

const dia = (fact: unknown): string => String(fact).split('-').reverse().join('/');
