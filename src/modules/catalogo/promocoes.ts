import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { type Param, prepared } from '#platform/statement.ts';
import type { Pessoa } from './rules.ts';

/** What a sale is, as far as promotions ask. */
export interface CriteriosDePromocao {
  hoje: Day;
  /** The plan sold; null: any plan of the package. */
  planoId: number | null;
  /** The package that the plan is sold in, if any. */
  pacoteId: number | null;
  /** The technology of the plan; of a whole package, those of its plans. */
  tecnologias: readonly number[];
  tipoContratoId: number;
  formaCobrancaId: number;
  uf: string;
  cidadeId: number;
  bairroId: number | null;
  /** Eight digits. */
  cep: string | null;
  /** The profile of the seller. */
  perfilId: number;
  tipoPessoa: Pessoa;
  /** Whether the billing form is prepaid. */
  prePago: boolean;
}

// A null list sets no condition; one that is there is met by any of its members, and never by an unknown value.
const admits = (list: string, value: RawBuilder<unknown>) =>
  sql<boolean>`(${sql.ref(list)} is null or ${value} = any(${sql.ref(list)}))`;

/**
 * The promotions in force that a sale meets, in the order of application, in one statement. Every condition of a
 * promotion must be met. For a whole package (planoId null) a condition on plans or technologies is met by any of
 * the package's, since each of its plans chooses promotions of its own (WebService Cliente, pages 68 and 103).
 */
export const promocoesAplicaveis = prepared((db, param: Param<CriteriosDePromocao>) =>
  db
    .selectFrom('promocao as m')
    .select(['m.id', 'm.descricao', 'm.tipo_desconto', 'm.em_porcentagem', 'm.desconto', 'm.numero_mensalidades'])
    .select(['m.cumulativa', 'm.ordem'])
    .where('m.ativa', '=', true)
    .where('m.inicio', '<=', param('hoje'))
    .where('m.fim', '>=', param('hoje'))
    .where(
      ({ ref }) => sql<boolean>`case ${param('tipoPessoa')}::text when 'JURIDICA'
      then ${ref('m.pessoa_juridica')} else ${ref('m.pessoa_fisica')} end`,
    )
    .where(({ ref }) => sql<boolean>`coalesce(${ref('m.pre_pago')} = ${param('prePago')}, true)`)
    .where(
      ({ ref }) => sql<boolean>`(${ref('m.planos')} is null or case when ${param('planoId')}::integer is null
      then ${ref('m.planos')} && (select array_agg(i.plano_id) from pacote_item i where i.pacote_id = ${param('pacoteId')})
      else ${param('planoId')} = any(${ref('m.planos')}) end)`,
    )
    .where(({ ref }) => sql<boolean>`coalesce(${ref('m.tecnologias')} && ${param('tecnologias')}::integer[], true)`)
    .where(admits('m.pacotes', param('pacoteId')))
    .where(admits('m.tipos_contrato', param('tipoContratoId')))
    .where(admits('m.formas_cobranca', param('formaCobrancaId')))
    .where(admits('m.ufs', param('uf')))
    .where(admits('m.cidades', param('cidadeId')))
    .where(admits('m.bairros', param('bairroId')))
    .where(admits('m.perfis', param('perfilId')))
    .where(
      ({ ref }) => sql<boolean>`(${ref('m.ceps')} is null or exists (select from unnest(${ref('m.ceps')}) as faixa
      where ${param('cep')}::text between left(faixa, 8) and right(faixa, 8)))`,
    )
    .orderBy('m.ordem')
    .orderBy('m.id'),
);
