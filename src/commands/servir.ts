import { criarIntegrador } from '#modules/acesso/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { readConfig } from '../config.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { portsOf } from '../ports.ts';
import { type Command, print } from './command.ts';
import { serve } from './serve.ts';

const KEEP = 'Guarde a senha: ela não será mostrada de novo.';

export const servir: Command = {
  name: 'servir',
  about: 'Serve a instalação de produção',
  usage: [''],
  async run() {
    const config = readConfig();
    const installation = await openInstallation(config, 'producao');
    try {
      const { address, ended } = await serve(config, installation, portsOf(config, installation));
      // Not before it serves: a start that fails would make it and never show its secret.
      const first = await firstIntegrator(installation);
      print(
        [
          `Balcão em ${address} · referência em ${address}/docs`,
          ...(first ? [`Primeiro integrador: usuário ${first.usuario}, senha ${first.segredo}`, KEEP] : []),
        ].join('\n'),
      );
      await ended;
    } catch (error) {
      await installation.close();
      throw error;
    }
  },
};

// Of several processes that start at once one makes it: the name is unique.
async function firstIntegrator({ db }: Installation) {
  const { count } = await db
    .selectFrom('integrador')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count > 0) return null;
  return inTransaction(db, { origem: 'comando', operacao: 'servir' }, (tx) =>
    criarIntegrador(tx, { nome: 'principal', tipo: 'basic', escopos: ['*'], limitePorMinuto: null }),
  ).catch((error) => {
    if (error?.code === 'integrador.nome_em_uso') return null;
    throw error;
  });
}
