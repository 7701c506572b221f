import {
  alterarConvenio,
  bancos,
  criarConvenio,
  listaDeConvenios,
  type MudancaDeConvenio,
  type NovoConvenio,
  usarConvenio,
} from '#modules/cobranca/index.ts';
import {
  type Actions,
  integerOf,
  listOf,
  noMore,
  printTable,
  required,
  runAction,
  type Sentences,
  type ValuesOf,
  type Work,
  writingAs,
} from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';

const text = { type: 'string' } as const;
const options = {
  descricao: text,
  banco: text,
  empresa: text,
  'conta-financeira': text,
  agencia: text,
  'agencia-dv': text,
  conta: text,
  'conta-dv': text,
  carteira: text,
  beneficiario: text,
  variacao: text,
  'primeiro-numero': text,
  'pix-chave': text,
  'pix-modo': text,
  formas: text,
} as const;

type Values = ValuesOf<typeof options>;

const OPTION_OF: Readonly<Record<string, string>> = { codigoBeneficiario: 'beneficiario' };

const sentences: Sentences = {
  'convenio.campo': ({ campo, banco, regra }) =>
    `--${OPTION_OF[campo as string] ?? campo}: no ${banco}, ${regra as string}.`,
  'convenio.digito': ({ campo, banco, digitos }) =>
    `--${campo}: pela regra do ${banco}, é ${(digitos as string[]).join(' ou ')}. Confira agência e conta.`,
  'pix.chave': ({ chave }) =>
    `--pix-chave: «${chave}» não é CPF, CNPJ, e-mail, celular com +55 nem chave aleatória, ou o dígito não confere.`,
  'convenio.empresa': ({ id }) => `Não há empresa ${id}. Veja «balcao empresa listar».`,
  'convenio.conta': ({ id }) => `Não há conta financeira ${id}.`,
  'convenio.desconhecido': ({ id }) => `Não há convênio ${id}. Veja «balcao convenio listar».`,
  'convenio.forma': ({ forma }) => `Não há forma de cobrança ${forma}.`,
};

export const convenio: Command = {
  name: 'convenio',
  about: 'Cadastra os convênios de cobrança com bancos, e que formas de cobrança os usam',
  usage: [
    'criar --descricao X --banco 001 --empresa N --conta-financeira N --agencia N [--agencia-dv D] --conta N',
    '    [--conta-dv D] --carteira N --beneficiario N [--variacao N] [--primeiro-numero N]',
    '    [--pix-chave X --pix-modo ESTATICO|COBV] [--formas 1,65]',
    'listar',
    'alterar ID [--descricao X] [--pix-chave X --pix-modo … | --pix-modo sem] [--formas 1,65]',
    'ativar ID | desativar ID',
    '… --demo',
  ],
  run: (args) => runAction('convenio', args, { options, texts: sentences, actions }),
};

const changing = writingAs('convenio');

const actions: Actions<Values> = {
  criar(values, rest) {
    noMore(rest);
    const novo = novoConvenio(values);
    const formas = formasOf(values);
    return async ({ db }) => {
      const id = await changing(db, 'criar', async (tx) => {
        const feito = await criarConvenio(tx, novo);
        if (formas) await usarConvenio(tx, feito, formas);
        return feito;
      });
      print(`Convênio ${id} criado, ${bancos[novo.banco_codigo].nome}.`);
      if (!formas) print(`Nenhuma forma de cobrança o usa ainda: balcao convenio alterar ${id} --formas N.`);
    };
  },
  listar(_, rest) {
    noMore(rest);
    return async ({ db }) =>
      printTable(
        [
          'ID',
          'BANCO',
          'AGÊNCIA',
          'CONTA',
          'CARTEIRA',
          'BENEFICIÁRIO',
          'PIX',
          'FORMAS',
          'BOLETOS',
          'ATIVO',
          'DESCRIÇÃO',
        ],
        (await listaDeConvenios(db)).map((c) => [
          String(c.id),
          c.banco_codigo,
          c.agencia,
          c.conta,
          c.carteira,
          c.codigo_beneficiario,
          c.pix_modo ?? '',
          c.formas ?? '',
          String(c.boletos),
          c.ativo ? 'sim' : 'não',
          c.descricao,
        ]),
      );
  },
  alterar(values, rest) {
    const id = idOf(rest);
    const mudanca: MudancaDeConvenio = { descricao: values.descricao, pix: pixOf(values) };
    const formas = formasOf(values);
    const fields = mudanca.descricao !== undefined || mudanca.pix !== undefined;
    if (!fields && !formas) throw new UsageError('Informe --descricao, --pix-chave e --pix-modo, ou --formas.');
    return async ({ db }) => {
      await changing(db, 'alterar', async (tx) => {
        if (fields) await alterarConvenio(tx, id, mudanca);
        if (formas) await usarConvenio(tx, id, formas);
      });
      print(`Convênio ${id} alterado.`);
    };
  },
  ativar: (_, rest) => ativar(rest, true),
  desativar: (_, rest) => ativar(rest, false),
};

function ativar(rest: string[], ativo: boolean): Work {
  const id = idOf(rest);
  return async ({ db }) => {
    await changing(db, ativo ? 'ativar' : 'desativar', (tx) => alterarConvenio(tx, id, { ativo }));
    print(`Convênio ${id} ${ativo ? 'ativado' : 'desativado'}.`);
  };
}

function novoConvenio(values: Values): NovoConvenio {
  const banco = required('--banco', values.banco);
  if (!isBank(banco)) throw new UsageError(`--banco deve ser um de: ${Object.keys(bancos).sort().join(', ')}.`);
  const pix = pixOf(values);
  return {
    descricao: required('--descricao', values.descricao),
    banco_codigo: banco,
    empresa_id: integerOf('--empresa', required('--empresa', values.empresa), 1),
    conta_financeira_id: integerOf('--conta-financeira', required('--conta-financeira', values['conta-financeira']), 1),
    agencia: digitsOf('--agencia', required('--agencia', values.agencia)),
    agencia_dv: checkDigitOf('--agencia-dv', values['agencia-dv']),
    conta: digitsOf('--conta', required('--conta', values.conta)),
    conta_dv: checkDigitOf('--conta-dv', values['conta-dv']),
    carteira: required('--carteira', values.carteira),
    codigo_beneficiario: digitsOf('--beneficiario', required('--beneficiario', values.beneficiario)),
    variacao: values.variacao ?? null,
    nosso_numero_inicial: integerOf('--primeiro-numero', values['primeiro-numero'] ?? '1', 1, Number.MAX_SAFE_INTEGER),
    pix_chave: pix?.chave ?? null,
    pix_modo: pix?.modo ?? null,
  };
}

const isBank = (code: string): code is NovoConvenio['banco_codigo'] => Object.hasOwn(bancos, code);

function digitsOf(name: string, value: string): string {
  if (!/^\d{1,20}$/.test(value)) throw new UsageError(`${name} deve ter só números; está «${value}».`);
  return value;
}

function checkDigitOf(name: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!/^[0-9XP]{1,2}$/i.test(value)) throw new UsageError(`${name} deve ser um dígito, X ou P; está «${value}».`);
  return value.toUpperCase();
}

function pixOf({ 'pix-chave': chave, 'pix-modo': modo }: Values): MudancaDeConvenio['pix'] {
  if (modo === undefined && chave === undefined) return undefined;
  if (modo === 'sem') return null;
  if (modo !== 'ESTATICO' && modo !== 'COBV') {
    throw new UsageError(`--pix-modo deve ser ESTATICO, COBV ou sem; está «${modo ?? ''}».`);
  }
  return { chave: required('--pix-chave', chave), modo };
}

const formasOf = ({ formas }: Values): number[] | undefined =>
  formas === undefined ? undefined : listOf(formas).map((forma) => integerOf('--formas', forma, 1));

function idOf([id, ...more]: string[]): number {
  noMore(more);
  return integerOf('o id do convênio', required('o id do convênio', id), 1);
}
