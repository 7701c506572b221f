export { anexarArquivos, guardarConteudos } from './arquivos.ts';
export { type AlteracaoDeProspecto, atualizarProspecto, cadastrarProspecto, type NovoProspecto } from './cadastro.ts';
export { type Conversao, converterProspecto } from './converter.ts';
export { clearSalePorHttp, ResultadoClearSale } from './credito/clear-sale.ts';
export { concluirClearSale, prepararClearSale } from './credito/consultar-clear-sale.ts';
export { type ConsultaSpc, concluirSpc, prepararSpc } from './credito/consultar-spc.ts';
export { type ParceirosDeCredito, semClearSale, semSpc } from './credito/parceiros.ts';
export { spcPorHttp } from './credito/spc.ts';
export { dividasDoDocumento, dividasDoEndereco, dividasDoEnderecoDoProspecto } from './credito-interno.ts';
export { cadastrarEndereco, type NovoEndereco } from './enderecos.ts';
export { cadastrarInteresse, type Interesse, planosProspectados } from './interesses.ts';
export { aprovarReprovar } from './julgar.ts';
export {
  arquivosDoProspecto,
  type ProspectoCompleto,
  prospectoPorId,
  prospectosDoVendedor,
  tiposDeProspecto,
  vendasDoVendedor,
} from './queries.ts';
export { type Acao, viavel } from './rules.ts';
export { distanciaDoLugar, distanciaDoProspecto } from './viabilidade.ts';
