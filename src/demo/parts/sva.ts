import { type Part, rowsOf } from '../part.ts';

const NEO = 1;
const BIT_TRAINERS = 2;
// Products of PlayHub, by the keys of its answer.
const PLAYHUB = { FoxEsport: 3, uol: 4, WatchTv: 5, EsporteIterativo: 6, McAfee: 7 };

// The plan of contract 1283299, of customer 81593.
const PLANO = 91106;

const taken: Record<number, (keyof typeof PLAYHUB)[]> = {
  1280001: ['WatchTv', 'McAfee'],
  1280002: ['uol', 'EsporteIterativo'],
};

/** Products of partner platforms, who has them, and the users of PlayHub. */
export const sva: Part = {
  name: 'sva',
  rows: async ({ senha }) => [
    rowsOf('sva_produto', [
      { id: NEO, descricao: 'CANAIS NEO' },
      { id: BIT_TRAINERS, descricao: 'BIT TRAINERS' },
      ...Object.entries(PLAYHUB).map(([nome, id]) => ({ id, descricao: nome.toUpperCase() })),
    ]),
    rowsOf('sva_recurso', [
      { produto_id: NEO, plataforma: 'NEO', recurso: '123', pais: 'BR', acao: 'VIEW' },
      { produto_id: BIT_TRAINERS, plataforma: 'BIT_TRAINERS', recurso: '11' },
      ...Object.entries(PLAYHUB).map(([recurso, produto_id]) => ({
        produto_id,
        plataforma: 'PLAYHUB' as const,
        recurso,
      })),
    ]),
    rowsOf('sva_produto_plano', [
      { produto_id: NEO, plano_id: PLANO },
      { produto_id: BIT_TRAINERS, plano_id: PLANO },
    ]),
    rowsOf(
      'sva_contrato',
      Object.entries(taken).flatMap(([contrato, nomes]) =>
        nomes.map((nome) => ({
          contrato_id: Number(contrato),
          produto_id: PLAYHUB[nome],
          autorizacao: 'demonstração',
        })),
      ),
    ),
    rowsOf('sva_usuario', [
      { plataforma: 'PLAYHUB', login: 'teste.teste', senha_hash: await senha('teste123') },
      { plataforma: 'PLAYHUB', login: '12312312312', senha_hash: await senha('12312312312') },
    ]),
  ],
};
