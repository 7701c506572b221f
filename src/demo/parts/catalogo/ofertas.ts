import { day } from '#kernel/dates.ts';
import { type Moment, type Rows, rowsOf } from '../../part.ts';
import { CIDADE, RESIDENCIAL } from './onde.ts';

const item = (pacote_id: number, ordem: number, plano_id: number, desconto: number) => ({
  pacote_id,
  ordem,
  plano_id,
  desconto,
});

// An amount in centavos, or hundredths of a percent.
const promocao = (
  { dia }: Moment,
  id: number,
  descricao: string,
  [desconto, em_porcentagem]: [number, boolean],
  numero_mensalidades: number,
) => ({
  id,
  descricao,
  inicio: day('2018-01-01'),
  fim: dia(365),
  em_porcentagem,
  desconto,
  numero_mensalidades,
  cumulativa: true,
  pre_pago: false,
});

/** Packages, promotions, origins and channels. */
export const ofertas = (moment: Moment): Rows[] => [
  rowsOf('pacote', [
    { id: 23, descricao: 'PACOTE FIBRA E VOZ', tipo_contrato_id: RESIDENCIAL },
    { id: 1260, descricao: 'PACOTE TESTE', tipo_contrato_id: RESIDENCIAL },
    { id: 1261, descricao: 'TESTE II', tipo_contrato_id: RESIDENCIAL },
  ]),
  rowsOf(
    'pacote_cidade',
    [23, 1260, 1261].map((pacote_id) => ({ pacote_id, cidade_id: CIDADE })),
  ),
  rowsOf('pacote_item', [
    item(23, 1, 673, 500),
    item(23, 2, 145, 200),
    item(1260, 1, 673, 500),
    item(1260, 2, 786, 200),
    item(1261, 1, 579, 500),
    item(1261, 2, 787, 0),
  ]),
  rowsOf('promocao', [
    ...[
      promocao(moment, 41, 'DESCONTO DE 100% NA PRIMEIRA MENSALIDADE DE FIBRA ÓPTICA', [10000, true], 1),
      promocao(moment, 283, '30% DESCONTO NA MENSALIDADE 12 MESES FUNCIONARIO', [3000, true], 12),
      promocao(moment, 306, 'R$5,00 BOLETO DIGITAL', [500, false], 24),
    ].map((row) => ({ ...row, planos: [787], tecnologias: [4, 14, 20], tipos_contrato: [RESIDENCIAL] })),
    ...[
      promocao(moment, 20, '10% DE DESCONTO NA MENSALIDADE', [1000, true], 6),
      promocao(moment, 21, '5% DE DESCONTO NA MENSALIDADE', [500, true], 6),
    ].map((row) => ({ ...row, planos: [1159, 673, 692, 145] })),
    {
      ...promocao(moment, 87, 'INDICAÇÃO 50% EM UMA MENSALIDADE', [5000, true], 1),
      inicio: day('2018-08-01'),
      fim: day('2020-12-29'),
      tipo_item_promocional: 'TECNOLOGIA',
      pre_pago: null,
      transfere_desconto: true,
      ordem: 12,
    },
  ]),
  rowsOf('origem_comercial', [
    { id: 1, descricao: 'INDICAÇÃO DE CLIENTE', is_indicacao: true, promocao_id: 87 },
    { id: 3, descricao: 'PROMOÇÃO RADIO' },
    { id: 4, descricao: 'FACEBOOK' },
    { id: 5, descricao: 'TESTE' },
  ]),
  rowsOf('canal_venda', [
    { id: 1, descricao: 'A' },
    { id: 2, descricao: 'B' },
  ]),
];
