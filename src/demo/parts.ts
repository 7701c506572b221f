import type { Part } from './part.ts';
import { acesso } from './parts/acesso.ts';
import { agenda } from './parts/agenda.ts';
import { atendimentos } from './parts/atendimentos.ts';
import { caixas } from './parts/caixas.ts';
import { catalogo } from './parts/catalogo.ts';
import { clientes } from './parts/clientes.ts';
import { cobranca } from './parts/cobranca.ts';
import { contratos } from './parts/contratos.ts';
import { enderecos } from './parts/enderecos.ts';
import { financeiro } from './parts/financeiro.ts';
import { fiscal } from './parts/fiscal.ts';
import { inadimplencia } from './parts/inadimplencia.ts';
import { infobip } from './parts/infobip.ts';
import { ligacoes } from './parts/ligacoes.ts';
import { prospectos } from './parts/prospectos.ts';
import { rede } from './parts/rede.ts';
import { redes } from './parts/redes.ts';
import { sva } from './parts/sva.ts';

/** The demo provider, in the order of loading. */
export const parts: readonly Part[] = [
  acesso,
  enderecos,
  clientes,
  contratos,
  catalogo,
  redes,
  prospectos,
  atendimentos,
  agenda,
  infobip,
  fiscal,
  sva,
  financeiro,
  rede,
  caixas,
  inadimplencia,
  cobranca,
  ligacoes,
];
