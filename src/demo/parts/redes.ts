import { type Part, rowsOf } from '../part.ts';

const CIDADE = 100;
const FIBRA = 4;
const SAIDAS = 8;

interface Caixa {
  id: number;
  descricao: string;
  numero: string;
  latitude: number;
  longitude: number;
  /** Outputs carry consecutive ids. */
  primeiraSaida: number;
  /** The only output that nobody has taken. */
  livre: number;
  cm?: { id_location_cm: number; id_componente_cm?: number; id_porta_componente_cm?: number };
  mapeamento?: string;
}

const caixas: Caixa[] = [
  {
    id: 8614,
    descricao: 'NOVO HORIZONTE - CAIXA 1617',
    numero: '1617',
    latitude: -20.65489543,
    longitude: -43.7562966,
    primeiraSaida: 95177,
    livre: 95184,
  },
  {
    id: 8647,
    descricao: 'NOVO HORIZONTE - CAIXA 1640',
    numero: '1640',
    latitude: -20.6542801,
    longitude: -43.7562966,
    primeiraSaida: 95422,
    livre: 95425,
    cm: { id_location_cm: 1, id_componente_cm: 22, id_porta_componente_cm: 5 },
    mapeamento: 'OLT LAFA 12 > PONCARD 11 > PORTA 2, DIO 72 FO PROGRESSO',
  },
  {
    id: 24,
    descricao: 'NOVO HORIZONTE - CAIXA 24',
    numero: '24',
    latitude: -20.6538304,
    longitude: -43.7562966,
    primeiraSaida: 225,
    livre: 225,
    cm: { id_location_cm: 1 },
  },
  {
    id: 21,
    descricao: 'NOVO HORIZONTE - CAIXA 21',
    numero: '21',
    latitude: -20.6533807,
    longitude: -43.7562966,
    primeiraSaida: 165,
    livre: 165,
    cm: { id_location_cm: 2 },
  },
  {
    id: 8702,
    descricao: 'ROCHEDO - CAIXA 1701',
    numero: '1701',
    latitude: -20.66357063,
    longitude: -43.7741393,
    primeiraSaida: 95502,
    livre: 95502,
  },
];

// Output 95424 belongs to contract 1283658; who has the other ones is not told.
const donos: Record<number, number> = { 95424: 1283658 };

const numero = (id: number, digitos: string, status: 'LIVRE' | 'OCUPADO' = 'LIVRE') => ({
  id,
  prefixo_id: 1,
  numero: digitos,
  status,
});

/** Boxes with their outputs, and telephone numbers. */
export const redes: Part = {
  name: 'redes',
  rows: () => [
    rowsOf(
      'caixa',
      caixas.map(({ primeiraSaida: _, livre: __, cm, ...caixa }) => ({
        ...caixa,
        ...cm,
        cidade_id: CIDADE,
        tecnologia_id: FIBRA,
      })),
    ),
    rowsOf(
      'saida_caixa',
      caixas.flatMap(({ id: caixa_id, primeiraSaida, livre }) =>
        Array.from({ length: SAIDAS }, (_, i) => ({
          id: primeiraSaida + i,
          caixa_id,
          numero: i + 1,
          descricao: `SAIDA ${i + 1}`,
          status: primeiraSaida + i === livre ? ('LIVRE' as const) : ('OCUPADA' as const),
          contrato_id: donos[primeiraSaida + i] ?? null,
        })),
      ),
    ),
    rowsOf('prefixo_telefonico', [
      { id: 1, codigo_area: '31', prefixo: '3939', cidade_id: CIDADE },
      { id: 91431, codigo_area: '31', prefixo: '3763', cidade_id: CIDADE, terceiro: true },
    ]),
    rowsOf('numero_telefonico', [
      numero(178, '0177'),
      numero(311, '0310'),
      numero(2742, '2741'),
      numero(2743, '2742'),
      numero(2744, '2743', 'OCUPADO'),
      numero(2745, '2744', 'OCUPADO'),
      numero(2746, '2745'),
    ]),
  ],
};
