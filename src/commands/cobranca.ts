import { parseDay } from '#kernel/dates.ts';
import { cartasPendentes, cobrar, registrarEntrega, simularCobranca, TODOS } from '#modules/inadimplencia/index.ts';
import { voltarDaInativacao } from '#modules/inativacao/index.ts';
import { preencher } from '#modules/notificacoes/index.ts';
import { templatesIn } from '#platform/templates.ts';
import { inTransaction } from '#platform/transaction.ts';
import { readConfig } from '../config.ts';
import type { Installation } from '../installation.ts';
import { integerOf, noMore, onInstallation, readArgs, required } from './arguments.ts';
import { fraseDe } from './cobranca/frases.ts';
import { type Command, print, UsageError } from './command.ts';

const options = {
  cliente: { type: 'string' },
  em: { type: 'string' },
  simular: { type: 'boolean' },
  demo: { type: 'boolean' },
} as const;

const ORIGEM = { origem: 'comando', operacao: 'cobranca' };

const sentences = {
  'aviso.nao_encontrado': () => 'Não há aviso aberto com esse número que espere uma prova.',
  'aviso.dia': ({ desde, ate }: Readonly<Record<string, unknown>>) =>
    `A entrega deve ser de ${String(desde)} a ${String(ate)}, o dia do aviso e hoje.`,
};

export const cobranca: Command = {
  name: 'cobranca',
  about: 'Cobra quem deve: avisa, suspende, rescinde e devolve o serviço, pela política em vigor',
  usage: [
    '[--simular] [--cliente N] [--demo]     --simular nada grava e diz o que aconteceria, com quem e por quê',
    'cartas [--demo]                        as cartas dos avisos que não saíram por e-mail nem SMS',
    'entregue AVISO [--em AAAA-MM-DD]       a carta do aviso foi entregue: seus prazos correm desse dia',
    'reativar CONTRATO [--demo]             encerra antes da hora a inativação temporária de um contrato',
  ],
  async run(args) {
    const { values, positionals } = readArgs(args, options);
    const [acao, alvo, ...rest] = positionals;
    noMore(rest);
    await onInstallation(values.demo, sentences, async (installation) => {
      switch (acao) {
        case undefined:
          return cobrarHoje(installation, values);
        case 'cartas':
          return imprimirCartas(installation);
        case 'entregue':
          return entregue(installation, integerOf('AVISO', required('o número do aviso', alvo), 1), values.em);
        case 'reativar':
          return reativar(installation, integerOf('CONTRATO', required('o número do contrato', alvo), 1));
        default:
          throw new UsageError('Use: balcao cobranca [cartas | entregue | reativar].');
      }
    });
  },
};

async function cobrarHoje(
  { db, clock }: Installation,
  { cliente, simular }: { cliente?: string; simular?: boolean },
): Promise<void> {
  const id = cliente === undefined ? null : integerOf('--cliente', cliente, 1);
  const pedido = { hoje: clock.today(), faixa: id === null ? TODOS : { de: id, ate: id } };
  const contagem = simular
    ? await simularCobranca(db, pedido, (feito) => print(fraseDe(feito)))
    : await cobrar(db, pedido, ORIGEM, (feito) => print(fraseDe(feito)));
  const linhas = [...contagem].sort().map(([nome, vezes]) => `${nome} ${vezes.toLocaleString('pt-BR')}`);
  print(`${simular ? 'Seria feito' : 'Feito'}: ${linhas.join(', ') || 'nada'}.`);
}

async function imprimirCartas({ db, clock }: Installation): Promise<void> {
  const hoje = clock.today();
  const cartas = await inTransaction(db, ORIGEM, (tx) => cartasPendentes(tx, hoje));
  const modelos = templatesIn(readConfig().modelos);
  for (const { avisos, nome, endereco, valores } of cartas) {
    const { subject, text } = await preencher('aviso-inadimplencia', valores, modelos);
    for (const line of [`--- avisos ${avisos.join(', ')} ---`, nome, endereco ?? 'sem endereço cadastrado', ''])
      print(line);
    print(`${subject}\n\n${text}`);
  }
  print(`${cartas.length} carta(s). Depois de cada entrega: balcao cobranca entregue AVISO --em AAAA-MM-DD.`);
}

async function entregue({ db, clock }: Installation, avisoId: number, em: string | undefined): Promise<void> {
  const hoje = clock.today();
  const dia = em === undefined ? hoje : parseDay(em, 'yyyy-MM-dd');
  if (!dia) throw new UsageError(`--em deve ser um dia, AAAA-MM-DD; está «${em}».`);
  await inTransaction(db, ORIGEM, (tx) => registrarEntrega(tx, avisoId, dia, hoje));
  print(`A entrega do aviso ${avisoId} está registrada.`);
}

async function reativar({ db, clock }: Installation, contratoId: number): Promise<void> {
  const fim = await inTransaction(db, { origem: 'comando', operacao: 'cobranca.reativar' }, (tx) =>
    voltarDaInativacao(tx, contratoId, clock.today()),
  );
  if (!fim) throw new UsageError(`O contrato ${contratoId} não tem inativação temporária.`);
  print(`A inativação do contrato ${contratoId} está ${fim === 'ENCERRADA' ? 'encerrada' : 'cancelada'}.`);
}
