import { readConfig } from '../config.ts';
import { openInstallation } from '../installation.ts';
import { type Command, print } from './command.ts';

export const migrar: Command = {
  name: 'migrar',
  about: 'Cria ou atualiza a base de dados, sem servir',
  usage: [''],
  async run() {
    const installation = await openInstallation(readConfig(), 'producao');
    await installation.close();
    print('A base de dados está na versão deste programa.');
  },
};
