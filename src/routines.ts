import type { Services } from '#apis/core/services.ts';
import { faxina } from '#modules/acesso/index.ts';
import { gerarProximosDias } from '#modules/agenda/index.ts';
import { escalonarVencidos } from '#modules/atendimentos/index.ts';
import { esquecerCodigos } from '#modules/clientes/index.ts';
import { executarComando as executarNoEquipamento, executarVencidos, pedirWifi } from '#modules/equipamentos/index.ts';
import { esquecerEventos } from '#modules/eventos/index.ts';
import { agendarFaturamento, faturarParte } from '#modules/faturamento/index.ts';
import { avisarEmitidas, desfazerNegociacoesVencidas } from '#modules/financeiro/index.ts';
import { enviarNfcom } from '#modules/fiscal/index.ts';
import { agendarCobranca, cobrarParte, restaurarCliente } from '#modules/inadimplencia/index.ts';
import { decorrerInativacoes } from '#modules/inativacao/index.ts';
import { enviarFila, enviarVencidas, esquecerFalhas } from '#modules/notificacoes/index.ts';
import { atualizarRede, cuidarDaRede, cuidarDasParticoes, executarComando } from '#modules/radius/index.ts';
import { conciliarPix, criarCobrancasPix, removerCobrancaPix } from '#modules/recebimento/index.ts';
import type { Clock } from '#platform/clock.ts';
import { enqueue, type JobHandlers, type JobPayloads, nextAt } from '#platform/jobs.ts';
import { sendRadius } from '#platform/radius/client.ts';
import { inTransaction } from '#platform/transaction.ts';
import { anexadoresOf } from './anexadores.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    'rotina.cobranca': Record<string, never>;
    'rotina.inativacoes': Record<string, never>;
    'rotina.diaria': Record<string, never>;
    'rotina.faturamento': Record<string, never>;
    'rotina.agenda': Record<string, never>;
    'rotina.prazos': Record<string, never>;
    'rotina.pix': Record<string, never>;
    'rotina.pix_semana': Record<string, never>;
    'rotina.mensagens': Record<string, never>;
    'rotina.rede': Record<string, never>;
    'rotina.equipamentos': Record<string, never>;
  }
}

type Needs = Omit<Services, 'log'>;

/** Work that comes again by the clock. */
interface Rotina {
  name: keyof JobPayloads & `rotina.${string}`;
  /** Its next time. */
  next(clock: Clock): Date;
  /** Finds nothing to do when it has just run. */
  run(services: Needs): Promise<unknown>;
}

const inMinutes = (clock: Clock, minutes: number): Date => new Date(clock.now().getTime() + minutes * 60_000);

// Times of day are São Paulo's.
const rotinas: readonly Rotina[] = [
  {
    name: 'rotina.diaria',
    next: (clock) => nextAt(clock, 3, 30),
    run: async ({ db, clock, rules }) => {
      await faxina(db);
      await cuidarDasParticoes(db, clock);
      await esquecerCodigos(db);
      await esquecerFalhas(db);
      await esquecerEventos(db, rules.eventosDias);
    },
  },
  { name: 'rotina.faturamento', next: (clock) => nextAt(clock, 2, 0), run: ({ db }) => agendarFaturamento(db) },
  {
    name: 'rotina.cobranca',
    // Services end in the hours in which somebody can be reached (Lei 13.460/2017, art. 5, XVI).
    next: (clock) => nextAt(clock, 9, 0),
    run: async ({ db, clock }) => {
      await desfazerNegociacoesVencidas(db, clock.today());
      await agendarCobranca(db);
    },
  },
  {
    name: 'rotina.inativacoes',
    // Before the billing, which reckons with the day's statuses.
    next: (clock) => nextAt(clock, 0, 10),
    run: ({ db, clock }) => decorrerInativacoes(db, clock.today()),
  },
  {
    name: 'rotina.agenda',
    next: (clock) => nextAt(clock, 1, 0),
    run: ({ db, clock }) => gerarProximosDias(db, clock.today()),
  },
  { name: 'rotina.prazos', next: (clock) => inMinutes(clock, 5), run: ({ db }) => escalonarVencidos(db) },
  // What failed before, and what a process left when it died.
  {
    name: 'rotina.equipamentos',
    next: (clock) => inMinutes(clock, 1),
    run: ({ db, equipamentos }) => executarVencidos({ db, ...equipamentos }),
  },
  { name: 'rotina.mensagens', next: (clock) => inMinutes(clock, 1), run: ({ db }) => enviarVencidas(db) },
  { name: 'rotina.rede', next: (clock) => inMinutes(clock, 10), run: ({ db, clock }) => cuidarDaRede(db, clock) },
  { name: 'rotina.pix', next: (clock) => inMinutes(clock, 10), run: (services) => conciliarPix(services) },
  // Returns of money that no webhook told of, and what a bank lists late.
  {
    name: 'rotina.pix_semana',
    next: (clock) => nextAt(clock, 4, 10),
    run: (services) => conciliarPix(services, 7 * 86_400_000),
  },
];

/** Every job of the program and what runs it. */
export function handlersOf(services: Needs): JobHandlers {
  const periodicas = Object.fromEntries(
    rotinas.map((rotina) => [
      rotina.name,
      async () => {
        await rotina.run(services);
        await schedule(services, rotina);
      },
    ]),
  );
  return {
    ...periodicas,
    'rede.atualizar': (payload) => atualizarRede(services.db, payload),
    'rede.comando': (payload) => executarComando(services.db, sendRadius, payload),
    'fiscal.enviar': async () => {
      await enviarNfcom(services.db, services.nfcom);
    },
    'mensagem.enviar': async () => {
      await enviarFila({ ...services, anexadores: anexadoresOf(services) });
    },
    'fatura.avisar': async ({ faturaIds }) => {
      if (services.rules.faturaPorEmail) await avisarEmitidas(services.db, faturaIds);
    },
    'pix.criar': ({ faturaIds }) => criarCobrancasPix(services, faturaIds),
    'pix.remover': ({ faturaId }) => removerCobrancaPix(services, faturaId),
    'inadimplencia.parte': async (parte) => {
      await cobrarParte(services, parte);
    },
    'inadimplencia.restaurar': ({ clienteId }) => restaurarCliente(services.db, clienteId, services.clock.today()),
    'equipamento.comando': async ({ comandoId }) => {
      await executarNoEquipamento({ db: services.db, ...services.equipamentos }, comandoId);
    },
    'equipamento.configurar_wifi': async ({ contratoId }) => {
      await inTransaction(services.db, { origem: 'tarefa', operacao: 'equipamento.configurar_wifi' }, (tx) =>
        pedirWifi(tx, contratoId),
      );
    },
    'faturamento.parte': async (parte) => {
      await faturarParte(services, parte);
    },
  };
}

/**
 * Sees to it that every routine stands in the queue once, for its next time. With `keepTime` one that waits keeps its
 * time: at the start of a server it may be due since it was stopped.
 */
export async function scheduleRoutines(
  services: Pick<Needs, 'db' | 'clock'>,
  { keepTime = false } = {},
): Promise<void> {
  for (const rotina of rotinas) await schedule(services, rotina, keepTime);
}

async function schedule(
  { db, clock }: Pick<Needs, 'db' | 'clock'>,
  { name, next }: Rotina,
  keepTime = false,
): Promise<void> {
  await inTransaction(db, { origem: 'tarefa', operacao: name }, (tx) =>
    enqueue(tx, name, {}, { key: name, keepTime, at: next(clock) }),
  );
}
