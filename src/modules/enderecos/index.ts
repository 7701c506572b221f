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
export {
  type Cidades,
  COLUNAS_DA_CIDADE,
  type ColunaDaCidade,
  cidadeDaLinha,
  faltaCidade,
  type Motivo,
} from './rules.ts';
