import { DomainError } from '#kernel/errors.ts';
import type { DB, Tx } from '#platform/db.ts';
import type { FileStore } from '#platform/files.ts';
import { type ArquivoLido, guardarConteudo } from './arquivos-recebidos.ts';

export type TipoDeArquivo = DB['cliente_arquivo']['tipo'];

export interface ArquivoDoCliente extends ArquivoLido {
  clienteId: number;
  tipo: TipoDeArquivo;
}

/**
 * Attaches all files or none. The contents are stored before the rows are committed: a content without a row harms
 * nobody, a row without its content would.
 * Throws invalid `cliente.desconhecido`, unavailable `arquivo.armazem` with `motivo`.
 */
export async function anexarArquivos(tx: Tx, files: FileStore, arquivos: readonly ArquivoDoCliente[]): Promise<void> {
  const ids = [...new Set(arquivos.map(({ clienteId }) => clienteId))];
  const known = await tx
    .selectFrom('cliente')
    .select('id')
    .where('id', 'in', ids)
    .where('situacao', '!=', 'E')
    .orderBy('id')
    .forKeyShare()
    .execute();
  if (known.length < ids.length) throw new DomainError('invalid', 'cliente.desconhecido');
  const rows = [];
  for (const { clienteId, tipo, nome, tipoConteudo, content } of arquivos) {
    const sha256 = await guardarConteudo(files, content);
    rows.push({ cliente_id: clienteId, tipo, nome, tipo_conteudo: tipoConteudo, tamanho: content.length, sha256 });
  }
  await tx.insertInto('cliente_arquivo').values(rows).execute();
}
