export type { CampoAlterado, Diferenca } from './arquivo/diferencas.ts';
export { esquemaDoCatalogo } from './arquivo/esquema.ts';
export { exportarCatalogo, type Importacao, importarCatalogo } from './arquivo/importar.ts';
export type { Problema } from './arquivo/problema.ts';
export { ligarFormasAoConvenio } from './formas-convenio.ts';
export {
  canaisDeTvExtras,
  canaisDeVendaAtivos,
  origensComerciais,
  pacotesDeTvExtras,
  pacotesDeVozExtras,
  planejamentosTributarios,
  tecnologias,
  tiposDeContrato,
} from './listas.ts';
export { pacotesAVenda, pacotesParaProspecto } from './pacotes.ts';
export {
  bancos,
  bandeirasDeCartao,
  contasFinanceiras,
  formasDeCobranca,
  formasDeCobrancaAtivas,
  formasDePagamento,
  servicosDisponiveis,
  type TipoCobranca,
} from './pagamento.ts';
export { planosAVenda, planosParaProspecto } from './planos.ts';
export { areaDaCidade, type PrecoPedido, precoDoPlano, valorDaTabela, velocidadesDaTabela } from './precos.ts';
export { type CriteriosDePromocao, promocoesAplicaveis } from './promocoes.ts';
export {
  combinarPromocoes,
  type Desconto,
  descontoDaPromocao,
  type Pessoa,
  type PromocaoEscolhida,
  valorDoItemDoPacote,
} from './rules.ts';
export { vendavel } from './vendavel.ts';
