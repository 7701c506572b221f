import { cnpjIsValid, normalizeDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Reader, Tx } from '#platform/db.ts';

/** What documents, boletos and files say of a company. */
export interface DadosDaEmpresa {
  nome: string;
  nomeFantasia: string;
  /** With or without punctuation. */
  cnpj: string;
  /** Street, number and district. */
  endereco: string;
  cidade: string;
  uf: string;
  /** Eight digits. */
  cep: string;
  telefone: string;
  site: string;
}

/** The fields that are given; null empties one that may be empty. */
export type MudancaDaEmpresa = Partial<Pick<DadosDaEmpresa, 'nome' | 'nomeFantasia'>> & {
  [campo in Exclude<keyof DadosDaEmpresa, 'nome' | 'nomeFantasia'>]?: DadosDaEmpresa[campo] | null;
};

/** What columns hold, in characters. */
const MAXIMO: Readonly<Partial<Record<keyof DadosDaEmpresa, number>>> = {
  nome: 100,
  nomeFantasia: 100,
  endereco: 200,
  cidade: 60,
  telefone: 30,
  site: 100,
};

/** Every company, with the data that it prints. */
export function listaDeEmpresas(db: Reader) {
  return db
    .selectFrom('empresa')
    .select(['id', 'nome', 'nome_fantasia as nomeFantasia', 'cnpj', 'endereco', 'cidade', 'uf', 'cep'])
    .select(['telefone', 'site'])
    .orderBy('id')
    .execute();
}

/**
 * Registers a company and gives its id; without a trade name its name is both. Throws invalid `empresa.cnpj`,
 * `empresa.uf` and `empresa.texto` (facts campo, maximo).
 */
export async function criarEmpresa(
  tx: Tx,
  { nome, ...outros }: MudancaDaEmpresa & Pick<DadosDaEmpresa, 'nome'>,
): Promise<number> {
  const campos = await conferidos(tx, { nome, nomeFantasia: nome, ...outros });
  const { id } = await tx
    .insertInto('empresa')
    .values({ nome, nome_fantasia: nome, ...campos })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Changes the data that are given. Throws notFound `empresa.desconhecida`, and what criarEmpresa() throws. */
export async function alterarEmpresa(tx: Tx, id: number, mudanca: MudancaDaEmpresa): Promise<void> {
  const campos = await conferidos(tx, mudanca);
  const { numUpdatedRows } = await tx.updateTable('empresa').set(campos).where('id', '=', id).executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError('notFound', 'empresa.desconhecida', { id });
}

async function conferidos(tx: Tx, { nomeFantasia, ...campos }: MudancaDaEmpresa) {
  for (const [campo, valor] of Object.entries({ nomeFantasia, ...campos })) {
    const maximo = MAXIMO[campo as keyof DadosDaEmpresa];
    if (maximo !== undefined && valor && (valor.length > maximo || /\p{Cc}/u.test(valor))) {
      throw new DomainError('invalid', 'empresa.texto', { campo, maximo });
    }
  }
  const { cnpj, uf } = campos;
  if (cnpj && !cnpjIsValid(cnpj)) throw new DomainError('invalid', 'empresa.cnpj', { cnpj });
  if (uf && !(await existeUf(tx, uf))) throw new DomainError('invalid', 'empresa.uf', { uf });
  return {
    ...campos,
    ...(nomeFantasia !== undefined && { nome_fantasia: nomeFantasia }),
    ...(cnpj && { cnpj: normalizeDocument(cnpj) }),
  };
}

const existeUf = async (tx: Tx, uf: string): Promise<boolean> =>
  (await tx.selectFrom('cidade').select('uf').where('uf', '=', uf).limit(1).executeTakeFirst()) !== undefined;
