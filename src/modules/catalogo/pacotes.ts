import { type Expression, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Day } from '#kernel/dates.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { cidadeDoProspecto } from './prospecto.ts';
import { vendavel } from './vendavel.ts';

interface Onde {
  hoje: Expression<Day>;
  tipoContrato: Expression<number>;
  pessoa: Expression<string | null>;
  cidade: Expression<number | null>;
}

// A package is for sale where all its plans are.
const pacoteVendavel = (onde: Onde) => sql<boolean>`(k.a_venda and k.tipo_contrato_id = ${onde.tipoContrato}
  and (${onde.cidade}::integer is null
    or exists (select from pacote_cidade w where w.pacote_id = k.id and w.cidade_id = ${onde.cidade})
    or not exists (select from pacote_cidade w where w.pacote_id = k.id))
  and exists (select from pacote_item i where i.pacote_id = k.id)
  and not exists (select from pacote_item i join plano p on p.id = i.plano_id
    where i.pacote_id = k.id and not ${vendavel(onde)}))`;

/** The packages for sale under a kind of contract in a city, with their plans. */
export const pacotesAVenda = prepared((db, param: Param<{ tipoContratoId: number; cidadeId: number; hoje: Day }>) =>
  db
    .selectFrom('pacote as k')
    .select(['k.id', 'k.descricao'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('pacote_item as i')
          .innerJoin('plano as p', 'p.id', 'i.plano_id')
          .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
          .select(['i.em_porcentagem', 'i.desconto', 'p.id as plano_id', 'p.descricao as plano', 'p.valor'])
          .select(['p.possui_planejamento_tributario', 'p.utiliza_tabela_preco'])
          .select(['t.descricao as tecnologia', 't.tipo as tipo_tecnologia'])
          .whereRef('i.pacote_id', '=', 'k.id')
          .orderBy('i.ordem'),
      ).as('planos'),
    )
    .where(
      pacoteVendavel({
        hoje: param('hoje'),
        tipoContrato: param('tipoContratoId'),
        pessoa: sql.lit(null),
        cidade: param('cidadeId'),
      }),
    )
    .orderBy('k.id'),
);

/** The packages for sale to a prospect: its kind of person, its city. No row: no such prospect. */
export const pacotesParaProspecto = prepared(
  (db, param: Param<{ prospectoId: number; tipoContratoId: number; hoje: Day }>) =>
    db
      .selectFrom('prospecto as o')
      .leftJoinLateral(cidadeDoProspecto, (join) => join.onTrue())
      .select((eb) =>
        jsonArrayFrom(
          eb
            .selectFrom('pacote as k')
            .select(['k.id', 'k.descricao'])
            .select((inner) =>
              jsonArrayFrom(
                inner
                  .selectFrom('pacote_item as i')
                  .innerJoin('plano as p', 'p.id', 'i.plano_id')
                  .select(['i.em_porcentagem', 'i.desconto', 'p.valor', 'p.descricao as plano'])
                  .whereRef('i.pacote_id', '=', 'k.id')
                  .orderBy('i.ordem'),
              ).as('planos'),
            )
            .where(
              pacoteVendavel({
                hoje: param('hoje'),
                tipoContrato: param('tipoContratoId'),
                pessoa: sql.ref('o.tipo_pessoa'),
                cidade: sql.ref('morada.cidade_id'),
              }),
            )
            .orderBy('k.id'),
        ).as('pacotes'),
      )
      .where('o.id', '=', param('prospectoId')),
);
