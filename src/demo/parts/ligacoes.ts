import { startOfDay } from '#kernel/dates.ts';
import { type Part, rowsOf } from '../part.ts';

const FIXO_LOCAL = 1;
const FIXO_DDD = 2;
const MOVEL_LOCAL = 91603;
const MOVEL_DDD = 91604;

const DOCUMENTADAS = {
  contrato_id: 311623,
  origem: '553112341234',
  destino: '553135353535',
  coletada_em: new Date(1499355958000),
  duracao_segundos: 0,
  lote: '0800 Camara Municipal Conselheiro Lafaiete',
  descricao: 'Brasil - MG',
  numero_controle: 2,
};

const tarifa = (
  id: number,
  descricao: string,
  tipo_ligacao_id: number,
  valor_minuto: number,
  onde: { destino: string; mesma_area?: boolean },
) => ({ id, descricao, tipo_ligacao_id, valor_minuto, mesma_area: null, ...onde });

/** Calls of the documents, and tariffs for those that are imported. */
export const ligacoes: Part = {
  name: 'ligacoes',
  rows: ({ hoje }) => {
    const inicio = startOfDay(hoje);
    const deHoje = { contrato_id: 83102, origem: '553137490177', realizada_em: inicio, coletada_em: inicio };
    return [
      rowsOf('tipo_ligacao', [
        { id: MOVEL_LOCAL, descricao: 'MOVEL LOCAL' },
        { id: MOVEL_DDD, descricao: 'MOVEL DDD' },
      ]),
      rowsOf('tarifa_voz', [
        tarifa(91611, 'Fixo local', FIXO_LOCAL, 899, { destino: '55', mesma_area: true }),
        tarifa(91612, 'Fixo DDD', FIXO_DDD, 1800, { destino: '55', mesma_area: false }),
        tarifa(91613, 'Móvel local', MOVEL_LOCAL, 4500, { destino: '55__9', mesma_area: true }),
        tarifa(91614, 'Móvel DDD', MOVEL_DDD, 6000, { destino: '55__9', mesma_area: false }),
        tarifa(91615, 'Gratuita', FIXO_LOCAL, 0, { destino: '0800' }),
      ]),
      rowsOf('ligacao', [
        { id: 1, ...DOCUMENTADAS, realizada_em: new Date(1390405381000), chamada_id: 1 },
        { id: 2, ...DOCUMENTADAS, realizada_em: new Date(1390405454000), chamada_id: 2 },
        { id: 91061, ...deHoje, destino: '551132101234', tipo_ligacao_id: FIXO_DDD, duracao_segundos: 5 },
        { id: 91062, ...deHoje, destino: '5511991234567', tipo_ligacao_id: MOVEL_DDD, duracao_segundos: 15 },
      ]),
    ];
  },
};
