import { type Part, rowsOf } from '../part.ts';

/** Trust and temporary inactivations of the demo's contracts. */
export const inadimplencia: Part = {
  name: 'inadimplencia',
  rows: ({ hoje, dia }) => [
    rowsOf('contrato_confianca', [{ contrato_id: 1283303, inicio: hoje, fim: dia(3) }]),
    rowsOf(
      'inativacao_temporaria',
      [1283294, 1283459].map((contrato_id) => ({
        contrato_id,
        inicio: dia(-200),
        fim: dia(-140),
        situacao: 'ENCERRADA' as const,
      })),
    ),
  ],
};
