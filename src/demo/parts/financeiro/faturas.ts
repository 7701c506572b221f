import { type Day, day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { NovaLinha } from '#modules/financeiro/index.ts';

/** What an invoice of the demo charges. */
export interface FaturaDaDemo {
  id: number;
  linhas: readonly Pick<NovaLinha, 'contratoId' | 'tipo' | 'descricao' | 'valor'>[];
}

/** One that came before this system, and was paid. */
export interface FaturaPaga extends FaturaDaDemo {
  contratoId: number;
  valor: Centavos;
  vencimento: Day;
  numeroDocumento: string;
  numeroBoleto: string;
  pagaEm: Day;
}

const linha = (contratoId: number, valor: number, descricao: string, tipo: NovaLinha['tipo'] = 'MENSALIDADE') => ({
  contratoId,
  tipo,
  descricao,
  valor: centavos(valor),
});

const FIBRA_10 = 'FIBRA RES 10MBPS FRANQUIA 360GB';
const FIBRA_15 = 'FIBRA MAIS - 15M';
const FIBRA_5 = 'FIBRA ÓPTICA 5MB';
const VISITA = 'CL - FIBRA - VISITA TÉCNICA';

/** The lines of the invoices that the part of contracts has brought. */
export const abertas: readonly FaturaDaDemo[] = [
  { id: 90, linhas: [linha(1283322, 24899, FIBRA_10), linha(1283321, 6699, 'FIBRA RES 2/6MBPS ILIM.')] },
  { id: 91, linhas: [linha(1283299, 10549, FIBRA_10)] },
  { id: 25, linhas: [linha(699689, 4500, 'RADIO 10 MB'), linha(1015481, 4500, 'RADIO 10 MB')] },
  { id: 26, linhas: [linha(699689, 7500, 'RADIO 10 MB'), linha(1015481, 7500, 'RADIO 10 MB')] },
  {
    id: 40,
    linhas: [linha(1283299, 10549, FIBRA_10), linha(1283299, 7621, 'CL - SERVIÇO ADICIONAL', 'SERVICO')],
  },
  { id: 1224, linhas: [linha(1283367, 7500, FIBRA_15)] },
  { id: 12205372, linhas: [linha(1283392, 5500, 'ASASAS'), linha(1283392, 4490, VISITA, 'SERVICO')] },
  { id: 12205373, linhas: [linha(1283392, 4000, VISITA, 'SERVICO')] },
  { id: 90294, linhas: [linha(1283294, 10549, FIBRA_10)] },
  { id: 3, linhas: [linha(70003, 10990, FIBRA_15)] },
  { id: 4, linhas: [linha(70003, 10990, FIBRA_15)] },
  { id: 89, linhas: [linha(1282441, 10990, FIBRA_15), linha(1282441, 250, 'SEGUNDA VIA', 'EXTRA')] },
  { id: 8, linhas: [linha(1282441, 10990, FIBRA_15)] },
  { id: 9, linhas: [linha(1282441, 10990, FIBRA_15)] },
  {
    id: 8768696,
    linhas: [
      linha(111222, 1490, 'LOCACAO DE EQUIPAMENTOS'),
      linha(222333, 15410, 'FIBRA 300MB ILIMITADO'),
      linha(222333, -4400, 'DESCONTO DE BOAS-VINDAS', 'DESCONTO'),
    ],
  },
  { id: 91041, linhas: [linha(10568, 5990, FIBRA_5)] },
  { id: 91042, linhas: [linha(91011, 5990, FIBRA_5)] },
];

/** The year 2019, a month each, and one that was paid long before its day. */
export const pagas: readonly FaturaPaga[] = [
  ...Array.from({ length: 12 }, (_, i) => {
    const mes = String(i + 1).padStart(2, '0');
    return paga(mes === '06' ? 123456 : 60101 + i, 1283299, 10549, FIBRA_10, {
      vencimento: day(`2019-${mes}-10`),
      numeroDocumento: `${mes}192601${mes}`,
      numeroBoleto: `000601${mes}`,
      pagaEm: day(`2019-${mes}-10`),
    });
  }),
  paga(1207, 1283350, 7500, FIBRA_15, {
    vencimento: day('2020-12-08'),
    numeroDocumento: '1220283333',
    numeroBoleto: '00000010',
    pagaEm: day('2020-07-08'),
  }),
];

function paga(
  id: number,
  contratoId: number,
  valor: number,
  plano: string,
  resto: Pick<FaturaPaga, 'vencimento' | 'numeroDocumento' | 'numeroBoleto' | 'pagaEm'>,
): FaturaPaga {
  return { id, contratoId, valor: centavos(valor), linhas: [linha(contratoId, valor, plano)], ...resto };
}
