import { createHash } from 'node:crypto';
import type { DB } from '#platform/db.ts';

const CLASSES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

/** What a simulated partner answers about a document that it has no answer for: the same every time, and invented. */
export function reputacaoInventada(parceiro: DB['demo_parceiro']['parceiro'], documento: string): object {
  const [um = 0, dois = 0, tres = 0] = createHash('sha256').update(documento).digest();
  return parceiro === 'SPC' ? spc(documento, um, dois, tres) : clearSale(um);
}

// One document in four has restrictions.
function spc(documento: string, um: number, dois: number, tres: number): object {
  const restricoes = um % 4 === 0 ? 1 + (dois % 6) : 0;
  const ruim = (255 - tres) / 255;
  return {
    documento,
    nome: 'CLIENTE SIMULADO',
    dataNascimento: documento.length === 11 ? `${1950 + (dois % 50)}-0${1 + (tres % 9)}-15` : null,
    totalRestricoes: restricoes,
    valorTotalRestricoes: restricoes === 0 ? null : restricoes * 150,
    score: 300 + Math.round((1 - ruim) * 700),
    probabilidade: Math.round(ruim * 10_000) / 100,
    classe: CLASSES[Math.floor(ruim * (CLASSES.length - 0.01))],
    aprovado: restricoes === 0 && ruim < 0.6,
  };
}

function clearSale(um: number): object {
  return {
    tipo: 0,
    verificaEmail: false,
    verificaTelefone: false,
    sucesso: true,
    tempoResposta: 10 + (um % 90),
    mensagem: 'SIMULADO',
    resultado: {
      ponto: { valor: Math.round((um / 255) * 10_000) / 100, razao: 'Simulado', data: null, linhasTempo: [] },
      validacao: null,
      avaliacoes: [],
      intuicoes: [],
    },
  };
}
