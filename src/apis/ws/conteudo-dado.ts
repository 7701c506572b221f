import { Type } from 'typebox';
import { Optional, Text } from './wire.ts';

/** A title and a content in place of the default ones of an e-mail (pages 171 and 190). */
export const ConteudoDeEmail = Type.Object({ tituloEmail: Optional(Text(200)), conteudoEmail: Optional(Text(10_000)) });

/** The same of an SMS (page 167); as long as what an SMS of several parts holds. */
export const ConteudoDeSms = Type.Object({ tituloSMS: Optional(Text(60)), conteudoSMS: Optional(Text(400)) });

/** What «{"data": "…", "status": "OK"}» says. */
export const Feito = Type.Object({ data: Type.String(), status: Type.Literal('OK') });
