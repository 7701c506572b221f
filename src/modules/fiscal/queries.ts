import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { type Param, prepared } from '#platform/statement.ts';

interface Periodo {
  clienteId: number;
  /** Both instants counted in: from the first, before the second. */
  desde: Date;
  antesDe: Date;
}

/** The notes of a customer issued in a period, with model and items, the oldest first, in one statement. */
export const notasDoCliente = prepared((db, param: Param<Periodo>) =>
  db
    .selectFrom('nota_fiscal as n')
    .innerJoin('modelo_nota_fiscal as m', 'm.id', 'n.modelo_id')
    .select(['n.id', 'n.cliente_id', 'n.vencimento', 'n.emitida_em', 'n.valor', 'n.numero', 'n.empresa_id'])
    .select(['n.cancelada_em', 'n.nota_unica', 'n.situacao', 'n.chave_codificacao_digital'])
    .select(['m.id as modelo_id', 'm.tipo_modelo', 'm.descricao as modelo', 'm.nome_arquivo_jasper', 'm.serie'])
    .select(['m.servidor_homologacao_id', 'm.servidor_producao_id', 'm.codigo_modelo', 'm.convenio115'])
    .select(['m.prefeitura', 'm.sefaz', 'm.offline'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('nota_fiscal_item as i')
          .select(['i.id', 'i.descricao', 'i.valor', 'i.base_icms', 'i.valor_icms', 'i.valor_isento_icms'])
          .select(['i.base_iss', 'i.valor_iss', 'i.base_irrf', 'i.valor_irrf', 'i.base_pis', 'i.valor_pis'])
          .select(['i.base_cofins', 'i.valor_cofins', 'i.base_csll', 'i.valor_csll', 'i.icms_centesimos'])
          .select(['i.pis_centesimos', 'i.cofins_centesimos', 'i.valor_outros_icms'])
          .whereRef('i.nota_fiscal_id', '=', 'n.id')
          .orderBy('i.ordem'),
      ).as('itens'),
    )
    .where('n.cliente_id', '=', param('clienteId'))
    .where('n.emitida_em', '>=', param('desde'))
    .where('n.emitida_em', '<', param('antesDe'))
    .orderBy('n.emitida_em')
    .orderBy('n.id'),
);

/** Whose note it is; nothing when there is none. */
export const donoDaNota = prepared((db, param: Param<{ id: number }>) =>
  db.selectFrom('nota_fiscal').select('cliente_id').where('id', '=', param('id')),
);

/** All that a note's picture shows; nothing when there is none. */
export const notaParaImprimir = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('nota_fiscal as n')
    .innerJoin('modelo_nota_fiscal as m', 'm.id', 'n.modelo_id')
    .innerJoin('empresa as e', 'e.id', 'n.empresa_id')
    .leftJoin('emitente_fiscal as f', 'f.empresa_id', 'n.empresa_id')
    .leftJoin('cidade as fc', 'fc.id', 'f.cidade_id')
    .innerJoin('cliente as c', 'c.id', 'n.cliente_id')
    .leftJoin('nfcom as x', 'x.nota_fiscal_id', 'n.id')
    .select(['n.id', 'n.numero', 'n.emitida_em', 'n.vencimento', 'n.valor', 'n.situacao', 'n.cancelada_em'])
    .select(['n.chave_codificacao_digital', 'm.codigo as modelo', 'm.serie', 'm.descricao as descricao_modelo'])
    .select(['e.nome as empresa', 'e.cnpj as empresa_cnpj', 'f.razao_social', 'f.cnpj', 'f.inscricao_estadual'])
    .select(['f.logradouro', 'f.numero as numero_emitente', 'f.bairro', 'f.cep', 'fc.nome as cidade', 'fc.uf'])
    .select(['f.ambiente', 'f.endereco_consulta', 'c.nome', 'c.documento'])
    .select(['x.chave', 'x.situacao as situacao_nfcom', 'x.protocolo'])
    .select((eb) => [
      sql<string | null>`(
        select concat_ws(', ', coalesce(a.logradouro, l.tipo || ' ' || l.nome), a.numero, a.complemento,
          coalesce(a.bairro, b.nome), coalesce(ci.nome, a.cidade), coalesce(ci.uf, a.uf))
        from cliente_endereco a
          left join logradouro l on l.id = a.logradouro_id
          left join bairro b on b.id = l.bairro_id
          left join cidade ci on ci.id = coalesce(a.cidade_id, b.cidade_id)
        where a.cliente_id = n.cliente_id and a.ativo
        order by array_position(array['FISCAL', 'PADRAO', 'COBRANCA', 'INSTALACAO'], a.tipo), a.id limit 1)`.as(
        'endereco',
      ),
      jsonArrayFrom(
        eb
          .selectFrom('nota_fiscal_item as i')
          .select(['i.descricao', 'i.cfop', 'i.valor', 'i.base_icms', 'i.icms_centesimos', 'i.valor_icms'])
          .select(['i.valor_pis', 'i.valor_cofins', 'i.valor_fust', 'i.valor_funttel'])
          .whereRef('i.nota_fiscal_id', '=', 'n.id')
          .orderBy('i.ordem'),
      ).as('itens'),
    ])
    .where('n.id', '=', param('id')),
);
