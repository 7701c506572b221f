import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { type Part, rowsOf } from '../part.ts';

/** A note of model 22, of a company that no user is linked to. */
export const fiscal: Part = {
  name: 'fiscal',
  rows: () => [
    rowsOf('modelo_nota_fiscal', [
      {
        id: 1,
        descricao: 'MODELO 22',
        tipo_modelo: 'OFFLINE',
        serie: 'A22',
        nome_arquivo_jasper: 'MODELO_NF_OFFLINE_1.jasper',
        servidor_homologacao_id: 1,
        offline: true,
        codigo: 22,
        vigente_ate: day('2026-07-31'),
      },
    ]),
    rowsOf('nota_fiscal', [
      {
        id: 51,
        cliente_id: 3,
        empresa_id: 4,
        modelo_id: 1,
        numero: 18,
        vencimento: day('2017-04-01'),
        emitida_em: new Date('2017-03-28T11:30:56-03:00'),
        valor: centavos(13200),
        chave_codificacao_digital: 'dbee783e95f55e9e0e727a6c772a85bd',
      },
    ]),
    rowsOf('nota_fiscal_item', [
      {
        id: 63,
        nota_fiscal_id: 51,
        ordem: 1,
        descricao: 'SCM(01/03/17 a 31/03/17)',
        valor: centavos(6600),
        base_icms: centavos(6600),
        icms_centesimos: 2700,
        valor_icms: centavos(1782),
      },
    ]),
  ],
};
