import { dayAt, formatDay } from '#kernel/dates.ts';
import { destinosSemTarifa, ligacoesSemTarifa, tarifarPendentes } from '#modules/telefonia/index.ts';
import type { Installation } from '../installation.ts';
import { actionOf, noMore, onInstallation, printTable, readArgs } from './arguments.ts';
import { type Command, print } from './command.ts';

const actions: Record<string, (on: Installation) => Promise<void>> = {
  async tarifar({ db }) {
    print(`Chamadas tarifadas agora: ${(await tarifarPendentes(db)).toLocaleString('pt-BR')}.`);
    await contarSemTarifa({ db });
  },
  async 'sem-tarifa'({ db }) {
    const destinos = await destinosSemTarifa(db);
    if (destinos.length === 0) return print('Todas as chamadas têm tarifa.');
    printTable(
      ['DESTINO', 'CHAMADAS', 'SEGUNDOS', 'PRIMEIRA', 'ÚLTIMA'],
      destinos.map(({ destino, ligacoes, segundos, primeira, ultima }) => [
        `${destino}…`,
        String(ligacoes),
        String(segundos),
        formatDay(dayAt(primeira), 'dd/MM/yyyy'),
        formatDay(dayAt(ultima), 'dd/MM/yyyy'),
      ]),
    );
  },
};

export const ligacoes: Command = {
  name: 'ligacoes',
  about: 'Tarifa as chamadas que chegaram sem tarifa, e mostra para onde foram as que ainda não têm',
  usage: ['sem-tarifa [--demo]   os destinos, pelos oito primeiros algarismos', 'tarifar [--demo]'],
  async run(args) {
    const { values, positionals } = readArgs(args, { demo: { type: 'boolean' } });
    const [action, ...rest] = positionals;
    const work = actionOf('ligacoes', actions, action);
    noMore(rest);
    await onInstallation(values.demo, {}, work);
  },
};

/** Says how many calls have no tariff, if any. */
export async function contarSemTarifa({ db }: Pick<Installation, 'db'>): Promise<void> {
  const total = await ligacoesSemTarifa(db);
  if (total === 0) return;
  print(`Chamadas sem tarifa, e por isso sem valor: ${total.toLocaleString('pt-BR')}.`);
  print('Veja os destinos com balcao ligacoes sem-tarifa; cadastrada a tarifa, balcao ligacoes tarifar.');
}
