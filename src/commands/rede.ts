import { actionOf } from './arguments.ts';
import type { Command } from './command.ts';
import { cgnat } from './rede/cgnat.ts';
import { comandos } from './rede/comandos.ts';
import { conferencia } from './rede/conferir.ts';
import { freeradius } from './rede/freeradius.ts';
import { nas } from './rede/nas.ts';
import { quemTinha } from './rede/quem.ts';

const actions: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  nas,
  freeradius,
  quem: quemTinha,
  cgnat,
  comandos,
  conferir: conferencia,
};

export const rede: Command = {
  name: 'rede',
  about: 'NASes, FreeRADIUS, quem tinha um endereço, blocos de CGNAT (docs/rede.md)',
  usage: [
    'nas criar --ip A --nome N --fabricante mikrotik [--segredo S] [--porta-coa 3799] [--ao-mudar desconectar|coa] [--intervalo 600]',
    'nas listar | nas remover --ip A',
    'freeradius usuario --nome N     cria (ou troca a senha de) o usuário do PostgreSQL para o FreeRADIUS',
    'freeradius atualizar            põe todos os contratos com login na fila, para o FreeRADIUS os conhecer',
    'quem --ip A [--porta P] --quando 2026-01-31T14:00:00-03:00 [--motivo "ofício 123"] [--json]',
    'cgnat importar <arquivo.csv>    colunas: ip_publico;porta_inicial;porta_final;ip_privado;nas;vigente_de;vigente_ate',
    'comandos [--contrato N] [--limite N]     o que foi mandado aos NASes, e no que deu',
    'conferir [--limite N]           o que os pacotes disseram que não pode estar certo     (todos: [--demo])',
  ],
  async run([action, ...args]) {
    await actionOf('rede', actions, action)(args);
  },
};
