import { type Part, rowsOf } from '../part.ts';

/** The technical agenda of fibre in Conselheiro Lafaiete, and the reasons for late payments. */
export const agenda: Part = {
  name: 'agenda',
  rows: ({ dia }) => {
    const item = (
      id: number,
      dias: number,
      tipo_servico: 'INSTALACAO' | 'SUPORTE',
      turno: 'MANHA' | 'TARDE',
      tipo_contrato_id: number | null,
    ) => ({
      id,
      dia: dia(dias),
      tipo_servico,
      turno,
      tipo_contrato_id,
      cidade_id: 100,
      tecnologia_id: 4,
      tecnicos_em_campo: 5,
      capacidade: 5,
    });
    return [
      rowsOf('agenda_item', [
        item(286434, 10, 'INSTALACAO', 'MANHA', 1),
        item(286437, 11, 'INSTALACAO', 'MANHA', null),
        item(286440, 12, 'SUPORTE', 'MANHA', 1),
        item(286441, 13, 'SUPORTE', 'MANHA', null),
        item(286442, 13, 'SUPORTE', 'TARDE', 1),
      ]),
      rowsOf('tipo_contato_inadimplencia', [{ id: 1, descricao: 'TELEFONE' }]),
      rowsOf('motivo_inadimplencia', [{ id: 1, descricao: 'ESQUECIMENTO' }]),
    ];
  },
};
