import {
  alterarWebhook,
  criarWebhook,
  girarSegredo,
  reenviarDesde,
  removerWebhook,
  TIPOS_DE_EVENTO,
  webhooks,
} from '#modules/eventos/index.ts';
import { Sealer } from '#platform/sealer.ts';
import type { Installation } from '../installation.ts';
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

const options = {
  url: { type: 'string' },
  tipos: { type: 'string' },
  desde: { type: 'string' },
} as const;

type Values = ValuesOf<typeof options>;

const sentences: Sentences = {
  'webhook.url': ({ url }) => `--url deve ser um endereço http:// ou https:// sem usuário e senha; está «${url}».`,
  'webhook.tipos': ({ tipos }) =>
    `--tipos: «${(tipos as string[])[0] ?? ''}» não existe. Use *, um grupo como fatura.*, ou: ${TIPOS_DE_EVENTO.join(', ')}.`,
  'webhook.desconhecido': ({ id }) => `Não há webhook ${id}. Veja «balcao webhook listar».`,
};

export const webhook: Command = {
  name: 'webhook',
  about: 'Cadastra para onde vão os eventos, e os reenvia',
  usage: [
    'criar --url https://… [--tipos a,b]     (todos, se nada for dito; mostra o segredo uma vez)',
    'listar',
    'alterar ID [--url https://…] [--tipos a,b]',
    'ativar ID | desativar ID | remover ID',
    'girar ID                                (segredo novo; o antigo ainda assina por 24 horas)',
    'reenviar ID --desde N                   (os eventos depois do de id N, também os já entregues)',
    '… --demo',
  ],
  run: (args) => runAction('webhook', args, { options, texts: sentences, actions }),
};

const sealerOf = ({ keyFor }: Installation) => new Sealer(keyFor('webhook'));
const changing = writingAs('webhook');

const actions: Actions<Values> = {
  criar({ url, tipos }, rest) {
    noMore(rest);
    const novo = { url: required('--url', url), tipos: tipos === undefined ? ['*'] : listOf(tipos) };
    return async (installation) => {
      const feito = await changing(installation.db, 'criar', (tx) => criarWebhook(tx, sealerOf(installation), novo));
      print(`Webhook ${feito.id} criado. Segredo: ${feito.segredo}`);
      print('Guarde o segredo: não será mostrado de novo.');
    };
  },
  listar(_, rest) {
    noMore(rest);
    return async ({ db }) =>
      printTable(
        ['ID', 'ATIVO', 'TIPOS', 'ATÉ', 'ESPERAM', 'DESISTIDOS', 'ÚLTIMA FALHA', 'URL'],
        (await webhooks(db)).map((w) => [
          String(w.id),
          w.ativo ? 'sim' : 'não',
          w.tipos.join(','),
          String(w.lida_ate),
          String(w.pendentes),
          String(w.desistidas),
          w.resposta ?? '',
          w.url,
        ]),
      );
  },
  alterar({ url, tipos }, rest) {
    const id = idOf(rest);
    if (url === undefined && tipos === undefined) throw new UsageError('Informe --url ou --tipos.');
    const mudanca = { url, tipos: tipos === undefined ? undefined : listOf(tipos) };
    return async (installation) => {
      await changing(installation.db, 'alterar', (tx) => alterarWebhook(tx, id, mudanca));
      print(`Webhook ${id} alterado.`);
    };
  },
  ativar: (_, rest) => ativar(rest, true),
  desativar: (_, rest) => ativar(rest, false),
  remover(_, rest) {
    const id = idOf(rest);
    return async (installation) => {
      await changing(installation.db, 'remover', (tx) => removerWebhook(tx, id));
      print(`Webhook ${id} removido.`);
    };
  },
  girar(_, rest) {
    const id = idOf(rest);
    return async (installation) => {
      const segredo = await changing(installation.db, 'girar', (tx) => girarSegredo(tx, sealerOf(installation), id));
      print(`Novo segredo do webhook ${id}: ${segredo}`);
      print('Guarde o segredo: não será mostrado de novo. O antigo ainda assina por 24 horas.');
    };
  },
  reenviar({ desde }, rest) {
    const id = idOf(rest);
    const posicao = integerOf('--desde', required('--desde', desde), 0, Number.MAX_SAFE_INTEGER);
    return async (installation) => {
      const quantos = await changing(installation.db, 'reenviar', (tx) => reenviarDesde(tx, id, posicao));
      print(`${quantos} eventos esperam a entrega ao webhook ${id}.`);
    };
  },
};

function ativar(rest: string[], ativo: boolean): Work {
  const id = idOf(rest);
  return async (installation) => {
    await changing(installation.db, ativo ? 'ativar' : 'desativar', (tx) => alterarWebhook(tx, id, { ativo }));
    print(`Webhook ${id} ${ativo ? 'ativado' : 'desativado'}.`);
  };
}

function idOf([id, ...more]: string[]): number {
  noMore(more);
  return integerOf('o id do webhook', required('o id do webhook', id), 1);
}
