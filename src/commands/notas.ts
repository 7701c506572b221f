import { readFileSync } from 'node:fs';
import { formatReais } from '#kernel/money.ts';
import {
  cancelarNota,
  configurarEmitente,
  emitirNotas,
  empresasEmitentes,
  enviarNfcom,
  lerConfiguracaoFiscal,
  notasEmEspera,
  xmlDaNota,
} from '#modules/fiscal/index.ts';
import { PartnerError } from '#platform/http-partner.ts';
import { inTransaction } from '#platform/transaction.ts';
import { readConfig } from '../config.ts';
import type { Installation } from '../installation.ts';
import { demoPorts, portsOf } from '../ports.ts';
import {
  actionOf,
  integerOf,
  monthOf,
  noMore,
  onInstallation,
  readArgs,
  required,
  type Sentences,
} from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';

const options = {
  competencia: { type: 'string' },
  empresa: { type: 'string' },
  motivo: { type: 'string' },
  simular: { type: 'boolean' },
  demo: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof readArgs<typeof options>>['values'];

const sentences: Sentences = {
  'fiscal.arquivo': ({ problemas }) => `Nada foi gravado. O arquivo precisa de correção: ${list(problemas)}.`,
  'fiscal.empresa': ({ empresa }) => `Não há empresa ${empresa}.`,
  'fiscal.cidade': ({ ibge }) => `Não há município com o código ${ibge} do IBGE.`,
  'fiscal.sem_emitente': ({ empresaId }) => `A empresa ${empresaId} não emite notas: use balcao notas configurar.`,
  'fiscal.modelo_encerrado': ({ empresaId, ate }) =>
    `O modelo de notas da empresa ${empresaId} valia até ${ate}: configure o modelo 62 (NFCom).`,
  'nota_fiscal.nao_encontrada': ({ id }) => `Não há nota fiscal ${id}.`,
  'nota_fiscal.cancelada': ({ id }) => `A nota ${id} já não vale.`,
  'nota_fiscal.prazo': ({ ate }) => `A NFCom só podia ser cancelada até ${ate}.`,
  'nota_fiscal.recusada': ({ motivo }) => `O fisco recusou o cancelamento: ${motivo}.`,
  'nota_fiscal.sem_xml': ({ id }) => `A nota ${id} não é NFCom: não tem XML.`,
};

const list = (problemas: unknown): string => (problemas as string[]).join('; ');

export const notas: Command = {
  name: 'notas',
  about: 'Configura, emite, envia e cancela notas fiscais',
  usage: [
    'configurar <arquivo.yaml> [--demo]    quem emite, e os tributos (docs/fiscal.md)',
    'emitir --competencia AAAA-MM [--empresa N] [--simular] [--demo]',
    'enviar [--demo]    as NFCom que esperam; sem BALCAO_NFCOM_URL, diz quantas são',
    'cancelar <id> --motivo "…" [--demo]',
    'xml <id> [--demo]',
  ],
  async run(args) {
    const { values, positionals } = readArgs(args, options);
    const [action, ...rest] = positionals;
    const run = actionOf('notas', { configurar, emitir, enviar, cancelar, xml }, action);
    const work = run(values, rest);
    await onInstallation(values.demo, sentences, work);
  },
};

const origin = (operacao: string) => ({ origem: 'comando', operacao: `notas ${operacao}` });
const emissorOf = (installation: Installation) =>
  (installation.kind === 'demo' ? demoPorts : portsOf)(readConfig(), installation).nfcom;

function configurar(_: Values, [file, ...more]: string[]) {
  noMore(more);
  const path = required('o arquivo', file);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`O arquivo ${path} não pôde ser lido: ${(error as Error).message}`);
  }
  return async ({ db }: Installation) => {
    const arquivo = lerConfiguracaoFiscal(text);
    await inTransaction(db, origin('configurar'), (tx) => configurarEmitente(tx, arquivo));
    print(
      `Empresa ${arquivo.empresa}: modelo ${arquivo.modelo}, série ${arquivo.serie}, ${arquivo.regras.length} regras.`,
    );
  };
}

function emitir({ competencia, empresa, simular = false }: Values, rest: string[]) {
  noMore(rest);
  const mes = monthOf('--competencia', required('--competencia', competencia));
  const uma = empresa === undefined ? undefined : integerOf('--empresa', empresa, 1);
  return async ({ db, clock }: Installation) => {
    const empresas = uma === undefined ? await empresasEmitentes(db) : [uma];
    if (empresas.length === 0) throw new UsageError('Nenhuma empresa emite notas: use balcao notas configurar.');
    for (const empresaId of empresas) {
      const pedido = { empresaId, competencia: mes, simular };
      const {
        notas: quantas,
        valor,
        icms,
        semItens,
        recusadas,
      } = await emitirNotas(db, pedido, origin('emitir'), clock);
      const verb = simular ? 'seriam emitidas' : 'emitidas';
      print(`Empresa ${empresaId}: ${verb} ${quantas} notas, ${formatReais(valor)}, ICMS ${formatReais(icms)}.`);
      if (semItens > 0) print(`  ${semItens} faturas não têm o que uma nota diga.`);
      for (const { faturaId, motivo } of recusadas) print(`  fatura ${faturaId}, sem nota: ${motivo}`);
    }
  };
}

function enviar(_: Values, rest: string[]) {
  noMore(rest);
  return async (installation: Installation) => {
    const emissor = emissorOf(installation);
    const enviadas = await enviarNfcom(installation.db, emissor).catch(explain);
    const esperam = await notasEmEspera(installation.db);
    print(
      `Enviadas ${enviadas} NFCom${emissor.simulado ? ' ao simulador, sem valor fiscal' : ''}; esperam ${esperam}.`,
    );
    if (esperam > 0 && enviadas === 0)
      print('Falta BALCAO_NFCOM_URL, o serviço que tem o certificado (docs/fiscal.md).');
  };
}

function cancelar({ motivo }: Values, [id, ...more]: string[]) {
  noMore(more);
  const nota = integerOf('o id da nota', required('o id da nota', id), 1);
  const porque = required('--motivo', motivo);
  return async (installation: Installation) => {
    const { db, clock } = installation;
    const emissor = emissorOf(installation);
    await inTransaction(db, origin('cancelar'), (tx) =>
      cancelarNota(tx, emissor, { id: nota, motivo: porque, hoje: clock.today() }),
    ).catch(explain);
    print(`Nota ${nota} cancelada.`);
  };
}

function xml(_: Values, [id, ...more]: string[]) {
  noMore(more);
  const nota = integerOf('o id da nota', required('o id da nota', id), 1);
  return async ({ db }: Installation) => print(await xmlDaNota(db, nota));
}

function explain(error: unknown): never {
  if (error instanceof PartnerError) throw new UsageError(`O serviço de NFCom não respondeu: ${error.message}.`);
  throw error;
}
