import type { Operation } from '../../core/operation.ts';
import { abrirAtendimento } from './abrir-atendimento.ts';
import { atribuirNotas } from './atribuir-notas.ts';
import { buscarAtendimentos } from './buscar-atendimentos.ts';
import { buscarAtendimentosOmnichannel } from './buscar-atendimentos-omnichannel.ts';
import { buscarDadosDetalhados } from './buscar-dados-detalhados.ts';
import { buscarFechamentos } from './buscar-fechamentos.ts';
import { buscarNotas } from './buscar-notas.ts';
import { buscarTipos } from './buscar-tipos.ts';
import { buscarVersoesDoAppDeVendas } from './buscar-versoes-do-app-de-vendas.ts';
import { cadastrarAtendimento } from './cadastrar-atendimento.ts';
import { cadastrarLog } from './cadastrar-log.ts';
import { encaminharEmail } from './encaminhar-email.ts';
import { fecharAtendimento } from './fechar-atendimento.ts';
import { informacoesDeAtendimentos } from './informacoes-de-atendimentos.ts';
import { inserirDocumentos } from './inserir-documentos.ts';
import { reverterStatus } from './reverter-status.ts';

/** Tickets, in the order of the document. */
export const atendimentos: readonly Operation[] = [
  buscarAtendimentosOmnichannel,
  buscarTipos,
  buscarAtendimentos,
  cadastrarAtendimento,
  inserirDocumentos,
  fecharAtendimento,
  abrirAtendimento,
  informacoesDeAtendimentos,
  atribuirNotas,
  buscarNotas,
  encaminharEmail,
  buscarFechamentos,
  cadastrarLog,
  reverterStatus,
  buscarDadosDetalhados,
  buscarVersoesDoAppDeVendas,
];
