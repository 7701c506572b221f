import type { Operation } from '../core/operation.ts';
import { agenda } from './agenda/operations.ts';
import { atendimentos } from './atendimentos/operations.ts';
import { autenticacao } from './autenticacao/operations.ts';
import { clientes } from './clientes/operations.ts';
import { comercial } from './comercial/operations.ts';
import { contratos } from './contratos/operations.ts';
import { enderecos } from './enderecos/operations.ts';
import { eventos } from './eventos/operations.ts';
import { financeiro } from './financeiro/operations.ts';
import { infobip } from './infobip/operations.ts';
import { omnichannel } from './omnichannel/operations.ts';
import { prospectos } from './prospectos/operations.ts';
import { redes } from './redes/operations.ts';
import { sva } from './sva/operations.ts';
import { telefonia } from './telefonia/operations.ts';

/** Every operation of WebService Cliente that is served, in the order of the document's sections. */
export const operations: readonly Operation[] = [
  ...autenticacao,
  ...contratos,
  ...comercial,
  ...enderecos,
  ...prospectos,
  ...clientes,
  ...omnichannel,
  ...atendimentos,
  ...agenda,
  ...infobip,
  ...financeiro,
  ...telefonia,
  ...redes,
  ...sva,
  ...eventos,
];
