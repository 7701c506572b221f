import { prepared } from '#platform/statement.ts';

// In the orders of the documents' samples (WebService Cliente, p. 132–136); the text states none.

/** The CFOPs, by id. */
export const cfops = prepared((db) => db.selectFrom('cfop').select(['id', 'descricao', 'numero']).orderBy('id'));

/** The areas of activity of legal entities, by id. */
export const areasDeAtuacao = prepared((db) => db.selectFrom('area_atuacao').select(['id', 'descricao']).orderBy('id'));

/** The types of activity of legal entities, by id. */
export const tiposDeAtividade = prepared((db) =>
  db.selectFrom('tipo_atividade').select(['id', 'descricao', 'codigo_convenio as codigoConvenio']).orderBy('id'),
);

/** The federal taxations of legal entities, by description. */
export const tributacoesFederais = prepared((db) =>
  db.selectFrom('tributacao_federal').select(['id', 'descricao']).orderBy('descricao').orderBy('id'),
);

/** The types of contact, by description. */
export const tiposDeContato = prepared((db) =>
  db.selectFrom('tipo_contato').select(['id', 'descricao']).orderBy('descricao').orderBy('id'),
);
