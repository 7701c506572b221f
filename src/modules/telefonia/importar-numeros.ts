import { sql } from 'kysely';
import { type Cidades, lerCidades } from '#modules/enderecos/index.ts';
import { unnest } from '#platform/bulk.ts';
import {
  type Andamento,
  type Gravadas,
  type ImportKind,
  importFile,
  type Lida,
  type MotivoDeForma,
  type Saida,
} from '#platform/csv-import.ts';
import type { Database, Tx } from '#platform/db.ts';
import type { TextFile } from '#platform/text-file.ts';
import {
  type ColunaDeNumero,
  lerNumero,
  type MotivoDoNumero,
  NOMES_DE_NUMERO,
  type NumeroLido,
  numeroSemColunas,
} from './leitura-numeros.ts';

/** Why a number is refused: also a prefix of another city or holder, and a contract that is unknown or has the number. */
export type MotivoDeNumero =
  | MotivoDoNumero
  | 'prefixo_cidade'
  | 'prefixo_terceiro'
  | 'contrato_desconhecido'
  | 'numero_com_contrato';

const numeros: ImportKind<ColunaDeNumero, NumeroLido, MotivoDeNumero, Cidades> = {
  tipo: 'numeros',
  nomes: NOMES_DE_NUMERO,
  faltam: numeroSemColunas,
  preparar: lerCidades,
  ler: lerNumero,
  gravar,
  terminar: (db) => sql`analyze numero_telefonico`.execute(db),
  desconfiarDoFim: true,
};

/**
 * Loads a file of telephone numbers, with their prefixes. One that is there takes the status and the contract that the row
 * gives it; a number is never taken from a contract. Goes on where it was interrupted, and throws what importFile throws.
 */
export function importarNumeros(
  db: Database,
  arquivo: TextFile,
  nome: string,
  saida: Saida<MotivoDeNumero | MotivoDeForma>,
  blockBytes?: number,
): Promise<Andamento | null> {
  return importFile(db, numeros, arquivo, nome, saida, blockBytes);
}

interface Numero {
  prefixoId: number;
  numero: string;
  status: 'LIVRE' | 'OCUPADO' | 'QUARENTENA';
  contratoId: number | null;
  novo: boolean;
  mudado: boolean;
}

async function gravar(tx: Tx, lidas: readonly Lida<NumeroLido>[]): Promise<Gravadas<MotivoDeNumero>> {
  const recusadas: { linha: number; motivo: MotivoDeNumero }[] = [];
  const contratos = await contratosVivos(tx, lidas);
  const boas = lidas.filter(({ linha, lido: { contratoId } }) => {
    if (contratoId === null || contratos.has(contratoId)) return true;
    recusadas.push({ linha, motivo: 'contrato_desconhecido' });
    return false;
  });
  const prefixos = await prefixosDe(tx, boas);
  const conhecidos = await conhecidosDe(tx, boas);
  for (const { linha, lido } of boas) {
    const prefixo = prefixos.get(`${lido.ddd} ${lido.prefixo}`);
    const numero = conhecidos.get(chaveDe(lido)) ?? null;
    const motivo = !prefixo ? 'prefixo_cidade' : recusa(lido, prefixo, numero);
    if (motivo) recusadas.push({ linha, motivo });
    else if (prefixo) conhecidos.set(chaveDe(lido), comoFica(lido, prefixo.id, numero));
  }
  const todos = [...conhecidos.values()];
  const novos = todos.filter(({ novo }) => novo);
  await incluir(tx, novos);
  await mudar(
    tx,
    todos.filter(({ novo, mudado }) => !novo && mudado),
  );
  return { incluidos: novos.length, recusadas };
}

const chaveDe = ({ ddd, prefixo, numero }: Pick<NumeroLido, 'ddd' | 'prefixo' | 'numero'>) =>
  `${ddd} ${prefixo} ${numero}`;

interface Prefixo {
  id: number;
  cidadeId: number;
  terceiro: boolean;
}

function recusa(lido: NumeroLido, prefixo: Prefixo, numero: Numero | null): MotivoDeNumero | null {
  if (prefixo.cidadeId !== lido.cidadeId) return 'prefixo_cidade';
  if (lido.terceiro !== null && prefixo.terceiro !== lido.terceiro) return 'prefixo_terceiro';
  if (!numero?.contratoId || numero.contratoId === lido.contratoId) return null;
  // Its contract gives a number back, no file does.
  return lido.contratoId !== null || (lido.status ?? 'OCUPADO') !== 'OCUPADO' ? 'numero_com_contrato' : null;
}

function comoFica({ numero, ...lido }: NumeroLido, prefixoId: number, antes: Numero | null): Numero {
  const status = lido.status ?? antes?.status ?? 'LIVRE';
  const contratoId = lido.contratoId ?? antes?.contratoId ?? null;
  const mudado = antes?.mudado || antes?.status !== status || antes.contratoId !== contratoId;
  return { prefixoId, numero, status, contratoId, novo: antes?.novo ?? true, mudado };
}

async function contratosVivos(tx: Tx, lidas: readonly Lida<NumeroLido>[]): Promise<Set<number>> {
  const ids = [...new Set(lidas.flatMap(({ lido }) => lido.contratoId ?? []))];
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('contrato')
    .select('id')
    .where('id', '=', sql<number>`any(${ids}::integer[])`)
    .where('status', '<>', 'CANCELADO')
    .orderBy('id')
    .forShare()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** The prefixes of the rows by «31 3749», those that were missing made as the first row of each says. */
async function prefixosDe(tx: Tx, lidas: readonly Lida<NumeroLido>[]): Promise<Map<string, Prefixo>> {
  const porNome = new Map<string, NumeroLido>();
  for (const { lido } of lidas) {
    const nome = `${lido.ddd} ${lido.prefixo}`;
    if (!porNome.has(nome)) porNome.set(nome, lido);
  }
  const source = unnest([...porNome.values()], {
    ddd: ['text', ({ ddd }) => ddd],
    prefixo: ['text', ({ prefixo }) => prefixo],
    cidade_id: ['integer', ({ cidadeId }) => cidadeId],
    terceiro: ['boolean', ({ terceiro }) => terceiro ?? false],
  });
  await sql`insert into prefixo_telefonico (codigo_area, prefixo, cidade_id, terceiro)
    select ddd, prefixo, cidade_id, terceiro from ${source} order by 1, 2
    on conflict (codigo_pais, codigo_area, prefixo) do nothing`.execute(tx);
  const { rows } = await sql<Prefixo & { nome: string }>`
    select p.codigo_area || ' ' || p.prefixo as nome, p.id, p.cidade_id as "cidadeId", p.terceiro
    from ${source} join prefixo_telefonico p on (p.codigo_pais, p.codigo_area, p.prefixo) = ('55', nova.ddd, nova.prefixo)`.execute(
    tx,
  );
  return new Map(rows.map(({ nome, ...prefixo }) => [nome, prefixo]));
}

/** The numbers of the rows that are there already, held until the end, by «31 3749 0177». */
async function conhecidosDe(tx: Tx, lidas: readonly Lida<NumeroLido>[]): Promise<Map<string, Numero>> {
  const source = unnest(lidas, {
    ddd: ['text', ({ lido }) => lido.ddd],
    prefixo: ['text', ({ lido }) => lido.prefixo],
    numero: ['text', ({ lido }) => lido.numero],
  });
  const { rows } = await sql<Omit<Numero, 'novo' | 'mudado'> & { ddd: string; prefixo: string }>`
    select p.codigo_area as ddd, p.prefixo, n.numero, n.prefixo_id as "prefixoId", n.status, n.contrato_id as "contratoId"
    from numero_telefonico n join prefixo_telefonico p on p.id = n.prefixo_id
    where p.codigo_pais = '55' and (p.codigo_area, p.prefixo, n.numero) in (select ddd, prefixo, numero from ${source})
    order by n.id for update of n`.execute(tx);
  return new Map(
    rows.map(({ ddd, prefixo, ...numero }) => [
      chaveDe({ ddd, prefixo, numero: numero.numero }),
      { ...numero, novo: false, mudado: false },
    ]),
  );
}

const colunas = (numeros: readonly Numero[]) =>
  unnest(numeros, {
    prefixo_id: ['integer', ({ prefixoId }) => prefixoId],
    numero: ['text', ({ numero }) => numero],
    status: ['text', ({ status }) => status],
    contrato_id: ['integer', ({ contratoId }) => contratoId],
  });

async function incluir(tx: Tx, novos: readonly Numero[]): Promise<void> {
  if (novos.length === 0) return;
  await sql`insert into numero_telefonico (prefixo_id, numero, status, contrato_id)
    select prefixo_id, numero, status, contrato_id from ${colunas(novos)} order by 1, 2`.execute(tx);
}

async function mudar(tx: Tx, mudados: readonly Numero[]): Promise<void> {
  if (mudados.length === 0) return;
  await sql`update numero_telefonico n set status = nova.status, contrato_id = nova.contrato_id
    from ${colunas(mudados)} where (n.prefixo_id, n.numero) = (nova.prefixo_id, nova.numero)`.execute(tx);
}
