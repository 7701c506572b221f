import { type Static, type TSchema, Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { type Operation, type ReadContext, read } from '../../core/operation.ts';
import { Optional, Text } from '../wire.ts';

/** The answer of a platform's authentication: without a subscriber_id where it is denied. */
export const Autenticacao = <S extends TSchema>(id: S) =>
  Type.Object({ access: Type.Boolean(), subscriber_id: Optional(id) });

/**
 * An authentication by the subscriber's own login, in the query. Whatever the reason, a denial is the same: wrong, unknown,
 * or asked for too often (counted and slowed down as every login is).
 */
export const autenticacao = <S extends TSchema>(
  id: string,
  url: string,
  subscriberId: S,
  fechar: (context: ReadContext, clienteId: number) => Static<S>,
): Operation =>
  read({
    ids: [id],
    method: 'GET',
    url,
    credentials: ['basic', 'token'],
    query: Type.Object({ username: Text(100), password: Text(200) }),
    response: Autenticacao(subscriberId),
    async handle(context, { query: { username, password } }) {
      try {
        const { clienteId } = await context.porta.assinante(username, password);
        return { access: true, subscriber_id: fechar(context, clienteId) } as never;
      } catch (error) {
        if (error instanceof DomainError && NEGADO.includes(error.code)) return { access: false } as never;
        throw error;
      }
    },
  });

const NEGADO = ['assinante.credencial', 'acesso.espere'];
