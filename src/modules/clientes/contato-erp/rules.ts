import { documentKind } from '#kernel/documents.ts';
import { searchKey } from '#kernel/text.ts';
import type { ContatoErp, DadosPessoais, EnderecoErp, PessoaErp, TipoPessoa } from './contato.ts';

/** The personal data of whoever is no natural person. */
export const SEM_DADOS_PESSOAIS: DadosPessoais = {
  estadoCivil: null,
  profissao: null,
  sexo: null,
  nascimento: null,
  naturalidade: null,
  nomePai: null,
  cpfPai: null,
  nomeMae: null,
  cpfMae: null,
};

/** The role of a new contact that comes without any, as the ERP gives it. */
export const PAPEL_PADRAO = 'Outro';

/** The kind of person: as told, else by the document, else as it was; a new contact is a natural person. */
export function tipoDePessoa(
  { tipoPessoa, documento }: Pick<ContatoErp, 'tipoPessoa' | 'documento'>,
  antes: TipoPessoa = 'FISICA',
): TipoPessoa {
  if (tipoPessoa) return tipoPessoa;
  const kind = documento === null ? null : documentKind(documento);
  if (kind === 'CPF') return 'FISICA';
  return kind === 'CNPJ' ? 'JURIDICA' : antes;
}

/** Personal data counts for natural persons only, the tax regime for all others (document 003, notes 3 and 10). */
export function dadosDoTipo(
  { pessoal, crt }: Pick<ContatoErp, 'pessoal' | 'crt'>,
  tipo: TipoPessoa,
): DadosPessoais & { crt: number | null } {
  return tipo === 'FISICA' ? { ...pessoal, crt: null } : { ...SEM_DADOS_PESSOAIS, crt };
}

/** The names that are not there yet, once each; accents and case make no difference (notes 8 and 9). */
export function papeisNovos(existentes: readonly string[], dados: readonly string[]): string[] {
  return novos(existentes, dados, (papel) => papel);
}

/** The people whose names the contact does not have yet. */
export function pessoasNovas(existentes: readonly string[], dadas: readonly PessoaErp[]): PessoaErp[] {
  return novos(existentes, dadas, ({ nome }) => nome);
}

function novos<T>(existentes: readonly string[], dados: readonly T[], nome: (dado: T) => string): T[] {
  const seen = new Set(existentes.map(searchKey));
  return dados.filter((dado) => {
    const key = searchKey(nome(dado));
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Whether an address says nothing; a country alone is none. */
export const enderecoVazio = ({ pais: _, ...endereco }: EnderecoErp): boolean =>
  Object.values(endereco).every((value) => value === null);

/** Whether two addresses say the same, but for accents and case. */
export function mesmoEndereco(a: EnderecoErp, b: EnderecoErp): boolean {
  return mesmoLugar(a, b) && igual(a.complemento, b.complemento) && igual(a.pais, b.pais);
}

/** Whether two addresses are the same place: all but the complement, which may lie in the same house. */
export function mesmoLugar(a: EnderecoErp, b: EnderecoErp): boolean {
  const campos = ['endereco', 'numero', 'bairro', 'cep', 'cidade', 'uf'] as const;
  return campos.every((campo) => igual(a[campo], b[campo])) && (igual(a.pais, b.pais) || (noBrasil(a) && noBrasil(b)));
}

const igual = (a: string | null, b: string | null): boolean => searchKey(a ?? '') === searchKey(b ?? '');

/** Whether the address lies in Brazil, where cities are looked up; others are kept as text. */
export const noBrasil = ({ pais, uf }: Pick<EnderecoErp, 'pais' | 'uf'>): boolean =>
  ['', 'BRASIL', 'BRAZIL', 'BR'].includes(searchKey(pais ?? '')) && searchKey(uf ?? '') !== 'EX';
