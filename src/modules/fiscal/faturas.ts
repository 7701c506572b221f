import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Day } from '#kernel/dates.ts';
import type { Reader } from '#platform/db.ts';
import type { Emitente } from './emitente.ts';

export interface Procura {
  competencia: Day;
  /** Only invoices after this one, in the order of their ids. */
  depoisDe: number;
  quantas: number;
}

/** An invoice for which a note is to be issued, with all that a note says of it. */
export type FaturaParaNota = Awaited<ReturnType<typeof faturasSemNota>>[number];

/**
 * Invoices of a month that have no note of the issuer's model yet: those of customers who get notes, billed by the
 * company, neither cancelled nor made by a negotiation.
 */
export function faturasSemNota(db: Reader, emitente: Emitente, { competencia, depoisDe, quantas }: Procura) {
  return db
    .selectFrom('fatura as f')
    .innerJoin('cliente as c', 'c.id', 'f.cliente_id')
    .leftJoin('boleto as b', 'b.fatura_id', 'f.id')
    .select(['f.id', 'f.cliente_id', 'f.vencimento', 'f.competencia', 'b.codigo_barras'])
    .select(['c.nome', 'c.documento', 'c.tipo_pessoa', 'c.inscricao_estadual', 'c.email'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('fatura_linha as l')
          .leftJoin('contrato as k', 'k.id', 'l.contrato_id')
          .leftJoin('plano as p', 'p.id', 'k.plano_id')
          .leftJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
          .select(['l.contrato_id as contratoId', 'l.tipo', 'l.valor', 't.tipo as tecnologia', 'l.inicio', 'l.fim'])
          .whereRef('l.fatura_id', '=', 'f.id')
          .orderBy('l.id'),
      ).as('linhas'),
      jsonArrayFrom(
        eb
          .selectFrom('cliente_endereco as e')
          .leftJoin('logradouro as lg', 'lg.id', 'e.logradouro_id')
          .leftJoin('bairro as ba', 'ba.id', 'lg.bairro_id')
          .leftJoin('cidade as ci', (join) =>
            join.on((on) => on('ci.id', '=', sql<number>`coalesce(e.cidade_id, ba.cidade_id)`)),
          )
          .select((e) => [
            e.fn.coalesce('e.logradouro', sql<string>`lg.tipo || ' ' || lg.nome`).as('logradouro'),
            'e.numero',
            e.fn.coalesce('e.bairro', 'ba.nome').as('bairro'),
            e.fn.coalesce('e.cep', sql<string>`lg.cep::text`).as('cep'),
            'ci.codigo_ibge',
            'ci.nome as cidade',
            'ci.uf',
          ])
          .whereRef('e.cliente_id', '=', 'f.cliente_id')
          .where('e.ativo', '=', true)
          .orderBy(sql`array_position(array['FISCAL', 'PADRAO', 'COBRANCA', 'INSTALACAO'], e.tipo)`)
          .orderBy('e.id')
          .limit(1),
      ).as('enderecos'),
      eb
        .selectFrom('contrato as k')
        .innerJoin('fatura_contrato as fc', 'fc.contrato_id', 'k.id')
        .select('k.id')
        .whereRef('fc.fatura_id', '=', 'f.id')
        .orderBy('fc.ordem')
        .limit(1)
        .as('contrato'),
    ])
    .where('f.empresa_id', '=', emitente.empresa_id)
    .where('f.competencia', '=', competencia)
    .where('f.origem', 'in', ['FATURAMENTO', 'AVULSA'])
    .where('f.situacao', '<>', 'CANCELADA')
    .where('c.emite_nota_fiscal', '=', true)
    .where('f.id', '>', depoisDe)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('nota_fiscal as n')
            .select('n.id')
            .whereRef('n.fatura_id', '=', 'f.id')
            .where('n.modelo_id', '=', emitente.modelo_id)
            .where('n.situacao', '=', 'N'),
        ),
      ),
    )
    .orderBy('f.id')
    .limit(quantas)
    .execute();
}
