import { type Part, rowsOf } from '../part.ts';

const ABRE_CAMPO = 1;
const FIBRA = 4;

/** Box 9001, the reasons for changing a box, and equipment at two contracts. */
export const caixas: Part = {
  name: 'caixas',
  rows: () => [
    rowsOf('caixa', [
      {
        id: 9001,
        descricao: 'CX 9001',
        numero: '9001',
        cidade_id: ABRE_CAMPO,
        tecnologia_id: FIBRA,
        latitude: -20.3008,
        longitude: -42.4775,
      },
    ]),
    rowsOf(
      'saida_caixa',
      Array.from({ length: 8 }, (_, i) => ({
        caixa_id: 9001,
        numero: i + 1,
        descricao: `SAIDA ${i + 1}`,
        status: i === 2 ? ('OCUPADA' as const) : ('LIVRE' as const),
        contrato_id: i === 2 ? 285 : null,
      })),
    ),
    rowsOf('justificativa_caixa', [
      { id: 1, descricao: 'ERRO - HA OUTRO CLIENTE CONECTADO', tipo: 'ERRO' },
      { id: 2, descricao: 'SAIDA NAO CONECTA', tipo: 'MANUTENCAO' },
      { id: 3, descricao: 'EXISTE UMA CAIXA MAIS PRÓXIMA DO CLIENTE', tipo: 'OUTROS' },
    ]),
    rowsOf('equipamento', [
      {
        serial: '554545',
        fabricante: 'ZTE',
        contrato_id: 1,
        cidade_id: ABRE_CAMPO,
        login_pppoe: 'teste',
        situacao: 'PROVISIONADO',
      },
      { serial: 'FHTT-09872590', fabricante: 'FIBERHOME', contrato_id: 311622, cidade_id: 100, situacao: 'INSTALADO' },
    ]),
  ],
};
