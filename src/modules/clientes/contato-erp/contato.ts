import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';

export type TipoPessoa = 'FISICA' | 'JURIDICA' | 'ESTRANGEIRA';
export type SituacaoErp = 'A' | 'I' | 'S';

/** An address as an ERP writes it: all text, `cep` in digits where it is Brazilian. */
export interface EnderecoErp {
  endereco: string | null;
  numero: string | null;
  complemento: string | null;
  bairro: string | null;
  cep: string | null;
  cidade: string | null;
  uf: string | null;
  pais: string | null;
}

export interface PessoaErp {
  nome: string;
  telefone: string | null;
  ramal: string | null;
  email: string | null;
  departamento: string | null;
}

/** What counts for natural persons only. */
export interface DadosPessoais {
  estadoCivil: number | null;
  profissao: string | null;
  sexo: 'masculino' | 'feminino' | null;
  nascimento: Day | null;
  naturalidade: string | null;
  nomePai: string | null;
  cpfPai: string | null;
  nomeMae: string | null;
  cpfMae: string | null;
}

/** A customer as an ERP knows it, whole: what is null is empty there, and becomes so here. */
export interface ContatoErp {
  /** Finds the contact to be changed. */
  id: number | null;
  codigo: string | null;
  nome: string;
  fantasia: string | null;
  tipoPessoa: TipoPessoa | null;
  /** Without punctuation, upper case. */
  documento: string | null;
  ie: string | null;
  rg: string | null;
  im: string | null;
  endereco: EnderecoErp;
  cobranca: EnderecoErp;
  contatos: string | null;
  fone: string | null;
  fax: string | null;
  celular: string | null;
  email: string | null;
  emailNfe: string | null;
  site: string | null;
  crt: number | null;
  pessoal: DadosPessoais;
  limiteCredito: Centavos;
  idVendedor: number | null;
  nomeVendedor: string | null;
  /** Only added to. */
  tipos: readonly string[];
  /** Only added to. */
  pessoas: readonly PessoaErp[];
  situacao: SituacaoErp;
  obs: string | null;
}

/** Something that is wrong with a contact: a code and facts, of which the dialect makes a sentence. */
export interface Falha {
  codigo: string;
  fatos?: Readonly<Record<string, unknown>>;
}
