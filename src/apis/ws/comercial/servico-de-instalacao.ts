import { Type } from 'typebox';
import { type Centavos, reais } from '#kernel/money.ts';
import { Nullable } from '../wire.ts';

/** The installation service of a plan or of a tax planning, null where there is none. */
export const ServicoInstalacao = Nullable(
  Type.Object({
    Descricao: Type.String(),
    NumeroMaximoParcelas: Type.Integer(),
    Id: Type.Integer(),
    PermiteParcela: Type.Boolean(),
    Valor: Type.Number(),
  }),
);

interface ServicoLido {
  servico_id: number | null;
  servico: string | null;
  servico_valor: Centavos | null;
  permite_parcelar: boolean | null;
  maximo_parcelas: number | null;
}

/** Of a row whose service was left-joined. */
export function servicoInstalacao(row: ServicoLido) {
  if (row.servico_id === null) return null;
  return {
    Descricao: row.servico as string,
    NumeroMaximoParcelas: row.maximo_parcelas as number,
    Id: row.servico_id,
    PermiteParcela: row.permite_parcelar as boolean,
    Valor: reais(row.servico_valor as Centavos),
  };
}
