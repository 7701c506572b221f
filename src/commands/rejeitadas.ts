import { open, stat } from 'node:fs/promises';
import type { Motivo as MotivoDeEndereco } from '#modules/enderecos/index.ts';
import type { MotivoDeForma, Rejeitada } from '#platform/csv-import.ts';

/** Why a row of a file is refused, whatever the file holds. */
export type Motivo = MotivoDeForma | MotivoDeEndereco;

const motivos: Readonly<Record<Motivo, string>> = {
  aspas: 'aspas sem par',
  colunas: 'o número de colunas não é o do cabeçalho',
  cortada: 'o arquivo acaba no meio desta linha, ou só lhe falta o fim de linha: confira a última coluna',
  caractere: 'há um caractere ilegível',
  tamanho: 'um dos textos tem mais de 150 caracteres',
  cep: 'o CEP não tem 8 dígitos',
  logradouro: 'o logradouro está em branco',
  bairro: 'o bairro está em branco',
  ibge: 'o código IBGE não é de um município',
  uf: 'a UF não é a do município do código IBGE',
  cidade: 'não existe esse município na UF',
};

/**
 * The file beside the imported one that holds its refused rows, each behind its line and the reason, under the same
 * header: mended, it can be imported itself. It is made with the first refused row.
 */
export function arquivoDeRejeitadas(path: string) {
  let head = '';
  let separator = ';';
  let size = 0;
  return {
    path,
    async abrir(cabecalho: string, separador: string, bytes: number): Promise<void> {
      separator = separador;
      head = `linha${separador}motivo${separador}${cabecalho}\n`;
      // Not where the interrupted run kept them: its file was moved, and this one has another name.
      size = ((await stat(path).catch(() => null))?.size ?? 0) < bytes ? 0 : bytes;
    },
    async rejeitar(linhas: readonly Rejeitada<Motivo>[]): Promise<number> {
      const text = linhas
        .map(({ linha, motivo, conteudo }) => `${linha}${separator}"${motivos[motivo]}"${separator}${conteudo}\n`)
        .join('');
      const file = await open(path, size === 0 ? 'w' : 'a+');
      try {
        // A run that was interrupted may have written rows that it did not come to commit.
        if (size > 0) await file.truncate(size);
        const bytes = Buffer.from(size === 0 ? head + text : text);
        await file.write(bytes);
        await file.datasync();
        size += bytes.length;
      } finally {
        await file.close();
      }
      return size;
    },
  };
}
