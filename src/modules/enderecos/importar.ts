import { sql } from 'kysely';
import { searchKey } from '#kernel/text.ts';
import { type Andamento, type ImportKind, importFile, type MotivoDeForma, type Saida } from '#platform/csv-import.ts';
import type { Database, Tx } from '#platform/db.ts';
import type { TextFile } from '#platform/text-file.ts';
import {
  type Cidade,
  type Cidades,
  type Coluna,
  colunasQueFaltam,
  type EnderecoLido,
  lerEndereco,
  type Motivo,
  NOMES,
} from './rules.ts';

const enderecos: ImportKind<Coluna, EnderecoLido, Motivo, Cidades> = {
  tipo: 'enderecos',
  nomes: NOMES,
  faltam: colunasQueFaltam,
  preparar: lerCidades,
  ler: lerEndereco,
  gravar: async (tx, lidas) => ({
    incluidos: await incluir(
      tx,
      lidas.map(({ lido }) => lido),
    ),
  }),
  terminar: (db) => sql`analyze bairro, logradouro`.execute(db),
};

/**
 * Loads a file of addresses into the register: districts and streets that are missing are added, others stay as they
 * are. Goes on where it was interrupted, and throws what importFile throws.
 */
export function importarEnderecos(
  db: Database,
  arquivo: TextFile,
  nome: string,
  saida: Saida<Motivo | MotivoDeForma>,
  blockBytes?: number,
): Promise<Andamento | null> {
  return importFile(db, enderecos, arquivo, nome, saida, blockBytes);
}

/** All municipalities, as rows of a file may name them. */
export async function lerCidades(db: Database): Promise<Cidades> {
  const rows = await db.selectFrom('cidade').select(['id', 'uf', 'codigo_ibge', 'nome', 'nome_ibge']).execute();
  return new Map<string, Cidade>(
    rows.flatMap((cidade) => [
      [`ibge:${cidade.codigo_ibge}`, cidade],
      [`${cidade.uf}:${searchKey(cidade.nome)}`, cidade],
      [`${cidade.uf}:${searchKey(cidade.nome_ibge)}`, cidade],
    ]),
  );
}

// Gives the number of new streets. A street or district that is there keeps all that the provider made of it.
async function incluir(tx: Tx, enderecos: readonly EnderecoLido[]): Promise<number> {
  const coluna = <K extends keyof EnderecoLido>(key: K) => enderecos.map((endereco) => endereco[key]);
  const cidades = coluna('cidadeId');
  const bairros = coluna('bairro');
  await sql`insert into bairro (cidade_id, nome, nome_abreviado)
    select distinct on (cidade_id, nome) * from unnest(${cidades}::integer[], ${bairros}::text[],
      ${coluna('bairroAbreviado')}::text[]) as novo (cidade_id, nome, nome_abreviado)
    where not exists (select from bairro b where b.cidade_id = novo.cidade_id and b.nome = novo.nome)
    on conflict (cidade_id, nome) do nothing`.execute(tx);
  const { numAffectedRows = 0n } = await sql`
    insert into logradouro (bairro_id, tipo, tipo_abreviado, nome, nome_abreviado, cep)
    select b.id, novo.tipo, novo.tipo_abreviado, novo.nome, novo.nome_abreviado, novo.cep
    from unnest(${cidades}::integer[], ${bairros}::text[], ${coluna('tipo')}::text[], ${coluna('tipoAbreviado')}::text[],
      ${coluna('nome')}::text[], ${coluna('nomeAbreviado')}::text[], ${coluna('cep')}::text[])
      as novo (cidade_id, bairro, tipo, tipo_abreviado, nome, nome_abreviado, cep)
    join bairro b on b.cidade_id = novo.cidade_id and b.nome = novo.bairro
    on conflict (bairro_id, nome, tipo, cep) do nothing`.execute(tx);
  return Number(numAffectedRows);
}
