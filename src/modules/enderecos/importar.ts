import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import { searchKey } from '#kernel/text.ts';
import type { Database, Tx } from '#platform/db.ts';
import { readLines, type TextFile } from '#platform/text-file.ts';
import { inTransaction, type Origin } from '#platform/transaction.ts';
import {
  type Cidade,
  type Cidades,
  type EnderecoLido,
  type Leiaute,
  lerCabecalho,
  lerCampos,
  lerEndereco,
  type Motivo,
} from './rules.ts';

/** A row that was not taken. */
export interface Rejeitada {
  /** Number of its line in the file, the header being 1. */
  linha: number;
  motivo: Motivo;
  conteudo: string;
}

/** How far an import is: all that is committed, in this run and in earlier ones. */
export interface Andamento {
  /** Bytes of the file that are done. */
  bytes: number;
  /** Last line done. */
  linhas: number;
  /** New streets. */
  incluidos: number;
  /** Rows whose street was there already. */
  existentes: number;
  rejeitadas: number;
}

/** Where an import tells what it does. */
export interface Saida {
  /** Called first: `bytes` of refused rows are kept from an interrupted run, what follows them is not. */
  abrir(cabecalho: string, separador: string, bytes: number): Promise<void>;
  /** Keeps refused rows; gives the bytes kept by now. */
  rejeitar(linhas: readonly Rejeitada[]): Promise<number>;
  /** Called after each commit. */
  progresso(andamento: Andamento): void;
}

const ORIGEM: Origin = { origem: 'comando', operacao: 'importar enderecos' };
// One import at a time; the number only has to be nobody else's.
const TRAVA = 7_316_092_447;

/**
 * Loads a file of addresses into the register: districts and streets that are missing are added, others stay as they
 * are. Each block of lines is one transaction that also keeps the place in the file, so an interrupted import goes on
 * there when it is started again. Gives null when this very file was loaded before.
 * Throws conflict `importacao.em_andamento`, invalid `importacao.vazia` and `importacao.cabecalho`.
 */
export function importarEnderecos(
  db: Database,
  arquivo: TextFile,
  nome: string,
  saida: Saida,
  blockBytes?: number,
): Promise<Andamento | null> {
  return db.connection().execute(async (connection) => {
    // Freed by the end of the connection too, however this process ends.
    const { rows } = await sql<{ livre: boolean }>`select pg_try_advisory_lock(${TRAVA}) as livre`.execute(connection);
    if (!rows[0]?.livre) throw new DomainError('conflict', 'importacao.em_andamento');
    try {
      return await importar(connection, arquivo, nome, saida, blockBytes);
    } finally {
      await sql`select pg_advisory_unlock(${TRAVA})`.execute(connection);
    }
  });
}

async function importar(db: Database, arquivo: TextFile, nome: string, saida: Saida, blockBytes?: number) {
  const cabecalho = await primeiraLinha(arquivo);
  const leiaute = lerCabecalho(cabecalho);
  const registro = await registrar(db, arquivo, nome);
  if (registro.terminada_em) return null;
  const cidades = await lerCidades(db);
  await saida.abrir(cabecalho, leiaute.separador, registro.rejeitadas_bytes);

  let feito: Andamento = registro;
  for await (const { lines, end } of readLines(arquivo, registro.bytes, blockBytes)) {
    const lote = lerLote(lines, feito.linhas, leiaute, cidades);
    const gravar = async (tx: Tx) => {
      const incluidos = await incluir(tx, lote.enderecos);
      return guardar(tx, registro.id, {
        bytes: end,
        linhas: feito.linhas + lines.length,
        incluidos: feito.incluidos + incluidos,
        existentes: feito.existentes + lote.enderecos.length - incluidos,
        rejeitadas: feito.rejeitadas + lote.rejeitadas.length,
        ...(lote.rejeitadas.length > 0 && { rejeitadas_bytes: await saida.rejeitar(lote.rejeitadas) }),
      });
    };
    feito = await inTransaction(db, ORIGEM, gravar, { quiet: true });
    saida.progresso(feito);
  }
  await inTransaction(db, ORIGEM, (tx) =>
    tx.updateTable('importacao').set({ terminada_em: sql`agora()` }).where('id', '=', registro.id).execute(),
  );
  await sql`analyze bairro, logradouro`.execute(db);
  return feito;
}

async function primeiraLinha(arquivo: TextFile): Promise<string> {
  for await (const { lines } of readLines(arquivo)) return lines[0] ?? '';
  throw new DomainError('invalid', 'importacao.vazia');
}

/** The import of this content, begun now or earlier under whatever name. */
function registrar(db: Database, { sha256, size }: TextFile, nome: string) {
  return inTransaction(db, ORIGEM, async (tx) => {
    await tx
      .insertInto('importacao')
      .values({ arquivo: nome, tamanho: size, sha256 })
      .onConflict((oc) => oc.constraint('importacao_arquivo_unico').doNothing())
      .execute();
    return tx.selectFrom('importacao').selectAll().where('sha256', '=', sha256).executeTakeFirstOrThrow();
  });
}

function guardar(tx: Tx, id: number, andamento: Andamento & { rejeitadas_bytes?: number }) {
  return tx
    .updateTable('importacao')
    .set(andamento)
    .where('id', '=', id)
    .returning(['bytes', 'linhas', 'incluidos', 'existentes', 'rejeitadas'])
    .executeTakeFirstOrThrow();
}

async function lerCidades(db: Database): Promise<Cidades> {
  const rows = await db.selectFrom('cidade').select(['id', 'uf', 'codigo_ibge', 'nome', 'nome_ibge']).execute();
  return new Map<string, Cidade>(
    rows.flatMap((cidade) => [
      [`ibge:${cidade.codigo_ibge}`, cidade],
      [`${cidade.uf}:${searchKey(cidade.nome)}`, cidade],
      [`${cidade.uf}:${searchKey(cidade.nome_ibge)}`, cidade],
    ]),
  );
}

function lerLote(lines: readonly string[], before: number, leiaute: Leiaute, cidades: Cidades) {
  const enderecos: EnderecoLido[] = [];
  const rejeitadas: Rejeitada[] = [];
  // The header is line 1, and blank lines count as lines.
  const numeradas = lines.flatMap((conteudo, i) => {
    const linha = before + i + 1;
    return linha === 1 || conteudo.trim() === '' ? [] : [{ linha, conteudo }];
  });
  const campos = lerCampos(
    numeradas.map(({ conteudo }) => conteudo),
    leiaute.separador,
  );
  for (const [i, { linha, conteudo }] of numeradas.entries()) {
    const lido = lerEndereco(campos[i] ?? null, leiaute, cidades);
    if (typeof lido === 'string') rejeitadas.push({ linha, motivo: lido, conteudo });
    else enderecos.push(lido);
  }
  return { enderecos, rejeitadas };
}

// Gives the number of new streets. A street or district that is there keeps all that the provider made of it.
async function incluir(tx: Tx, enderecos: readonly EnderecoLido[]): Promise<number> {
  if (enderecos.length === 0) return 0;
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
