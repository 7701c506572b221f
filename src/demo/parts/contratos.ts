import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { type Part, rowsOf } from '../part.ts';

const tecnologia = (
  id: number,
  descricao: string,
  tipo: 'INTERNET' | 'TELEFONIA' | 'TV' | 'HOSPEDAGEM' | 'OUTROS',
) => ({
  id,
  descricao,
  tipo,
  fibra: descricao === 'FIBRA',
});

const plano = (
  id: number,
  descricao: string,
  tecnologia_id: number,
  valor: number | null,
  franquia_gb: number | null = null,
) => ({
  id,
  descricao,
  tecnologia_id,
  valor: valor === null ? null : centavos(valor),
  franquia_gb,
});

type Status = 'HABILITADO' | 'HABILITADO EM CONFIANCA' | 'SUSPENSO' | 'CANCELADO';

// id, cliente, plano, valor, vencimento, status
const lista: [number, number, number, number, number, Status][] = [
  [6976, 81593, 91101, 7990, 1, 'HABILITADO'],
  [7058, 81593, 91102, 7990, 1, 'HABILITADO'],
  [61049, 81593, 91103, 11490, 1, 'HABILITADO'],
  [311622, 81593, 91104, 11490, 2, 'HABILITADO'],
  [311623, 81593, 91105, 4990, 1, 'CANCELADO'],
  [1283299, 81593, 91106, 10549, 4, 'HABILITADO'],
  [1283303, 81593, 91107, 990, 4, 'HABILITADO EM CONFIANCA'],
  [1283321, 81593, 91108, 6699, 4, 'HABILITADO'],
  [1283322, 81593, 91106, 24899, 4, 'HABILITADO'],
  [699689, 81593, 91102, 7990, 1, 'CANCELADO'],
  [1015481, 81593, 91102, 7990, 1, 'CANCELADO'],
  [10568, 66499, 91109, 5990, 4, 'SUSPENSO'],
  [83102, 66499, 91110, 4990, 2, 'HABILITADO'],
  [91011, 66499, 91109, 5990, 4, 'SUSPENSO'],
  [355568, 91002, 91109, 5990, 2, 'HABILITADO'],
  [355589, 91002, 91109, 5990, 2, 'HABILITADO'],
  [1283294, 81593, 91106, 10549, 4, 'HABILITADO'],
  [1283392, 81593, 91111, 5500, 4, 'HABILITADO'],
  [1283459, 81593, 91112, 9990, 4, 'HABILITADO'],
  [1283460, 81593, 91112, 9990, 4, 'HABILITADO'],
  [1283519, 81593, 91112, 9990, 4, 'HABILITADO'],
  [1280001, 90001, 1159, 8310, 2, 'HABILITADO'],
  [1280002, 90002, 1159, 8310, 2, 'HABILITADO'],
  [6861, 81593, 91106, 10549, 2, 'HABILITADO'],
  [1283367, 81593, 1159, 7500, 4, 'HABILITADO'],
  [1283350, 81593, 1159, 7500, 4, 'HABILITADO'],
  [1283658, 81593, 1159, 8310, 4, 'HABILITADO'],
  [9999999, 81593, 91107, 1490, 4, 'HABILITADO'],
  [70003, 3, 1159, 10990, 4, 'HABILITADO'],
  [1282441, 366890, 1159, 10990, 4, 'HABILITADO'],
  [111222, 8768696, 91107, 1490, 4, 'HABILITADO'],
  [222333, 8768696, 91113, 15410, 4, 'HABILITADO'],
  [1, 1, 1, 9990, 4, 'HABILITADO'],
  [285, 1, 1, 9990, 4, 'HABILITADO'],
];

const logins: Record<number, string> = {
  61049: 'clienteteste',
  311622: 'SAL.farinha.311622',
  1283367: '2clienteteste',
};

// id, cliente, centavos, vencimento, documento, boleto, contratos
const faturas: [number, number, number, string, string, string, number[]][] = [
  [90, 81593, 31598, '2020-03-09', '0320283295', '00000085425P', [1283322, 1283321]],
  [91, 81593, 10549, '2020-04-09', '0420283296', '00000085426P', [1283299]],
  [25, 81593, 9000, '2017-08-01', '0008177049', '35', [699689, 1015481]],
  [26, 81593, 15000, '2017-06-15', '0008177048', '27', [699689, 1015481]],
  [40, 81593, 18170, '2017-05-10', '0517283240', '2356580', [1283299]],
  [1224, 81593, 7500, '2020-08-01', '0820283350', '00000027', [1283367]],
  [12205372, 81593, 9990, '2021-04-05', '0421183459', '21', [1283392]],
  [12205373, 81593, 4000, '2021-05-07', '0521283459', '00000000003P', [1283392]],
  [90294, 81593, 10549, '2021-03-10', '0321283294', '00000090294P', [1283294]],
  [3, 3, 10990, '2020-01-22', '0120000003', '00216003', [70003]],
  [4, 3, 10990, '2020-02-22', '0220000004', '00216004', [70003]],
  [89, 366890, 11240, '2020-05-10', '0520000089', '00000089', [1282441]],
  [8, 366890, 10990, '2020-06-22', '0620000008', '00000008', [1282441]],
  [9, 366890, 10990, '2020-07-22', '0720000009', '00000009', [1282441]],
  [8768696, 8768696, 12500, '2020-03-10', '0320876869', '08768696', [111222, 222333]],
];

const atendimento = (
  id: number,
  protocolo: string,
  contrato_id: number,
  status: 'PENDENTE' | 'VISITA_AGENDADA' | 'SOLUCIONADO',
  aberto_em: string,
) => ({ id, protocolo, cliente_id: 81593, contrato_id, status, aberto_em: new Date(`${aberto_em}-03:00`) });

const ENDERECO_PADRAO = 91021;

/** Contracts, invoices and tickets, as far as the app's login shows them. */
export const contratos: Part = {
  name: 'contratos',
  rows: ({ dia }) => {
    const abertas: typeof faturas = [
      ...faturas,
      [91041, 66499, 5990, dia(-20), '0000091041', '00000091041', [10568]],
      [91042, 66499, 5990, dia(-20), '0000091042', '00000091042', [91011]],
    ];
    return [
      rowsOf('tecnologia', [
        tecnologia(2, 'RADIO', 'INTERNET'),
        tecnologia(4, 'FIBRA', 'INTERNET'),
        tecnologia(10, 'TELEFONIA IP', 'TELEFONIA'),
        tecnologia(11, 'TELEFONIA FIXA', 'TELEFONIA'),
        tecnologia(12, 'TV POR SATELITE', 'TV'),
        tecnologia(14, 'FIBRA', 'INTERNET'),
        tecnologia(20, 'LOCACAO', 'OUTROS'),
        tecnologia(21, 'CONSULTORIA', 'OUTROS'),
        tecnologia(22, 'HOSTING', 'HOSPEDAGEM'),
      ]),
      rowsOf('vencimento', [
        { id: 1, dia: 1, dia_faturamento_inicial: 6, dia_faturamento_final: 5 },
        { id: 2, dia: 5, dia_faturamento_inicial: 6, dia_faturamento_final: 5 },
        { id: 4, dia: 10, dia_faturamento_inicial: 11, dia_faturamento_final: 10 },
      ]),
      rowsOf('plano', [
        plano(1, 'FIBRA TESTE', 4, 9990),
        plano(1159, 'FIBRA MAIS - 15M', 4, 8310),
        plano(91101, 'INTERNET FIBRA 10 MB', 4, 7990, 240),
        plano(91102, 'RADIO 10 MB', 2, 7990, 270),
        plano(91103, 'FIBRA PROMO ION 10MBPS/30MBPS FRAN. 360GB', 4, 11490, 360),
        plano(91104, 'PLANO INTERNET TESTE - PRE', 4, 11490),
        plano(91105, 'PLANO TELEFONIA TESTE - PRE', 11, 4990),
        plano(91106, 'FIBRA RES 10MBPS FRANQUIA 360GB', 4, 10549, 360),
        plano(91107, 'LOCACAO DE EQUIPAMENTOS', 4, 990),
        plano(91108, 'FIBRA RES 2/6MBPS ILIM.', 4, 6699),
        plano(91109, 'FIBRA ÓPTICA 5MB', 4, 5990),
        plano(91110, 'VIAFONE FALA MAIS ILIMIT', 11, 4990),
        plano(91111, 'ASASAS', 21, 5500),
        plano(91112, 'WIRELESS VEROSUPER 2M', 2, 9990),
        plano(91113, 'FIBRA 300MB ILIMITADO', 4, 15410),
      ]),
      rowsOf('cliente_endereco', [
        {
          id: ENDERECO_PADRAO,
          cliente_id: 81593,
          tipo: 'PADRAO',
          logradouro_id: 645831,
          numero: '102',
          complemento: 'CASA A',
          classificacao_id: 1,
        },
        { id: 91022, cliente_id: 81593, tipo: 'PADRAO', logradouro_id: 91311, numero: '444', classificacao_id: 1 },
        { id: 91023, cliente_id: 81593, tipo: 'PADRAO', logradouro_id: 91312, numero: '966', classificacao_id: 1 },
        { id: 91024, cliente_id: 66499, tipo: 'PADRAO', logradouro_id: 91313, numero: '510', classificacao_id: 1 },
        {
          id: 1291299,
          cliente_id: 81593,
          tipo: 'PADRAO',
          logradouro_id: 645831,
          numero: '152',
          complemento: 'APTO 1',
          classificacao_id: 1,
          condominio_cm_id: 1,
          bloco_cm_id: 2,
          latitude: -20.6560787,
          longitude: -43.756296599999985,
        },
      ]),
      rowsOf(
        'contrato',
        lista.map(([id, cliente_id, plano_id, valor, vencimento_id, status]) => ({
          id,
          cliente_id,
          plano_id,
          tipo_contrato_id: id === 61049 ? 4 : 1,
          vencimento_id,
          valor: centavos(valor),
          status,
          login_radius: logins[id] ?? null,
          habilitado_em: id === 1280001 || id === 1280002 ? day('2018-08-20') : null,
        })),
      ),
      rowsOf('contrato_endereco', [
        { contrato_id: 6976, cliente_endereco_id: 91022 },
        { contrato_id: 7058, cliente_endereco_id: 91023 },
        { contrato_id: 61049, cliente_endereco_id: ENDERECO_PADRAO },
        { contrato_id: 311622, cliente_endereco_id: ENDERECO_PADRAO },
        { contrato_id: 10568, cliente_endereco_id: 91024 },
        { contrato_id: 83102, cliente_endereco_id: 91024 },
        { contrato_id: 1283658, cliente_endereco_id: 1291299 },
      ]),
      rowsOf(
        'fatura',
        abertas.map(([id, cliente_id, valor, vencimento, numero_documento, numero_boleto]) => ({
          id,
          cliente_id,
          valor: centavos(valor),
          vencimento: day(vencimento),
          numero_documento,
          numero_boleto,
        })),
      ),
      rowsOf(
        'fatura_contrato',
        abertas.flatMap(([fatura_id, , , , , , ids]) =>
          ids.map((contrato_id, i) => ({ fatura_id, contrato_id, ordem: i + 1 })),
        ),
      ),
      rowsOf('atendimento', [
        atendimento(3395, '2020062214034302', 311622, 'VISITA_AGENDADA', '2020-06-22T14:03:43'),
        atendimento(3414, '2020062411000854', 311622, 'SOLUCIONADO', '2020-06-24T11:00:10'),
        atendimento(3101, '2016100606871889', 6976, 'SOLUCIONADO', '2016-10-06T06:00:00'),
        atendimento(3102, '2016120706925342', 6976, 'SOLUCIONADO', '2016-12-07T06:00:00'),
        atendimento(3201, '2020012718255111', 7058, 'PENDENTE', '2020-01-27T18:25:51'),
        atendimento(3388, '2020060109301201', 61049, 'SOLUCIONADO', '2020-06-01T09:30:12'),
        atendimento(4049282, '2021091510203011', 1283658, 'SOLUCIONADO', '2021-09-15T10:20:30'),
        atendimento(4049332, '2021091615531377', 1283658, 'PENDENTE', '2021-09-16T15:53:14'),
      ]),
    ];
  },
};
