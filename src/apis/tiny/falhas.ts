import type { Falha } from '#modules/clientes/index.ts';

type Fatos = Readonly<Record<string, unknown>>;

// The first three are the document's own; «Cidade não encontrada» was seen in production. The others are ours.
const sentencas: Readonly<Record<string, string | ((fatos: Fatos) => string)>> = {
  'contato.sequencia_ausente': 'O número de sequência deve ser informado',
  'contato.nome_ausente': 'O nome do contato deve ser informado',
  'contato.situacao_ausente': 'A situação do contato deve ser informada',
  'contato.situacao': 'A situação do contato deve ser A, I ou S',
  'contato.tipo_pessoa': 'O tipo de pessoa do contato deve ser F, J ou E',
  'contato.documento': ({ tipo }) => `O ${tipo} do contato é inválido`,
  'contato.cidade': ({ campo }) => (campo === 'cidade' ? 'Cidade não encontrada' : 'Cidade de cobrança não encontrada'),
  'contato.cidade_ambigua': ({ campo }) =>
    `${campo === 'cidade' ? 'Cidade' : 'Cidade de cobrança'} não encontrada: há mais de uma com este nome, informe a uf`,
  'contato.uf': ({ campo }) => `O campo ${campo} deve ser a sigla de um estado`,
  'contato.vendedor': 'Vendedor não localizado',
  'contato.vendedor_ambiguo': 'Há mais de um vendedor com este nome: informe o id_vendedor',
  'contato.limite_credito': 'O limite de crédito deve ser um número com ponto e até duas casas decimais, como 5.25',
  'contato.pessoa_sem_nome': 'O nome da pessoa de contato deve ser informado',
  'campo.tamanho': ({ campo, maximo }) => `O campo ${campo} deve ter no máximo ${maximo} caracteres`,
  'campo.texto': ({ campo }) => `O campo ${campo} deve ser um texto`,
  'campo.caractere': ({ campo }) => `O campo ${campo} tem um caractere inválido`,
  'campo.inteiro': ({ campo }) => `O campo ${campo} deve ser um número inteiro`,
  'campo.opcao': ({ campo, opcoes }) => `O campo ${campo} deve ser ${opcoes}`,
  'campo.data': ({ campo, formato }) => `O campo ${campo} deve ser uma data no formato ${formato}`,
  'campo.email': ({ campo }) => `O campo ${campo} não é um e-mail válido`,
  'campo.cep': ({ campo }) => `O campo ${campo} deve ter 8 dígitos`,
  'campo.cpf': ({ campo }) => `O campo ${campo} não é um CPF válido`,
  'campo.lista': ({ campo }) => `O campo ${campo} deve ser uma lista`,
};

/** What is wrong, as a sentence. */
export function sentencaDe({ codigo, fatos = {} }: Falha): string {
  const sentenca = sentencas[codigo] ?? 'O contato tem um valor inválido';
  return typeof sentenca === 'function' ? sentenca(fatos) : sentenca;
}
