import type { Sentences } from '../arguments.ts';

export const frases: Sentences = {
  'convenio.nao_encontrado': ({ id }) => `Não existe o convênio ${id}.`,
  'convenio.nao_cabe': ({ valor }) => `O convênio tem um dado que não cabe no leiaute do banco: «${valor}».`,
  'remessa.banco': ({ banco }) => `Não há leiaute CNAB 240 para o banco ${banco}: só para 001, 033 e 104.`,
  'remessa.cnpj': ({ empresa, id }) =>
    `A empresa «${empresa}» do convênio está sem CNPJ de 14 caracteres: balcao empresa alterar ${id} --cnpj X.`,
  'remessa.nao_encontrada': ({ numero, convenioId }) => `O convênio ${convenioId} não tem a remessa ${numero}.`,
  'retorno.vazio': () => 'O arquivo está vazio.',
  'retorno.nao_e_retorno': () => 'Não é um arquivo de retorno CNAB 240.',
  'retorno.banco': ({ banco }) => `Não há leiaute CNAB 240 para o banco ${banco}: só para 001, 033 e 104.`,
  'retorno.largura': ({ linha }) => `A linha ${linha} tem mais de 240 colunas.`,
  'retorno.cortado': ({ linhas, registros }) =>
    registros === null
      ? `O arquivo está cortado: tem ${linhas} linhas e nenhum trailer. Nada foi lido.`
      : `O arquivo está cortado: o trailer conta ${registros} registros, há ${linhas}. Nada foi lido.`,
  'retorno.convenio': ({ banco, convenio }) => `Nenhum convênio cadastrado de ${banco} tem o código ${convenio}.`,
  'retorno_item.nao_encontrado': ({ itemId }) => `Não existe o item ${itemId}.`,
  'retorno_item.com_lugar': ({ itemId }) => `O item ${itemId} já tem lugar.`,
  'retorno_item.sem_dinheiro': ({ itemId }) =>
    `O item ${itemId} não traz valor e dia que sirvam: informe --valor e --dia, que não pode ser futuro.`,
  'fatura.nao_encontrada': ({ faturaId }) => `Não existe a fatura ${faturaId}.`,
};
