import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import { type Param, prepared } from '#platform/statement.ts';

type None = Record<never, never>;

export const tiposDeContrato = prepared((db, _: Param<None>) =>
  db.selectFrom('tipo_contrato').select(['id', 'nome']).orderBy('id'),
);

export const tecnologias = prepared((db, _: Param<None>) =>
  db.selectFrom('tecnologia').select(['id', 'descricao', 'tipo']).orderBy('id'),
);

export const canaisDeVendaAtivos = prepared((db, _: Param<None>) =>
  db.selectFrom('canal_venda').selectAll().where('ativo', '=', true).orderBy('id'),
);

/** Origins with their own promotion, whether it is in force or not. */
export const origensComerciais = prepared((db, _: Param<None>) =>
  db
    .selectFrom('origem_comercial as o')
    .select(['o.id', 'o.descricao', 'o.is_indicacao'])
    .select((eb) =>
      jsonObjectFrom(
        eb
          .selectFrom('promocao as m')
          .select([
            'm.id',
            'm.descricao',
            'm.inicio',
            'm.fim',
            'm.desconto',
            'm.em_porcentagem',
            'm.numero_mensalidades',
          ])
          .select(['m.tipo_desconto', 'm.tipo_item_promocional', 'm.pre_pago', 'm.precisa_confirmar', 'm.cumulativa'])
          .select(['m.transfere_desconto', 'm.ordem', 'm.valor_base', 'm.tipo_promocao', 'm.dias_carencia'])
          .whereRef('m.id', '=', 'o.promocao_id'),
      ).as('promocao'),
    )
    .orderBy('o.id'),
);

/** The tax plannings that a company has for a plan, each with its installation service. */
export const planejamentosTributarios = prepared((db, param: Param<{ planoId: number; empresaId: number }>) =>
  db
    .selectFrom('plano_planejamento as k')
    .innerJoin('planejamento_tributario as t', 't.id', 'k.planejamento_tributario_id')
    .leftJoin('servico as s', 's.id', 't.servico_id')
    .select(['t.id', 't.descricao', 's.id as servico_id', 's.descricao as servico', 's.valor as servico_valor'])
    .select(['s.permite_parcelar', 's.maximo_parcelas'])
    .where('k.plano_id', '=', param('planoId'))
    .where('t.empresa_id', '=', param('empresaId'))
    .orderBy('t.id'),
);

/** Voice packages that are sold beside a plan, with their free minutes. */
export const pacotesDeVozExtras = prepared((db, _: Param<None>) =>
  db
    .selectFrom('pacote_voz as p')
    .select(['p.id', 'p.descricao', 'p.valor'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('franquia_voz as f')
          .innerJoin('tipo_ligacao as l', 'l.id', 'f.tipo_ligacao_id')
          .select(['f.id', 'f.descricao', 'f.minutos', 'l.id as tipo_id', 'l.descricao as tipo', 'l.servico_id'])
          .whereRef('f.pacote_voz_id', '=', 'p.id')
          .orderBy('f.id'),
      ).as('franquias'),
    )
    .where('p.venda_extra', '=', true)
    .orderBy('p.id'),
);

/** TV channels that are sold one by one. */
export const canaisDeTvExtras = prepared((db, _: Param<None>) =>
  db.selectFrom('canal_tv').selectAll().where('permite_a_la_carte', '=', true).orderBy('id'),
);

/** Packages of TV channels that are sold beside a plan. */
export const pacotesDeTvExtras = prepared((db, _: Param<None>) =>
  db
    .selectFrom('pacote_tv as p')
    .select(['p.id', 'p.descricao', 'p.valor', 'p.id_integracao_minerva'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('pacote_tv_canal as k')
          .innerJoin('canal_tv as c', 'c.id', 'k.canal_tv_id')
          .select(['c.id', 'c.descricao', 'c.valor', 'c.id_integracao_minerva', 'c.permite_a_la_carte'])
          .whereRef('k.pacote_tv_id', '=', 'p.id')
          .orderBy('k.ordem'),
      ).as('canais'),
    )
    .where('p.venda_extra', '=', true)
    .orderBy('p.id'),
);
