import { type Param, prepared } from '#platform/statement.ts';

/** Every configuration key of one of the apps with its value. */
export const configuracoesDoApp = prepared((db, param: Param<{ aplicativo: 'CLIENTES' | 'VENDAS' }>) =>
  db
    .selectFrom('configuracao_app')
    .select(['chave', 'valor'])
    .where('aplicativo', '=', param('aplicativo'))
    .orderBy('chave'),
);
