import { settings } from '../config.ts';
import { type Command, print } from './command.ts';

export const configuracao: Command = {
  name: 'configuracao',
  about: 'Lista as configurações, com o valor de cada uma',
  usage: [''],
  async run() {
    for (const { name, about, fallback, secret } of Object.values(settings)) {
      const value = process.env[name];
      const shown = value ? (secret ? '(definida)' : value) : fallback || '(não definida)';
      print(`${name}=${shown}`);
      print(`    ${about}`);
    }
  },
};
