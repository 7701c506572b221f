import { type Static, Type } from 'typebox';
import { addDays, parseDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { datasParaReagendar, limiteDeDias, perfilDoAtendimento, TURNOS } from '#modules/agenda/index.ts';
import type { ReadContext } from '../../core/operation.ts';
import { Id, OneOf, Optional } from '../wire.ts';
import { Item, itemNoFio } from './item.ts';

/** What the search for free dates is told (pages 165 and 183). */
export const ParametrosDeDatas = Type.Object({
  idAtendimento: Id,
  data: Type.String({ pattern: '^[0-9]{8}$' }),
  turno: OneOf(...TURNOS),
});
/** Any whole number: what is less than 0 or more than 365 means 7 (page 183), so it is never refused for its size. */
export const LimiteDeDatas = Type.Object({ qtdeDiasLimite: Optional(Type.String({ pattern: '^-?[0-9]+$' })) });
export const Datas = Type.Object({ data: Type.Array(Item), status: Type.Literal('OK') });

/**
 * The dates to which a ticket's visit may move, from a day on. Throws invalid `campo.data`, notFound
 * `atendimento.nao_encontrado`, conflict `agenda.sem_lugar` (facts: what the ticket lacks to have visits).
 */
export async function buscarDatas(
  { db }: ReadContext,
  { idAtendimento, data, turno }: Static<typeof ParametrosDeDatas>,
  { qtdeDiasLimite }: Static<typeof LimiteDeDatas>,
): Promise<Static<typeof Datas>> {
  const de = parseDay(data, 'ddMMyyyy');
  if (!de) throw new DomainError('invalid', 'campo.data', { campo: 'data', formato: 'ddMMyyyy' });
  const [perfil] = await perfilDoAtendimento(db, { id: idAtendimento });
  if (!perfil) throw new DomainError('notFound', 'atendimento.nao_encontrado');
  const {
    tipo_servico: tipoServico,
    tecnologia_id: tecnologia,
    cidade_id: cidade,
    tipo_contrato_id: tipoContrato,
  } = perfil;
  if (tipoServico === null || tecnologia === null || cidade === null || tipoContrato === null) {
    throw new DomainError('conflict', 'agenda.sem_lugar');
  }
  const ate = addDays(de, limiteDeDias(qtdeDiasLimite === undefined ? undefined : Number(qtdeDiasLimite)));
  const itens = await datasParaReagendar(db, { tipoServico, tecnologia, cidade, tipoContrato, turno, de, ate });
  return { data: itens.map(itemNoFio), status: 'OK' };
}
