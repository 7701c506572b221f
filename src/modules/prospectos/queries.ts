import { sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { servicosDeInteresse } from './interesses.ts';
import type { Oportunidade } from './rules.ts';

/** Every type of prospect, by id. */
export const tiposDeProspecto = prepared((db, _: Param<object>) =>
  db.selectFrom('tipo_prospecto').select(['id', 'descricao']).orderBy('id'),
);

/** A seller's prospects counted by opportunity; no row when there is no such seller. */
export const vendasDoVendedor = prepared((db, param: Param<{ vendedor: number }>) =>
  db
    .selectFrom('usuario as u')
    .leftJoin('prospecto as p', 'p.vendedor_id', 'u.id')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('p.oportunidade', '=', 'GANHOU').as('ganhas'),
      fn.countAll<number>().filterWhere('p.oportunidade', '=', 'ABERTA').as('abertas'),
      fn.countAll<number>().filterWhere('p.oportunidade', '=', 'PERDEU').as('perdidas'),
    ])
    .where('u.id', '=', param('vendedor'))
    .where('u.vendedor', '=', true)
    .groupBy('u.id'),
);

export interface FiltroDoVendedor {
  vendedor: number;
  id: number | null;
  /** A part of the name, in capitals or not. */
  nome: string | null;
  oportunidade: Oportunidade | null;
}

/** A seller's prospects that meet every filter given, by id; null when there is no such seller. */
export async function prospectosDoVendedor(db: Reader, { nome, ...filtro }: FiltroDoVendedor) {
  const padrao = nome === null ? null : `%${nome.replace(/[\\%_]/g, '\\$&')}%`;
  const [vendedor] = await filtrados(db, { ...filtro, nome: padrao });
  return vendedor?.prospectos ?? null;
}

const filtrados = prepared((db, param: Param<FiltroDoVendedor>) =>
  db
    .selectFrom('usuario as u')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('prospecto as p')
          .select(['p.id', 'p.nome', 'p.tipo_pessoa', 'p.documento', 'p.oportunidade'])
          .whereRef('p.vendedor_id', '=', 'u.id')
          .where(sql<boolean>`(${param('id')}::integer is null or p.id = ${param('id')})`)
          .where(sql<boolean>`(${param('nome')}::text is null or p.nome ilike ${param('nome')})`)
          .where(sql<boolean>`(${param('oportunidade')}::text is null or p.oportunidade = ${param('oportunidade')})`)
          .orderBy('p.id'),
      ).as('prospectos'),
    )
    .where('u.id', '=', param('vendedor'))
    .where('u.vendedor', '=', true),
);

/** A prospect with its files, oldest first; no row when there is no such prospect. */
export const arquivosDoProspecto = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('prospecto as p')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('prospecto_arquivo as a')
          .select(['a.id', 'a.nome', 'a.tipo_conteudo'])
          .select(sql<number>`floor(extract(epoch from a.criado_em) * 1000)::bigint`.as('criado_em'))
          .whereRef('a.prospecto_id', '=', 'p.id')
          .orderBy('a.id'),
      ).as('arquivos'),
    )
    .where('p.id', '=', param('id')),
);

/** A prospect with everything that belongs to it, in one statement. */
export const prospectoPorId = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('prospecto as p')
    .innerJoin('funil_prospecto as f', 'f.id', 'p.funil_id')
    .innerJoin('tipo_prospecto as t', 't.id', 'p.tipo_prospecto_id')
    .innerJoin('canal_venda as v', 'v.id', 'p.canal_venda_id')
    .select(['p.id', 'p.tipo_pessoa', 'p.nome', 'p.documento', 'p.email', 'p.telefone_fixo', 'p.telefone_movel'])
    .select(['p.inscricao_estadual', 'p.inscricao_municipal', 'p.nome_fantasia', 'p.nascimento', 'p.rg', 'p.nome_mae'])
    .select(['p.sexo', 'p.criado_em', 'p.atualizado_em', 'p.usuario_alteracao_id', 'p.observacao', 'p.externo'])
    .select(['p.motivo_reprovacao', 'p.complemento_motivo_reprovacao', 'p.status_alterado_em', 'p.temperatura'])
    .select(['p.observacao_qualificacoes', 'p.vendedor_id', 'p.oportunidade', 'p.empresa_id', 'p.cliente_id'])
    .select(['f.id as funil_id', 'f.descricao as funil', 'f.exibe_kanban', 'f.inicial', 'f.ordem'])
    .select(['f.fluxo_automatico', 'f.qualificacao', 'f.permite_reanalise'])
    .select(['t.id as tipo_id', 't.descricao as tipo'])
    .select(['v.id as canal_id', 'v.descricao as canal', 'v.descricoes_rd', 'v.permite_quality_call', 'v.ativo'])
    .select(({ selectFrom }) => {
      const segmento = (coluna: 'p.segmento_id' | 'f.segmento_id') =>
        jsonObjectFrom(
          selectFrom('segmento as s')
            .leftJoin('tipo_contrato as k', 'k.id', 's.tipo_contrato_id')
            .select([
              's.id',
              's.descricao',
              's.descricao_rdstation',
              'k.id as tipo_contrato_id',
              'k.nome as tipo_contrato',
            ])
            .whereRef('s.id', '=', coluna),
        ).$notNull();
      return [segmento('p.segmento_id').as('segmento'), segmento('f.segmento_id').as('segmento_do_funil')];
    })
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('prospecto_endereco as e')
          .innerJoin('logradouro as l', 'l.id', 'e.logradouro_id')
          .innerJoin('bairro as b', 'b.id', 'l.bairro_id')
          .innerJoin('cidade as c', 'c.id', 'b.cidade_id')
          .innerJoin('classificacao_endereco as k', 'k.id', 'e.classificacao_id')
          .select(['e.id', 'e.tipo', 'e.numero', 'e.complemento', 'e.referencia', 'e.andar', 'e.apto', 'e.numero_casa'])
          .select(['e.condominio_id', 'e.condominio_cm_id', 'e.bloco_cm_id', 'e.logradouro_id'])
          .select(['b.id as bairro_id', 'b.nome as bairro', 'c.id as cidade_id', 'c.nome as cidade', 'c.uf'])
          .select(['k.id as classificacao_id', 'k.descricao as classificacao', 'k.ativo', 'k.condominio', 'k.shopping'])
          .select([
            sql<string>`trim(l.tipo_abreviado || ' ' || l.nome)`.as('logradouro'),
            sql<string | null>`e.latitude::text`.as('latitude'),
            sql<string | null>`e.longitude::text`.as('longitude'),
          ])
          .whereRef('e.prospecto_id', '=', 'p.id')
          .orderBy('e.id'),
      ).as('enderecos'),
    )
    .select(servicosDeInteresse(db, 'p.id').as('planos'))
    .where('p.id', '=', param('id')),
);

export type ProspectoCompleto = Awaited<ReturnType<typeof prospectoPorId>>[number];
