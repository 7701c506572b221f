import { open, stat } from 'node:fs/promises';
import type { Motivo as MotivoDeEndereco } from '#modules/enderecos/index.ts';
import type { MotivoDeCaixa, MotivoDeSaida } from '#modules/redes/index.ts';
import type { MotivoDeLigacao, MotivoDeNumero } from '#modules/telefonia/index.ts';
import type { MotivoDeForma, Rejeitada } from '#platform/csv-import.ts';

/** Why a row of a file is refused, whatever the file holds. */
export type Motivo =
  | MotivoDeForma
  | MotivoDeEndereco
  | MotivoDeCaixa
  | MotivoDeSaida
  | MotivoDeLigacao
  | MotivoDeNumero;

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
  caixa_numero: 'o número da caixa está em branco',
  caixa_ambigua: 'há mais de uma caixa com esse número no município',
  caixa_desconhecida: 'não há caixa com esse número no município',
  tecnologia: 'não há tecnologia com esse nome ou código',
  latitude: 'a latitude não é um número de graus entre -90 e 90',
  longitude: 'a longitude não é um número de graus entre -180 e 180',
  saidas: 'o número de saídas não é um número inteiro até 1000',
  ativa: 'a coluna ativa não é S nem N',
  saida: 'a saída não é um número inteiro de 1 a 1000',
  status: 'o status não é LIVRE, RESERVADA, OCUPADA nem DEFEITO',
  contrato: 'o contrato não é um número',
  contrato_sem_uso: 'só uma saída OCUPADA ou RESERVADA pode ter contrato',
  contrato_desconhecido: 'não há contrato com esse número, ou está cancelado',
  contrato_em_outra: 'o contrato já está em outra saída: use balcao caixa trocar',
  contrato_repetido: 'o contrato já está em outra linha do arquivo',
  saida_repetida: 'a saída já está em outra linha do arquivo',
  saida_com_contrato: 'a saída é de um contrato: use balcao caixa trocar ou libere-a',
  origem: 'o número de origem não é um número brasileiro com DDD',
  destino: 'o número de destino não é um telefone',
  a_cobrar: 'é uma chamada a cobrar: quem paga é o destino',
  inicio: 'a data ou a hora do início não existe ou está em outro formato',
  futuro: 'a chamada começa no futuro',
  duracao: 'a duração não é um número de segundos nem h:mm:ss, ou passa de uma semana',
  id: 'o identificador, com a central, tem mais de 200 caracteres',
  controle: 'o número de controle não é um número de até 9 dígitos',
  numero: 'o número de origem não está cadastrado',
  sem_contrato: 'nenhum contrato tinha o número de origem nesse instante',
  telefone: 'não é um número de telefone brasileiro com DDD',
  terceiro: 'a coluna terceiro não é S nem N',
  status_numero: 'o status não é LIVRE, OCUPADO nem QUARENTENA, ou há contrato e não é OCUPADO',
  prefixo_cidade: 'o prefixo é de outro município',
  prefixo_terceiro: 'o prefixo está cadastrado como de outra prestadora, ou não está e a linha diz que é',
  numero_com_contrato: 'o número é de um contrato',
  outra_chamada: 'o identificador já é de outra chamada, com outros dados',
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
