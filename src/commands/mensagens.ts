import { addDays, type Day, parseDay } from '#kernel/dates.ts';
import { ESTADOS, type LinhaDeMensagem, lerMensagens, reenviarMensagem } from '#modules/notificacoes/index.ts';
import {
  type Actions,
  integerOf,
  noMore,
  printTable,
  runAction,
  type Sentences,
  type ValuesOf,
  writingAs,
} from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';
import { momento, mostrarMensagem } from './mensagens/mostrar.ts';

const options = {
  de: { type: 'string' },
  ate: { type: 'string' },
  estado: { type: 'string' },
  canal: { type: 'string' },
  cliente: { type: 'string' },
  modelo: { type: 'string' },
  limite: { type: 'string' },
  'ainda-que-repita': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Options = ValuesOf<typeof options>;
const writing = writingAs('mensagens');

export const mensagens: Command = {
  name: 'mensagens',
  about: 'E-mails e SMS: o que foi, espera, falhou ou foi dispensado, e por quê; reenvia o que falhou',
  usage: [
    'listar [--estado pendente|enviada|falhou|dispensada] [--cliente N] [--canal email|sms] [--modelo M]',
    '       [--de AAAA-MM-DD] [--ate AAAA-MM-DD] [--limite N] [--json]   (50 dos últimos 30 dias, se nada for dito)',
    'mostrar ID               (cada tentativa, a resposta do provedor, o motivo da dispensa)',
    'reenviar ID [ID …]       (o que falhou; SMS que pode ter chegado: --ainda-que-repita)',
    '… --demo                 (na base da demonstração)',
  ],
  run: (args) => runAction('mensagens', args, { options, texts, actions }),
};

const texts: Sentences = {
  'mensagem.nao_encontrada': ({ id }) => `Não existe a mensagem ${id}. Nada foi reenviado.`,
  'mensagem.nao_falhou': ({ id, estado }) =>
    `A mensagem ${id} está ${estado}; só o que falhou é reenviado. Nada mudou.`,
  'mensagem.sem_conteudo': ({ id }) =>
    `O conteúdo da mensagem ${id} não existe mais: levava uma senha ou um código, ou falhou há mais de 7 dias. Nada foi reenviado.`,
  'mensagem.dispensada': ({ id, motivo }) => `A mensagem ${id} não pode ir: ${motivo}. Nada foi reenviado.`,
};

const actions: Actions<Options> = {
  listar: (values, rest) => {
    noMore(rest);
    const [de, ate] = [dayOf('--de', values.de), dayOf('--ate', values.ate)];
    const filtro = {
      estado: oneOf('--estado', ESTADOS, values.estado),
      canal: oneOf('--canal', ['EMAIL', 'SMS'] as const, values.canal),
      cliente: values.cliente === undefined ? undefined : integerOf('--cliente', values.cliente, 1),
      modelo: values.modelo,
      limite: integerOf('--limite', values.limite ?? '50', 1, 100_000),
    };
    return async ({ db, clock }) => {
      const fim = ate ?? clock.today();
      const rows = await lerMensagens(db, { ...filtro, de: de ?? addDays(fim, -29), ate: fim });
      if (values.json) for (const row of rows) print(JSON.stringify(row));
      else printRows(rows);
    };
  },
  mostrar: (values, [id, ...rest]) => {
    noMore(rest);
    const mensagemId = idOf(id);
    return ({ db }) => mostrarMensagem(db, mensagemId, { json: values.json ?? false });
  },
  reenviar: (values, ids) => {
    const lista = [...new Set((ids.length === 0 ? [undefined] : ids).map(idOf))].toSorted((a, b) => a - b);
    const aindaQueRepita = values['ainda-que-repita'] ?? false;
    return async ({ db }) => {
      await writing(db, 'reenviar', async (tx) => {
        for (const id of lista) await reenviarMensagem(tx, id, { aindaQueRepita });
      });
      print(`${lista.length} mensagem(ns) de volta na fila; o servidor (balcao servir) envia.`);
    };
  },
};

function printRows(rows: readonly LinhaDeMensagem[]): void {
  printTable(
    ['ID', 'CRIADA', 'CANAL', 'DESTINO', 'CLIENTE', 'MODELO', 'SITUAÇÃO', 'TENTATIVAS', 'RESPOSTA OU MOTIVO'],
    rows.map((row) => [
      String(row.id),
      momento(row.criada_em),
      row.canal,
      row.destino,
      String(row.cliente_id ?? ''),
      row.modelo,
      [row.estado, row.entrega].filter(Boolean).join(', '),
      String(row.tentativas),
      row.erro ?? row.resposta_provedor ?? '',
    ]),
  );
}

const idOf = (text: string | undefined): number => {
  if (text === undefined) throw new UsageError('Falta o ID da mensagem.');
  return integerOf('o ID da mensagem', text, 1);
};

function oneOf<T extends string>(name: string, known: readonly T[], text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  const found = known.find((one) => one === text.toUpperCase());
  if (!found) throw new UsageError(`${name} deve ser um de: ${known.join(', ').toLowerCase()}; está «${text}».`);
  return found;
}

function dayOf(name: string, text: string | undefined): Day | undefined {
  if (text === undefined) return undefined;
  const found = parseDay(text, 'yyyy-MM-dd');
  if (!found) throw new UsageError(`${name} deve ser um dia, AAAA-MM-DD; está «${text}».`);
  return found;
}
