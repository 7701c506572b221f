import {
  definirParametrosWifi,
  FABRICANTES,
  type Fabricante,
  instalarEquipamento,
  lerComandos,
  lerEquipamentos,
  type NovoEquipamento,
  provisionar,
  recolherEquipamento,
} from '#modules/equipamentos/index.ts';
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
  writingAs,
} from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';

const options = {
  contrato: { type: 'string' },
  fabricante: { type: 'string' },
  cidade: { type: 'string' },
  login: { type: 'string' },
  acs: { type: 'string' },
  mac: { type: 'string' },
  telefonia: { type: 'boolean' },
  nome: { type: 'string' },
  senha: { type: 'string' },
} as const;

type Options = ValuesOf<typeof options>;
const writing = writingAs('equipamento');

export const equipamento: Command = {
  name: 'equipamento',
  about: 'Equipamentos dos assinantes: cadastro, provisionamento, comandos e seus resultados',
  usage: [
    'provisionar SERIAL --fabricante F --contrato N [--cidade N] [--login PPPOE] [--mac MAC] [--acs ID] [--telefonia]',
    'instalar SERIAL …        (os mesmos dados; só cadastra)',
    'recolher SERIAL          (de volta ao estoque)',
    'listar [--contrato N]',
    'comandos [--contrato N]  (os últimos, com o resultado e a próxima tentativa)',
    'wifi FABRICANTE --nome P1,P2 --senha P1,P2   (parâmetros TR-069 de nome e senha de cada rádio)',
    '… --demo                 (na base da demonstração)',
  ],
  run: (args) => runAction('equipamento', args, { options, texts, actions }),
};

const texts: Sentences = {
  'contrato.nao_encontrado': ({ contratoId }) => `Não existe o contrato ${contratoId}.`,
  'contrato.cancelado': ({ contratoId }) => `O contrato ${contratoId} está cancelado.`,
  'equipamento.em_uso': ({ serial }) => `O equipamento ${serial} está em outro contrato. Recolha-o antes.`,
  'equipamento.nao_encontrado': ({ serial }) => `Não existe o equipamento ${serial}.`,
  'equipamento.provisionado': ({ serial }) => `O equipamento ${serial} está provisionado. Desprovisione-o antes.`,
};

const actions: Actions<Options> = {
  provisionar: (values, rest) => {
    const novo = novoDe(values, rest);
    return async ({ db }) => {
      const id = await writing(db, 'provisionar', (tx) => provisionar(tx, novo));
      print(`Comando ${id} na fila; o servidor o executa. Acompanhe: balcao equipamento comandos.`);
    };
  },
  instalar: (values, rest) => {
    const novo = novoDe(values, rest);
    return async ({ db }) => {
      await writing(db, 'instalar', (tx) => instalarEquipamento(tx, novo));
      print(`O equipamento ${novo.serial} está no contrato ${novo.contratoId}.`);
    };
  },
  recolher: (_values, rest) => {
    const serial = serialOf(rest);
    return async ({ db }) => {
      await writing(db, 'recolher', (tx) => recolherEquipamento(tx, serial));
      print(`O equipamento ${serial} está no estoque.`);
    };
  },
  listar: (values, rest) => {
    noMore(rest);
    const contratoId = contratoOpcional(values);
    return async ({ db }) => {
      const rows = await lerEquipamentos(db, contratoId);
      printTable(
        ['ID', 'SERIAL', 'FABRICANTE', 'CONTRATO', 'SITUAÇÃO', 'PPPOE', 'MAC', 'ACS'],
        rows.map((row) => [
          String(row.id),
          row.serial,
          row.fabricante,
          String(row.contrato_id ?? ''),
          row.situacao,
          row.login_pppoe ?? '',
          row.mac ?? '',
          row.acs_id ?? '',
        ]),
      );
    };
  },
  comandos: (values, rest) => {
    noMore(rest);
    const contratoId = contratoOpcional(values);
    return async ({ db }) => {
      const rows = await lerComandos(db, { contratoId });
      printTable(
        ['ID', 'PEDIDO', 'SERIAL', 'CONTRATO', 'COMANDO', 'SITUAÇÃO', 'RESULTADO', 'TENTATIVAS', 'PRÓXIMA'],
        rows.map((row) => [
          String(row.id),
          hora(row.pedido_em),
          row.serial,
          String(row.contrato_id),
          row.tipo,
          row.situacao,
          row.resultado ?? '',
          String(row.tentativas),
          row.situacao === 'PENDENTE' ? hora(row.proxima_em) : '',
        ]),
      );
    };
  },
  wifi: (values, [fabricante, ...rest]) => {
    noMore(rest);
    const maker = fabricanteOf(fabricante);
    const nome = parametros('--nome', values.nome);
    const senha = parametros('--senha', values.senha);
    return async ({ db }) => {
      await writing(db, 'wifi', (tx) => definirParametrosWifi(tx, maker, nome, senha));
      print(`Wi-Fi de ${maker}: ${nome.length} parâmetro(s) de nome, ${senha.length} de senha.`);
    };
  },
};

const hora = (date: Date): string => date.toLocaleString('pt-BR', { timeZone: 'America/Sao_Paulo' });

function novoDe(values: Options, rest: string[]): NovoEquipamento {
  return {
    serial: serialOf(rest),
    fabricante: fabricanteOf(values.fabricante),
    contratoId: integerOf('--contrato', required('--contrato', values.contrato), 1),
    cidadeId: values.cidade === undefined ? null : integerOf('--cidade', values.cidade, 1),
    loginPppoe: values.login ?? null,
    telefonia: values.telefonia ?? false,
    mac: macOf(values.mac),
    acsId: values.acs ?? null,
  };
}

// Printed with colons, hyphens, dots or nothing; kept as RADIUS shows it.
function macOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const digits = text.replace(/[:.-]/g, '').toUpperCase();
  if (!/^[0-9A-F]{12}$/.test(digits)) throw new UsageError(`--mac deve ter 12 dígitos hexadecimais; está «${text}».`);
  return digits.replace(/..(?!$)/g, '$&:');
}

function fabricanteOf(text: string | undefined): Fabricante {
  const found = FABRICANTES.find((fabricante) => fabricante === text?.toUpperCase());
  if (!found) throw new UsageError(`O fabricante deve ser um de: ${FABRICANTES.join(', ')}.`);
  return found;
}

function parametros(name: string, text: string | undefined): string[] {
  const list = listOf(required(name, text));
  if (list.length > 8 || list.some((nome) => !/^[A-Za-z][\w.-]{3,250}$/.test(nome)))
    throw new UsageError(`${name}: até 8 parâmetros TR-069, separados por vírgula.`);
  return list;
}

const contratoOpcional = ({ contrato }: Options) =>
  contrato === undefined ? undefined : integerOf('--contrato', contrato, 1);

function serialOf([serial, ...rest]: string[]): string {
  noMore(rest);
  const text = required('o número de série', serial);
  if (!/^[0-9A-Za-z-]{1,40}$/.test(text))
    throw new UsageError('O número de série tem até 40 letras, números e hífens.');
  return text;
}
