import { type Static, Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import type { Periodo } from '#modules/documentos/index.ts';
import { assinanteOf, type ReadContext } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, Text, wireDay } from '../wire.ts';

export const QuitacaoQuery = Type.Object({ dataInicio: Text(10), dataFim: Text(10), idCliente: Id });

export const EM_ABERTO = 'Existem debitos em aberto no periodo selecionado';

export const errosDaQuitacao = {
  'quitacao.periodo': error(400, 'O campo dataFim deve ser um dia a partir de dataInicio.'),
  'quitacao.debitos': error(409, EM_ABERTO),
};

/** Whose statement of what time. Somebody else's customer number answers as a wrong credential would. */
export function pedidoDeQuitacao(
  context: ReadContext,
  query: Static<typeof QuitacaoQuery>,
): Periodo & { clienteId: number } {
  const { clienteId } = assinanteOf(context);
  if (query.idCliente !== clienteId) throw new DomainError('unauthenticated', 'assinante.credencial');
  const inicio = wireDay('dataInicio', query.dataInicio, 'dd-MM-yyyy');
  return { clienteId, inicio, fim: wireDay('dataFim', query.dataFim, 'dd-MM-yyyy') };
}
