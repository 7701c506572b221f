import { centavos } from '#kernel/money.ts';
import { type Rows, rowsOf } from '../../part.ts';
import { CIDADE, EMPRESA, RESIDENCIAL } from './onde.ts';

interface Venda {
  instalacao?: number;
  planejamento?: boolean;
  habilita?: boolean;
}

const plano = (id: number, descricao: string, tecnologia_id: number, valor: number | null, venda: Venda = {}) => ({
  id,
  descricao,
  tecnologia_id,
  valor: valor === null ? null : centavos(valor),
  a_venda: true,
  utiliza_tabela_preco: valor === null,
  possui_planejamento_tributario: venda.planejamento ?? false,
  servico_instalacao_id: venda.instalacao ?? null,
  habilita_na_venda: venda.habilita ?? false,
});

/** Part contratos has loaded this plan already. */
export const FIBRA_MAIS = plano(1159, 'FIBRA MAIS - 15M', 4, 8310, { planejamento: true, instalacao: 17 });

const planos = [
  plano(5, 'RADIO 256KBPS', 14, null, { instalacao: 37 }),
  plano(8, 'VERO 600KBPS ILIM.', 2, null),
  plano(145, 'FIBRA 10MBPS FRANQUIA 360GB', 4, 2200),
  plano(579, 'HOSPEDAGEM WEB ASP - LT', 22, 5000, { planejamento: true }),
  plano(673, 'FALA BEM ILIM', 11, null, { instalacao: 17 }),
  plano(692, 'TV BRONZE HD', 12, 10000, { planejamento: true, instalacao: 17 }),
  plano(786, 'LOCACAO WI-FI', 20, null, { instalacao: 17, habilita: true }),
  plano(787, 'LOCACAO AVULSA WI-FI', 20, 5000, { planejamento: true }),
  plano(1158, 'FIBRA CITY MAIS - 100M', 14, 13510, { instalacao: 223 }),
  plano(1162, 'FIBRA VERO MAIS - 35M', 4, 9310),
  plano(1164, 'FIBRA VERO MAIS - 80M', 4, 11310),
];

const vendidos = [FIBRA_MAIS, ...planos].map(({ id }) => id);

const rede = (
  id: number,
  plano_id: number,
  velocidade_id: number | null,
  reserva_saida_caixa: boolean,
  automatico: boolean,
  limite_franquia: number | null = null,
) => ({
  id,
  plano_id,
  velocidade_id,
  limite_franquia,
  descricao_franquia: limite_franquia === 360 ? '360GB' : 'ILIMITADO',
  reserva_saida_caixa,
  gera_login_automatico: automatico,
  gera_senha_automatica: automatico,
});

const preco = (
  id: number,
  plano_id: number,
  area_cobertura_id: number,
  velocidade_id: number | null,
  valor: number,
) => ({
  id,
  plano_id,
  tipo_contrato_id: RESIDENCIAL,
  area_cobertura_id,
  tipo_pessoa: 'FISICA' as const,
  velocidade_id,
  valor: centavos(valor),
});

/** Plans for sale, with their network attributes, tax plannings and prices. */
export const planosAVenda: readonly Rows[] = [
  rowsOf('plano', planos),
  rowsOf(
    'plano_tipo_contrato',
    vendidos.map((plano_id) => ({ plano_id, tipo_contrato_id: RESIDENCIAL })),
  ),
  rowsOf(
    'plano_cidade',
    vendidos.map((plano_id) => ({ plano_id, cidade_id: CIDADE })),
  ),
  rowsOf('plano_rede', [
    rede(504, 5, 91401, true, true, 5),
    rede(1269, 1158, 91405, false, false, 5),
    rede(91411, 8, null, false, true),
    rede(91412, 145, 91402, true, true, 360),
    rede(91413, 1159, 1, true, true),
    rede(91414, 1162, 91403, false, true),
    rede(91415, 1164, 91404, false, true),
  ]),
  rowsOf('plano_voz', [{ plano_id: 673 }]),
  rowsOf('plano_tv', [{ plano_id: 692 }]),
  rowsOf('planejamento_tributario', [
    { id: 1, empresa_id: EMPRESA, descricao: 'PLANEJAMENTO 1', servico_id: 6 },
    { id: 3, empresa_id: EMPRESA, descricao: 'PLANEJAMENTO 2' },
  ]),
  rowsOf('plano_planejamento', [
    ...[787, 1159, 673, 692, 579].map((plano_id) => ({ plano_id, planejamento_tributario_id: 1 })),
    { plano_id: 787, planejamento_tributario_id: 3 },
  ]),
  rowsOf('area_cobertura', [
    { id: 2124, descricao: 'MG' },
    { id: 2150, descricao: 'MG 2' },
  ]),
  rowsOf('area_cobertura_cidade', [{ cidade_id: CIDADE, area_cobertura_id: 2124 }]),
  rowsOf('tabela_preco', [
    preco(91421, 8, 2150, 67, 8000),
    preco(91422, 8, 2150, 4, 9990),
    preco(91423, 673, 2124, null, 8310),
    preco(91424, 786, 2124, null, 10000),
    preco(91425, 5, 2124, 91401, 5990),
  ]),
];
