import { type Expression, expressionBuilder } from 'kysely';
import type { DB } from '#platform/db.ts';

/**
 * The equipment that a contract uses, as part of a query: of several the one that the OLT knows before one that is only
 * installed, then the latest.
 */
export const equipamentoEmUso = (contratoId: Expression<number | null>) =>
  expressionBuilder<DB, never>()
    .selectFrom('equipamento as eq')
    .select(['eq.id', 'eq.serial', 'eq.mac', 'eq.fabricante'])
    .where('eq.contrato_id', '=', contratoId)
    .where('eq.situacao', '!=', 'ESTOQUE')
    .orderBy('eq.situacao', 'desc')
    .orderBy('eq.id', 'desc')
    .limit(1);
