import { type Day, parseDay } from '#kernel/dates.ts';
import { type LinhaDeAuditoria, lerAuditoria } from '#modules/acesso/index.ts';
import { integerOf, noMore, onInstallation, printTable, readArgs } from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';

const options = {
  de: { type: 'string' },
  ate: { type: 'string' },
  integrador: { type: 'string' },
  tabela: { type: 'string' },
  registro: { type: 'string' },
  operacao: { type: 'string' },
  limite: { type: 'string' },
  json: { type: 'boolean' },
  demo: { type: 'boolean' },
} as const;

const LONGEST_VALUE = 60;

export const auditoria: Command = {
  name: 'auditoria',
  about: 'Mostra quem alterou o quê, do mais novo ao mais antigo',
  usage: [
    '[--de AAAA-MM-DD] [--ate AAAA-MM-DD] [--integrador N] [--tabela T] [--registro ID]',
    '[--operacao X] [--limite N] [--json] [--demo]     (50 linhas, se nada for dito)',
  ],
  async run(args) {
    const { values, positionals } = readArgs(args, options);
    noMore(positionals);
    const filtro = {
      de: dayOf('--de', values.de),
      ate: dayOf('--ate', values.ate),
      integrador: values.integrador === undefined ? undefined : integerOf('--integrador', values.integrador, 1),
      tabela: values.tabela,
      registro: values.registro,
      operacao: values.operacao,
      limite: integerOf('--limite', values.limite ?? '50', 1, 100_000),
    };
    await onInstallation(values.demo, {}, async ({ db }) => {
      const rows = await lerAuditoria(db, filtro);
      if (values.json) for (const row of rows) print(JSON.stringify(row));
      else printRows(rows);
    });
  },
};

function printRows(rows: readonly LinhaDeAuditoria[]): void {
  printTable(
    ['QUANDO', 'QUEM', 'OPERAÇÃO', 'TABELA', 'REGISTRO', 'AÇÃO', 'ANTES → DEPOIS'],
    rows.map((row) => [
      moment.format(row.quando),
      who(row),
      row.operacao,
      row.tabela,
      row.registro,
      row.acao,
      changes(row),
    ]),
  );
}

function who({ origem, integrador, usuario, cliente_id }: LinhaDeAuditoria): string {
  const parts = [integrador ?? origem, usuario && `usuário ${usuario}`, cliente_id && `cliente ${cliente_id}`];
  return parts.filter(Boolean).join(', ');
}

// A new or removed row is shown by --json; here, what a change made of it.
function changes({ acao, antes, depois }: LinhaDeAuditoria): string {
  if (acao !== 'alterou') return '';
  const before = antes as Record<string, unknown>;
  return Object.entries(depois as Record<string, unknown>)
    .map(([column, value]) => `${column}: ${shown(before[column])} → ${shown(value)}`)
    .join('; ');
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

const moment = new Intl.DateTimeFormat('pt-BR', {
  timeZone: 'America/Sao_Paulo',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function dayOf(name: string, text: string | undefined): Day | undefined {
  if (text === undefined) return undefined;
  const found = parseDay(text, 'yyyy-MM-dd');
  if (!found) throw new UsageError(`${name} deve ser um dia, AAAA-MM-DD; está «${text}».`);
  return found;
}
