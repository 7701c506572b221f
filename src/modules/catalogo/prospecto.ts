import type { ExpressionBuilder } from 'kysely';
import type { DB } from '#platform/db.ts';

/** `morada`: the city of the PADRAO address of prospect `o`, the oldest one if there are several. */
export const cidadeDoProspecto = (eb: ExpressionBuilder<DB & { o: DB['prospecto'] }, 'o'>) =>
  eb
    .selectFrom('prospecto_endereco as e')
    .innerJoin('logradouro as l', 'l.id', 'e.logradouro_id')
    .innerJoin('bairro as b', 'b.id', 'l.bairro_id')
    .select('b.cidade_id')
    .whereRef('e.prospecto_id', '=', 'o.id')
    .where('e.tipo', '=', 'PADRAO')
    .orderBy('e.id')
    .limit(1)
    .as('morada');
