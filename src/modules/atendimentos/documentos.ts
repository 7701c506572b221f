import { type ArquivoRecebido, guardarConteudo, lerArquivosRecebidos } from '#modules/clientes/index.ts';
import type { DB, Tx } from '#platform/db.ts';
import type { FileStore } from '#platform/files.ts';
import { travarAtendimento } from './status.ts';

export type TipoDocumento = DB['atendimento_documento']['tipo'];

/** The kinds of the document (page 177); CAIXA and OS are two, the comma between them was lost there. */
export const TIPOS_DOCUMENTO = [
  'PADRAO',
  'INSTALACAO',
  'DOCUMENTO',
  'CAIXA',
  'OS',
  'EQUIPAMENTO',
  'VELOCIDADE',
  'POTENCIA_SINAL',
  'NUMERO_CLIENTES',
  'LOCALIZACAO_CAIXA',
] as const satisfies readonly TipoDocumento[];

export interface DocumentoRecebido extends ArquivoRecebido {
  tipo: TipoDocumento;
}

/**
 * Attaches all documents to a ticket or none, open or closed. At most five of 5 MiB in one call, as the sibling
 * uploads have it (pages 54 and 129).
 * Throws notFound `atendimento.nao_encontrado`, and as lerArquivosRecebidos() and guardarConteudo() do.
 */
export async function anexarDocumentos(
  tx: Tx,
  files: FileStore,
  atendimentoId: number,
  recebidos: readonly DocumentoRecebido[],
): Promise<void> {
  await travarAtendimento(tx, atendimentoId);
  const rows = [];
  for (const { tipo, nome, tipoConteudo, content } of lerArquivosRecebidos(recebidos)) {
    const sha256 = await guardarConteudo(files, content);
    rows.push({
      atendimento_id: atendimentoId,
      tipo,
      nome,
      tipo_conteudo: tipoConteudo,
      tamanho: content.length,
      sha256,
    });
  }
  await tx.insertInto('atendimento_documento').values(rows).execute();
}
