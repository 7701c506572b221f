import { prepared } from '#platform/statement.ts';

/** Every configuration key of the app with its value. */
export const configuracoesDoApp = prepared((db) =>
  db.selectFrom('configuracao_app').select(['chave', 'valor']).orderBy('chave'),
);
