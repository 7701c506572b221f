import { userInfo } from 'node:os';
import { parseDay } from '#kernel/dates.ts';
import { type Achado, quem } from '#modules/radius/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { integerOf, noMore, onInstallation, readArgs, required } from '../arguments.ts';
import { print, UsageError } from '../command.ts';

const options = {
  ip: { type: 'string' },
  porta: { type: 'string' },
  quando: { type: 'string' },
  motivo: { type: 'string' },
  json: { type: 'boolean' },
  demo: { type: 'boolean' },
} as const;

/** `balcao rede quem`: who had this address, and port, at this instant. Written down with who asked. */
export async function quemTinha(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, options);
  noMore(positionals);
  const pergunta = {
    ip: required('--ip', values.ip),
    porta: values.porta === undefined ? undefined : integerOf('--porta', values.porta, 0, 65_535),
    quando: instantOf(required('--quando', values.quando)),
    operador: userInfo().username,
    motivo: values.motivo,
  };
  const texts = { 'quem.ip': () => `«${pergunta.ip}» não é um endereço IP.` };
  await onInstallation(values.demo, texts, async ({ db }) => {
    const achados = await inTransaction(db, { origem: 'comando', operacao: 'rede.quem' }, (tx) => quem(tx, pergunta));
    if (values.json) for (const achado of achados) print(JSON.stringify(achado));
    else report(achados, pergunta);
  });
}

// Without its offset an instant names two of them, and a wrong subscriber; so would 30 February, read as 2 March.
function instantOf(text: string): Date {
  const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  if (!whole || !parseDay(text.slice(0, 10), 'yyyy-MM-dd') || Number.isNaN(Date.parse(text))) {
    throw new UsageError(`--quando deve ser um instante com o fuso, 2026-01-31T14:00:00-03:00 ou …Z; está «${text}».`);
  }
  return new Date(text);
}

function report(
  achados: readonly Achado[],
  { ip, porta, quando }: { ip: string; porta: number | undefined; quando: Date },
): void {
  const where = porta === undefined ? ip : `${ip} porta ${porta}`;
  print(
    `${where} em ${quando.toISOString()} (UTC): ${achados.length === 0 ? 'nenhuma sessão' : `${achados.length} sessão(ões)`}.`,
  );
  for (const a of achados) {
    print();
    print(
      `  contrato ${a.contrato_id ?? 'desconhecido'}  cliente ${a.cliente_id ?? '?'} ${a.cliente ?? ''}  documento ${a.documento ?? '?'}`,
    );
    print(
      `  login ${a.login ?? '?'}  MAC ${a.mac ?? '?'}  NAS ${a.nas}  endereço ${a.ip}${a.cgnat ? `  bloco ${a.cgnat}` : ''}`,
    );
    print(`  de ${a.inicio} a ${a.fim ?? `aberta, última notícia ${a.ultima_noticia}`} (UTC)`);
    if (a.fim_presumido) print(`  O fim não foi dito pelo NAS; certo é até ${a.ultima_noticia}.`);
  }
  if (porta === undefined && achados.length > 1 && achados.some(({ cgnat }) => cgnat)) {
    print('\nO endereço é de CGNAT: com --porta, só o assinante daquela porta.');
  }
}
