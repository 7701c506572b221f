import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import type { Faturamento } from '../../src/modules/faturamento/compor.ts';
import type { ContratoLido } from '../../src/modules/faturamento/contrato.ts';
import type { PromocaoDoContrato } from '../../src/modules/faturamento/promocoes.ts';

/** The run of 30 November 2026, which bills 11 November to 10 December, due on the 10th. */
export const regras = {
  hoje: day('2026-11-30'),
  fracao: 'corte' as const,
  suspensos: [{ desde: day('1900-01-01'), cobra: false }],
  semEspera: false,
  antecedenciaMinimaDias: 5,
};

/** A contract of R$ 99,90 in service for long, due on the 10th. */
export const contrato = (changed: Partial<ContratoLido> = {}): ContratoLido => ({
  id: 1,
  clienteId: 7,
  faturaUnica: false,
  status: 'HABILITADO',
  formaCobrancaId: 65,
  isento: false,
  empresaId: 1,
  plano: 'FIBRA',
  mensalidade: centavos(9990),
  faturarDesde: null,
  habilitadoEm: day('2020-01-01'),
  canceladoEm: null,
  extras: [],
  promocoes: [],
  parcelados: [],
  chamadas: [],
  faturados: [],
  historico: [],
  inativacoes: [],
  alvo: {
    vencimentoId: 4,
    dia: { dia: 10, diaFinal: 10, mesmoMes: true, prePago: false },
    competencia: day('2026-12-01'),
    emissao: day('2026-11-30'),
    vencimento: day('2026-12-10'),
  },
  ...changed,
});

export const promocao = (changed: Partial<PromocaoDoContrato> = {}): PromocaoDoContrato => ({
  id: 1,
  descricao: 'PROMOCAO',
  em_porcentagem: true,
  desconto: 1000,
  numero_mensalidades: 12,
  dias_carencia: null,
  valor_base: 'VALOR LIQUIDO',
  usadas: 0,
  ...changed,
});

/** November as it was billed on 31 October. */
export const novembro = (changed: object = {}) => ({
  competencia: day('2026-11-01'),
  inicio: day('2026-10-11'),
  fim: day('2026-11-10'),
  janela: { inicio: day('2026-10-11'), fim: day('2026-11-10') },
  mensal: centavos(9300),
  fora: [],
  faturadoEm: day('2026-10-31'),
  ...changed,
});

/** Each invoice as «total due: kind value, kind value». */
export const contasDe = ({ contas }: Faturamento): string[] =>
  contas.map(
    ({ vencimento, linhas }) =>
      `${linhas.reduce((soma, { valor }) => soma + valor, 0)} ${vencimento}: ${linhas
        .map(({ tipo, valor, parcela }) => `${tipo}${parcela ? ` ${parcela}` : ''} ${valor}`)
        .join(', ')}`,
  );
