export type { Andamento } from '#platform/csv-import.ts';
export { importarEnderecos } from './importar.ts';
export {
  bairrosDaCidade,
  cidadesDaUf,
  classificacoesAtivas,
  condominiosCmDoEndereco,
  condominiosDoEndereco,
  enderecoPorCep,
  logradourosDoBairro,
} from './queries.ts';
export type { Motivo } from './rules.ts';
