export type {
  ContatoErp,
  DadosPessoais,
  EnderecoErp,
  Falha,
  PessoaErp,
  SituacaoErp,
  TipoPessoa,
} from './contato.ts';
export { alterarContatoErp, incluirContatoErp, type PedidoErp } from './gravar.ts';
export { travarContatos as travarContatosErp } from './localizar.ts';
export { contarContatosErp, contatosErp, type PesquisaErp } from './pesquisa.ts';
export { contatoErp } from './queries.ts';
export { noBrasil, SEM_DADOS_PESSOAIS } from './rules.ts';
export { mostrarTelefone } from './telefones-rules.ts';
