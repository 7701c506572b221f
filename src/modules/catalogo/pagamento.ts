import { sql } from 'kysely';
import { type Param, prepared } from '#platform/statement.ts';

type None = Record<never, never>;

export const bancos = prepared((db, _: Param<None>) =>
  db.selectFrom('banco').select(['id', 'codigo', 'nome']).orderBy('id'),
);

/** Card brands, all or those of one acquirer, whose name is compared without regard to case. */
export const bandeirasDeCartao = prepared((db, param: Param<{ adquirente: string | null }>) =>
  db
    .selectFrom('bandeira_cartao')
    .selectAll()
    .where(sql<boolean>`(${param('adquirente')}::text is null or upper(adquirente) = upper(${param('adquirente')}))`)
    .orderBy('id'),
);

export const formasDePagamento = prepared((db, _: Param<None>) =>
  db.selectFrom('forma_pagamento').selectAll().orderBy('id'),
);

/** The financial accounts of a form of payment, inactive ones too: each says which it is. */
export const contasFinanceiras = prepared((db, param: Param<{ formaPagamentoId: number }>) =>
  db
    .selectFrom('conta_financeira_forma_pagamento as k')
    .innerJoin('conta_financeira as c', 'c.id', 'k.conta_financeira_id')
    .innerJoin('banco as b', 'b.id', 'c.banco_id')
    .select(['c.id', 'c.descricao', 'c.ativo', 'b.nome as banco'])
    .where('k.forma_pagamento_id', '=', param('formaPagamentoId'))
    .orderBy('c.id'),
);

/** The services that a company sells in a city. */
export const servicosDisponiveis = prepared((db, param: Param<{ cidadeId: number; empresaId: number }>) =>
  db
    .selectFrom('servico_disponivel as d')
    .innerJoin('servico as s', 's.id', 'd.servico_id')
    .select(['s.id', 's.descricao', 's.valor', 's.permite_parcelar', 's.maximo_parcelas', 's.taxa_instalacao'])
    .where('d.cidade_id', '=', param('cidadeId'))
    .where('d.empresa_id', '=', param('empresaId'))
    .where('s.ativo', '=', true)
    .orderBy('s.id'),
);

export type TipoCobranca = 'DIGITAL' | 'CARNE' | 'DEBITO' | 'PREPAGO' | 'BOLETO';

/** The active billing forms of a city and a kind. A boleto is what has no other mark. */
export const formasDeCobranca = prepared((db, param: Param<{ cidadeId: number; tipo: TipoCobranca }>) =>
  db
    .selectFrom('forma_cobranca as f')
    .selectAll('f')
    .where('f.ativa', '=', true)
    .where(sql<boolean>`case ${param('tipo')}::text
      when 'DIGITAL' then f.digital when 'CARNE' then f.carne when 'DEBITO' then f.debito_automatico
      when 'PREPAGO' then f.pre_pago
      else not (f.digital or f.carne or f.debito_automatico or f.pre_pago or f.isento) end`)
    .where(sql<boolean>`(exists (select from forma_cobranca_cidade c
        where c.forma_cobranca_id = f.id and c.cidade_id = ${param('cidadeId')})
      or not exists (select from forma_cobranca_cidade c where c.forma_cobranca_id = f.id))`)
    .orderBy('f.id'),
);

export const formasDeCobrancaAtivas = prepared((db, _: Param<None>) =>
  db.selectFrom('forma_cobranca').selectAll().where('ativa', '=', true).orderBy('id'),
);
