import { DomainError } from '#kernel/errors.ts';
import { type ArquivoRecebido, guardarConteudo, lerArquivosRecebidos } from '#modules/clientes/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/db.ts';
import type { FileStore } from '#platform/files.ts';
import { nomeGuardado } from './rules.ts';
import { travarParaAlterar } from './travar.ts';

export interface ArquivoDeProspecto extends ArquivoRecebido {
  prospectoId: number;
}

interface Guardado {
  prospectoId: number;
  nome: string;
  tipoConteudo: string;
  tamanho: number;
  sha256: Buffer;
}

/**
 * Checks the files and stores their contents, outside of any transaction: a content without a row harms nobody, a
 * row without its content would. Throws as lerArquivosRecebidos(), invalid `prospecto.desconhecido`, unavailable
 * `arquivo.armazem`.
 */
export async function guardarConteudos(
  db: Database,
  files: FileStore,
  recebidos: readonly ArquivoDeProspecto[],
): Promise<Guardado[]> {
  const lidos = lerArquivosRecebidos(recebidos);
  const ids = distintos(lidos);
  const conhecidos = await db.selectFrom('prospecto').select('id').where('id', 'in', ids).execute();
  if (conhecidos.length < ids.length) throw new DomainError('invalid', 'prospecto.desconhecido');
  const guardados: Guardado[] = [];
  for (const { content, ...lido } of lidos) {
    guardados.push({ ...lido, tamanho: content.length, sha256: await guardarConteudo(files, content) });
  }
  return guardados;
}

/**
 * Attaches all files or none, each under its name with the time. Throws invalid `prospecto.desconhecido`, conflict
 * `prospecto.convertido`.
 */
export async function anexarArquivos(tx: Tx, clock: Clock, arquivos: readonly Guardado[]): Promise<void> {
  // In the order of their ids, so that two lists of prospects never wait for each other.
  for (const id of distintos(arquivos).sort((a, b) => a - b)) await travarParaAlterar(tx, id);
  const criado_em = clock.now();
  await tx
    .insertInto('prospecto_arquivo')
    .values(
      arquivos.map(({ prospectoId, nome, tipoConteudo, tamanho, sha256 }) => ({
        prospecto_id: prospectoId,
        nome: nomeGuardado(nome, criado_em),
        tipo_conteudo: tipoConteudo,
        tamanho,
        sha256,
        criado_em,
      })),
    )
    .execute();
}

const distintos = (itens: readonly { prospectoId: number }[]) => [...new Set(itens.map((item) => item.prospectoId))];
