import { DomainError } from '#kernel/errors.ts';
import { donoDoContrato } from '#modules/contratos/index.ts';
import { assinanteOf, type ReadContext } from '../../core/operation.ts';

/**
 * Lets a subscriber at contracts of his own alone. Somebody else's answers as a wrong credential would, and so does
 * one that does not exist. Throws unauthenticated `assinante.credencial`.
 */
export async function exigirContratoDoAssinante(context: ReadContext, idContrato: number): Promise<void> {
  const [contrato] = await donoDoContrato(context.db, { id: idContrato });
  if (contrato?.cliente_id !== assinanteOf(context).clienteId) {
    throw new DomainError('unauthenticated', 'assinante.credencial');
  }
}
