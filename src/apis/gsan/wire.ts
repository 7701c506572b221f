import { Type } from 'typebox';
import { checkDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Origin } from '#platform/transaction.ts';
import type { Caller } from '../core/operation.ts';
import type { Rules } from '../core/services.ts';

/** The integrator's key; a key in upper case is another key. */
export const Key = Type.String({ minLength: 1, maxLength: 200 });

/** Judged after the key, so that its form is no matter of the schema. */
export const CpfCnpj = Type.String({ maxLength: 100 });

/** "No máximo 11 números, sendo os 2 primeiros reservados ao DDD" (page 1), with or without punctuation. */
export const Fone = Type.String({ maxLength: 30, pattern: '^[\\s().-]*(?:\\d[\\s().-]*){10,11}$' });

/** GSAN's own test of an address: an @, and no blank. What the register takes besides is judged after the key. */
export const Email = Type.String({ maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+$' });

/** The answer of the services of the chatbot. */
export const Critica = Type.Object({
  key: Type.String(),
  body: Type.Object({
    validado: Type.Unsafe<'S' | 'N'>({ type: 'string', enum: ['S', 'N'] }),
    mensagemCritica: Type.String(),
  }),
});

/** That answer: `S` without a text, `N` with what is wrong. */
export const critica = (key: string, mensagemCritica = '') => ({
  key,
  body: { validado: mensagemCritica === '' ? ('S' as const) : ('N' as const), mensagemCritica },
});

/** CPF or CNPJ without punctuation. Throws invalid `cpf_cnpj.invalido`. */
export function documentoDe(cpfCnpj: string, { documentos }: Rules): string {
  const documento = checkDocument(cpfCnpj, documentos);
  if (!documento) throw new DomainError('invalid', 'cpf_cnpj.invalido');
  return documento.value;
}

/** Who writes, for the transactions that an operation opens before its own. */
export function originOf({ integrador, requisicao, ip }: Caller, operacao: string): Origin {
  return { origem: 'gsan', operacao, integrador: integrador.id, requisicao, ip };
}
