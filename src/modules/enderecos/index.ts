export { type Andamento, importarEnderecos, type Rejeitada, type Saida } from './importar.ts';
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
