import type { Convenio } from '../convenios.ts';
import type { Banco } from './banco.ts';
import { bancoDoBrasil } from './banco-do-brasil.ts';
import { bradesco } from './bradesco.ts';
import { caixa } from './caixa.ts';
import { itau } from './itau.ts';
import { santander } from './santander.ts';
import { sicoob } from './sicoob.ts';
import { sicredi } from './sicredi.ts';

/** The banks that boletos are made for, by their codes. */
export const bancos: Readonly<Record<Convenio['banco'], Banco>> = {
  '001': bancoDoBrasil,
  '033': santander,
  '104': caixa,
  '237': bradesco,
  '341': itau,
  '748': sicredi,
  '756': sicoob,
};
