import { DomainError } from '#kernel/errors.ts';
import { assinanteOf, type ReadContext } from '../../core/operation.ts';

/**
 * Lets a subscriber at his own record alone: the id of another customer answers as a wrong credential would, also that
 * of nobody. Throws unauthenticated `assinante.credencial`.
 */
export function exigirProprioCliente(context: ReadContext, idCliente: number): void {
  if (assinanteOf(context).clienteId !== idCliente) throw new DomainError('unauthenticated', 'assinante.credencial');
}
