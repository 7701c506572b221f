import { catalogue } from '#apis/core/catalogue.ts';
import {
  alterarIntegrador,
  ativarIntegrador,
  type Credencial,
  criarIntegrador,
  escoposDesconhecidos,
  girarCredenciais,
  integradores,
  type TipoCredencial,
} from '#modules/acesso/index.ts';
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

const TIPOS: readonly TipoCredencial[] = ['basic', 'gsan', 'tiny'];

const options = {
  nome: { type: 'string' },
  tipo: { type: 'string' },
  escopos: { type: 'string' },
  limite: { type: 'string' },
  'limite-lote': { type: 'string' },
  concorrentes: { type: 'string' },
} as const;

type Options = ValuesOf<typeof options>;

export const integrador: Command = {
  name: 'integrador',
  about: 'Cria, lista, altera, gira e desativa os integradores que chamam a API',
  usage: [
    'criar --nome X --tipo basic|gsan|tiny [--escopos a,b] [--limite N] [--limite-lote N] [--concorrentes N]',
    'listar',
    'girar ID                 (segredos novos; os antigos acabam na hora)',
    'ativar ID | desativar ID',
    'alterar ID [--escopos a,b] [--limite N|sem] [--limite-lote N|sem] [--concorrentes N|sem]',
    '… --demo                 (na base da demonstração)',
  ],
  run: (args) => runAction('integrador', args, { options, texts: texts, actions }),
};

const texts: Sentences = {
  'integrador.nome_em_uso': ({ nome }) => `Já existe um integrador «${nome}».`,
  'integrador.desconhecido': ({ id }) =>
    `Não existe o integrador ${id}, ou ele não tem credencial ativa. Veja «balcao integrador listar».`,
};

// Each reads its arguments before anything is opened, and gives what to do then.
const actions: Actions<Options> = {
  criar: (values, rest) => {
    noMore(rest);
    const novo = {
      nome: nomeOf(values.nome),
      tipo: tipoOf(values.tipo),
      escopos: escoposOf(values.escopos) ?? ['*'],
      ...limitesOf(values),
      limitePorMinuto: limitOf('--limite', values.limite) ?? null,
    };
    return async ({ db }) => {
      const credencial = await writing(db, 'criar', (tx) => criarIntegrador(tx, novo));
      print(`Integrador ${credencial.integradorId} criado.`);
      printCredencial(credencial);
    };
  },
  listar: (_values, rest) => {
    noMore(rest);
    return async ({ db }) => {
      printTable(
        ['ID', 'NOME', 'TIPOS', 'ESCOPOS', 'POR MINUTO', 'ATIVO', 'CRIADO EM'],
        (await integradores(db)).map((row) => [
          String(row.id),
          row.nome,
          [...new Set(row.tipos ?? [])].join(','),
          row.escopos.join(','),
          row.limite_por_minuto === null ? 'sem limite' : String(row.limite_por_minuto),
          row.ativo ? 'sim' : 'não',
          row.criado_em.toISOString().slice(0, 10),
        ]),
      );
    };
  },
  girar: (_values, rest) => {
    const id = idOf(rest);
    return async ({ db }) => {
      for (const credencial of await writing(db, 'girar', (tx) => girarCredenciais(tx, id))) {
        printCredencial(credencial);
      }
    };
  },
  ativar: (_values, rest) => activation(idOf(rest), true),
  desativar: (_values, rest) => activation(idOf(rest), false),
  alterar: (values, rest) => {
    const id = idOf(rest);
    const changes = {
      escopos: escoposOf(values.escopos),
      limitePorMinuto: limitOf('--limite', values.limite),
      ...limitesOf(values),
    };
    if (Object.values(changes).every((value) => value === undefined)) {
      throw new UsageError('Diga o que alterar: --escopos, --limite, --limite-lote ou --concorrentes.');
    }
    return async ({ db }) => {
      await writing(db, 'alterar', (tx) => alterarIntegrador(tx, id, changes));
      print(`Integrador ${id} alterado.`);
    };
  },
};

function activation(id: number, ativo: boolean): Work {
  return async ({ db }) => {
    await writing(db, ativo ? 'ativar' : 'desativar', (tx) => ativarIntegrador(tx, id, ativo));
    print(`Integrador ${id} ${ativo ? 'ativado' : 'desativado'}.`);
  };
}

const writing = writingAs('integrador');

function printCredencial({ tipo, usuario, segredo }: Credencial): void {
  if (tipo === 'basic') print(`HTTP Basic: usuário ${usuario}, senha ${segredo}`);
  else print(`${tipo === 'gsan' ? 'Chave GSAN (key)' : 'Token Tiny (token)'}: ${segredo}`);
  print('Guarde: não será mostrado de novo.');
}

function idOf([id, ...rest]: string[]): number {
  noMore(rest);
  return integerOf('O ID do integrador', required('o ID do integrador', id), 1);
}

// The name is the user of HTTP Basic, where a colon ends it.
function nomeOf(text: string | undefined): string {
  const nome = required('--nome', text);
  if (nome.length > 100 || /[:\p{Cc}]/u.test(nome)) {
    throw new UsageError('--nome deve ter até 100 caracteres, sem «:» nem caracteres de controle.');
  }
  return nome;
}

function tipoOf(text: string | undefined): TipoCredencial {
  const tipo = TIPOS.find((known) => known === required('--tipo', text));
  if (!tipo) throw new UsageError(`--tipo deve ser um de: ${TIPOS.join(', ')}; está «${text}».`);
  return tipo;
}

function escoposOf(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  // «eventos» is ours, not of the documents.
  const known = new Set(['eventos', ...[...catalogue().keys()].map((id) => id.slice(0, id.indexOf('.')))]);
  const escopos = listOf(text);
  const [unknown] = escoposDesconhecidos(escopos, known);
  if (escopos.length === 0 || unknown !== undefined) {
    throw new UsageError(`--escopos: «${unknown ?? ''}» não existe. Use * ou: ${[...known].sort().join(', ')}.`);
  }
  return escopos;
}

function limitesOf(values: Options) {
  return {
    limiteLotePorMinuto: limitOf('--limite-lote', values['limite-lote']),
    limiteConcorrente: limitOf('--concorrentes', values.concorrentes),
  };
}

function limitOf(name: string, text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined;
  return text === 'sem' ? null : integerOf(name, text);
}
