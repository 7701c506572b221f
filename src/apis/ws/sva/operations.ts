import type { Operation } from '../../core/operation.ts';
import { autenticarBitTrainers, autorizarBitTrainers } from './bit-trainers.ts';
import { autenticarNeo, autorizarNeo } from './neo.ts';
import { buscarClientePlayHub, buscarClientesPlayHub } from './playhub.ts';

export const sva: readonly Operation[] = [
  autenticarNeo,
  autorizarNeo,
  autenticarBitTrainers,
  autorizarBitTrainers,
  buscarClientesPlayHub,
  buscarClientePlayHub,
];
