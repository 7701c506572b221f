import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { paraPagar } from '#modules/cobranca/index.ts';
import { faturaEmPdf } from '#modules/documentos/index.ts';
import { assinanteOf, type ReadContext } from '../../core/operation.ts';
import { Id, Optional, Text } from '../wire.ts';

export const FaturaPath = Type.Object({ idFatura: Id });

/** The document gives the query parameter no value but «s», and a meaning to its being sent. */
export const Chatbot = Type.Object({ isChatbot: Optional(Text(20)) });

/** The subscriber's own login; a chatbot sends it without the password. */
export const AcessoOuChatbot = Type.Object({ usuario: Text(100), senha: Optional(Text(200)) });

export const doChatbot = ({ isChatbot }: { isChatbot?: string }): boolean => isChatbot !== undefined;

/** How the subscriber pays an invoice. Somebody else's, and one that does not exist, answer as a wrong credential would. */
export async function faturaDoAssinante(context: ReadContext, idFatura: number) {
  const fatura = await paraPagar(context.db, idFatura);
  if (fatura?.clienteId !== assinanteOf(context).clienteId) {
    throw new DomainError('unauthenticated', 'assinante.credencial');
  }
  return fatura;
}

/** The PDF of an invoice of the subscriber's own. */
export async function pdfDoAssinante(context: ReadContext, idFatura: number): Promise<Buffer> {
  await faturaDoAssinante(context, idFatura);
  return faturaEmPdf(context.db, context.templates, idFatura, context.clock.today());
}
