import { bancoDoBrasil } from './banco-do-brasil.ts';
import { caixa } from './caixa.ts';
import type { BancoCnab, LayoutCnab } from './layout.ts';
import { santander } from './santander.ts';

const layouts: Readonly<Record<BancoCnab, LayoutCnab>> = { '001': bancoDoBrasil, '033': santander, '104': caixa };

/** The records of a bank; null for one that files are not made for. */
export const layoutDo = (banco: string): LayoutCnab | null => (banco in layouts ? layouts[banco as BancoCnab] : null);
