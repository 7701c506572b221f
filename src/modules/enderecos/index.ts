export type { Andamento } from '#platform/csv-import.ts';
export { importarEnderecos, lerCidades } from './importar.ts';
export {
  bairrosDaCidade,
  cidadesDaUf,
  classificacoesAtivas,
  condominiosCmDoEndereco,
  condominiosDoEndereco,
  enderecoPorCep,
  logradourosDoBairro,
} from './queries.ts';
export { acharCidade, type Cidades, type Motivo } from './rules.ts';
