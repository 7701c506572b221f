import type { Operation } from '../../core/operation.ts';
import { atualizarLog } from './atualizar-log.ts';
import { buscarUltimoLog } from './buscar-ultimo-log.ts';
import { receberEntregaKannel, receberEntregasInfobip } from './entregas.ts';
import { enviarPin, verificarPin } from './pin.ts';

/** Infobip: one-time codes and delivery reports, in the order of the document, ours last. */
export const infobip: readonly Operation[] = [
  buscarUltimoLog,
  atualizarLog,
  enviarPin,
  verificarPin,
  receberEntregasInfobip,
  receberEntregaKannel,
];
