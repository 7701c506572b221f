import { actionOf } from './arguments.ts';
import { remessa } from './cnab/remessa.ts';
import { aplicar, encerrar, pendentes, reenviar, retorno } from './cnab/retorno.ts';
import type { Command } from './command.ts';

const actions = { remessa, retorno, pendentes, aplicar, encerrar, reenviar };

export const cnab: Command = {
  name: 'cnab',
  about: 'Arquivos CNAB 240 do banco: remessa, retorno e o que ficou sem lugar (docs/recebimento.md)',
  usage: [
    'remessa --convenio N [--saida pasta] [--numero N] [--a-partir-de N] [--demo]',
    'retorno <arquivo> [<arquivo> …] [--demo]',
    'pendentes [--demo]',
    'aplicar <item> --fatura N [--valor 79,90] [--dia AAAA-MM-DD] [--demo]',
    'encerrar <item> --motivo "…" [--demo]',
    'reenviar <fatura> [<fatura> …] [--demo]   boletos recusados, na próxima remessa',
  ],
  async run([action, ...args]) {
    await actionOf('cnab', actions, action)(args);
  },
};
