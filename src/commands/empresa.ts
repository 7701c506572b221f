import { formatCep, parseCep } from '#kernel/cep.ts';
import { formatDocument } from '#kernel/documents.ts';
import { alterarEmpresa, criarEmpresa, listaDeEmpresas, type MudancaDaEmpresa } from '#modules/acesso/index.ts';
import {
  type Actions,
  integerOf,
  noMore,
  printTable,
  required,
  runAction,
  type Sentences,
  type ValuesOf,
  writingAs,
} from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';

const text = { type: 'string' } as const;
const options = {
  nome: text,
  fantasia: text,
  cnpj: text,
  endereco: text,
  cidade: text,
  uf: text,
  cep: text,
  telefone: text,
  site: text,
} as const;

type Values = ValuesOf<typeof options>;

const sentences: Sentences = {
  'empresa.desconhecida': ({ id }) => `Não há empresa ${id}. Veja «balcao empresa listar».`,
  'empresa.cnpj': ({ cnpj }) => `--cnpj: «${cnpj}» não é um CNPJ, ou o dígito verificador não confere.`,
  'empresa.uf': ({ uf }) => `--uf: não há estado «${uf}».`,
  'empresa.texto': ({ campo, maximo }) =>
    `--${campo === 'nomeFantasia' ? 'fantasia' : campo} tem no máximo ${maximo} caracteres, sem quebras de linha.`,
};

export const empresa: Command = {
  name: 'empresa',
  about: 'Cadastra as empresas do provedor: o que boletos, Pix, PDFs e arquivos de banco dizem delas',
  usage: [
    'criar --nome X [--fantasia X] [--cnpj X] [--endereco "RUA, Nº, BAIRRO"] [--cidade X --uf XX] [--cep N]',
    '    [--telefone X] [--site X]',
    'listar',
    'alterar ID [as mesmas opções]   (sem: esvazia, como em --site sem)',
    '… --demo',
  ],
  run: (args) => runAction('empresa', args, { options, texts: sentences, actions }),
};

const changing = writingAs('empresa');

// Each reads its arguments before anything is opened, and gives what to do then.
const actions: Actions<Values> = {
  criar(values, rest) {
    noMore(rest);
    const nova = { ...mudancaOf(values), nome: required('--nome', values.nome) };
    return async ({ db }) => print(`Empresa ${await changing(db, 'criar', (tx) => criarEmpresa(tx, nova))} criada.`);
  },
  listar(_, rest) {
    noMore(rest);
    return async ({ db }) =>
      printTable(
        ['ID', 'NOME', 'FANTASIA', 'CNPJ', 'ENDEREÇO', 'CIDADE', 'CEP', 'TELEFONE', 'SITE'],
        (await listaDeEmpresas(db)).map((e) => [
          String(e.id),
          e.nome,
          e.nomeFantasia,
          formatDocument(e.cnpj ?? ''),
          e.endereco ?? '',
          [e.cidade, e.uf].filter(Boolean).join('/'),
          e.cep ? formatCep(e.cep) : '',
          e.telefone ?? '',
          e.site ?? '',
        ]),
      );
  },
  alterar(values, rest) {
    const id = idOf(rest);
    const mudanca = mudancaOf(values);
    if (Object.keys(mudanca).length === 0) throw new UsageError('Diga o que muda: --nome, --cnpj, --endereco, …');
    return async ({ db }) => {
      await changing(db, 'alterar', (tx) => alterarEmpresa(tx, id, mudanca));
      print(`Empresa ${id} alterada.`);
    };
  },
};

/** What the options say; an option that is absent stays as it is. */
function mudancaOf({ nome, fantasia, uf, cep, ...outras }: Values): MudancaDaEmpresa {
  const given: MudancaDaEmpresa = {};
  if (nome !== undefined) given.nome = required('--nome', nome);
  if (fantasia !== undefined) given.nomeFantasia = required('--fantasia', fantasia);
  if (uf !== undefined) given.uf = emptied('--uf', uf)?.toUpperCase() ?? null;
  if (cep !== undefined) given.cep = cepOf(emptied('--cep', cep));
  for (const [campo, valor] of Object.entries(outras)) {
    if (valor !== undefined) given[campo as keyof typeof outras] = emptied(`--${campo}`, valor);
  }
  return given;
}

const emptied = (name: string, value: string): string | null => (value === 'sem' ? null : required(name, value));

function cepOf(texto: string | null): string | null {
  if (texto === null) return null;
  const cep = parseCep(texto);
  if (!cep) throw new UsageError(`--cep deve ter oito dígitos; está «${texto}».`);
  return cep;
}

function idOf([id, ...more]: string[]): number {
  noMore(more);
  return integerOf('o id da empresa', required('o id da empresa', id), 1);
}
