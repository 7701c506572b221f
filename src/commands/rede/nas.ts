import { criarNas, listarNas, removerNas } from '#modules/radius/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import {
  actionOf,
  integerOf,
  noMore,
  onInstallation,
  printTable,
  readArgs,
  required,
  type Sentences,
} from '../arguments.ts';
import { print, UsageError } from '../command.ts';

const options = {
  ip: { type: 'string' },
  nome: { type: 'string' },
  fabricante: { type: 'string' },
  segredo: { type: 'string' },
  'porta-coa': { type: 'string' },
  'ao-mudar': { type: 'string' },
  intervalo: { type: 'string' },
  demo: { type: 'boolean' },
} as const;

const texts: Sentences = {
  'nas.ip': ({ ip }) => `«${ip}» não é um endereço IP.`,
  'nas.segredo': () => 'O segredo deve ter de 8 a 128 caracteres ASCII, sem espaços.',
  'nas.fabricante': ({ fabricante, conhecidos }) =>
    `O fabricante «${fabricante}» não tem atributos cadastrados (radius.atributo). Conhecidos: ${(conhecidos as string[]).join(', ')}.`,
  'nas.existe': ({ ip, nome }) => `Já existe um NAS com o endereço ${ip} ou o nome ${nome}.`,
  'nas.nao_encontrado': ({ ip }) => `Não existe um NAS com o endereço ${ip}.`,
};

/** `balcao rede nas criar | listar | remover`. */
export async function nas([action, ...args]: string[]): Promise<void> {
  await actionOf('rede nas', { criar, listar, remover }, action)(args);
}

async function criar(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, options);
  noMore(positionals);
  const novo = {
    ip: required('--ip', values.ip),
    nome: required('--nome', values.nome),
    fabricante: required('--fabricante', values.fabricante).toLowerCase(),
    segredo: values.segredo,
    coaPorta: values['porta-coa'] === undefined ? undefined : integerOf('--porta-coa', values['porta-coa'], 1, 65_535),
    aoMudar: aoMudarOf(values['ao-mudar']),
    intervalo: values.intervalo === undefined ? undefined : integerOf('--intervalo', values.intervalo, 60, 86_400),
  };
  await onInstallation(values.demo, texts, async ({ db }) => {
    const { segredo } = await inTransaction(db, { origem: 'comando', operacao: 'rede.nas.criar' }, (tx) =>
      criarNas(tx, novo),
    );
    print(`NAS ${novo.nome} (${novo.ip}) cadastrado. O FreeRADIUS o conhece com o seu primeiro pacote.`);
    if (novo.segredo === undefined) print(`Segredo, que não será mostrado de novo: ${segredo}`);
  });
}

function aoMudarOf(text: string | undefined) {
  if (text === undefined) return undefined;
  const found = (['DESCONECTAR', 'COA'] as const).find((one) => one === text.toUpperCase());
  if (!found) throw new UsageError(`--ao-mudar deve ser desconectar ou coa; está «${text}».`);
  return found;
}

async function listar(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, options);
  noMore(positionals);
  await onInstallation(values.demo, texts, async ({ db }) => {
    const rows = await listarNas(db);
    printTable(
      ['NOME', 'ENDEREÇO', 'FABRICANTE', 'PORTA COA', 'AO MUDAR', 'INTERVALO', 'SESSÕES ABERTAS'],
      rows.map((n) => [
        n.shortname,
        n.nasname,
        n.type,
        String(n.coa_porta),
        n.ao_mudar.toLowerCase(),
        `${n.intervalo_s} s`,
        String(n.sessoes ?? 0),
      ]),
    );
  });
}

async function remover(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, options);
  noMore(positionals);
  const ip = required('--ip', values.ip);
  await onInstallation(values.demo, texts, async ({ db }) => {
    await inTransaction(db, { origem: 'comando', operacao: 'rede.nas.remover' }, (tx) => removerNas(tx, ip));
    print(`NAS ${ip} removido. O FreeRADIUS o recusa em até um minuto.`);
  });
}
