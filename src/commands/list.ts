import { agenda } from './agenda.ts';
import { auditoria } from './auditoria.ts';
import { caixa } from './caixa.ts';
import { catalogo } from './catalogo.ts';
import { cnab } from './cnab.ts';
import { cobranca } from './cobranca.ts';
import type { Command } from './command.ts';
import { conferir } from './conferir.ts';
import { configuracao } from './configuracao.ts';
import { convenio } from './convenio.ts';
import { demo } from './demo.ts';
import { empresa } from './empresa.ts';
import { equipamento } from './equipamento.ts';
import { fatura } from './fatura.ts';
import { faturar } from './faturar.ts';
import { gerar } from './gerar.ts';
import { importar } from './importar.ts';
import { integrador } from './integrador.ts';
import { ligacoes } from './ligacoes.ts';
import { mensagens } from './mensagens.ts';
import { migrar } from './migrar.ts';
import { negociacao } from './negociacao.ts';
import { notas } from './notas.ts';
import { pagamento } from './pagamento.ts';
import { pix } from './pix.ts';
import { politica } from './politica.ts';
import { rede } from './rede.ts';
import { servir } from './servir.ts';
import { sva } from './sva.ts';
import { usuario } from './usuario.ts';
import { webhook } from './webhook.ts';

export const commands: readonly Command[] = [
  servir,
  demo,
  integrador,
  usuario,
  auditoria,
  migrar,
  gerar,
  importar,
  ligacoes,
  catalogo,
  empresa,
  convenio,
  faturar,
  cobranca,
  cnab,
  conferir,
  politica,
  pix,
  fatura,
  pagamento,
  negociacao,
  notas,
  caixa,
  equipamento,
  sva,
  mensagens,
  webhook,
  rede,
  agenda,
  configuracao,
];
