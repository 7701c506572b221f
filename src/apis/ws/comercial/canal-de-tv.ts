import { Type } from 'typebox';
import { type Centavos, reais } from '#kernel/money.ts';
import { Nullable } from '../wire.ts';

/** A TV channel, alone or in a package; the keys are spelled as printed (pages 77 and 78). */
export const CanalTv = Type.Object({
  id: Type.Integer(),
  descricao: Type.String(),
  valor: Type.Number(),
  iDCanalIntegracaoMinerva: Nullable(Type.Integer()),
  permiteALaCarte: Nullable(Type.Boolean()),
});

interface CanalLido {
  id: number;
  descricao: string;
  valor: Centavos;
  id_integracao_minerva: number | null;
  permite_a_la_carte: boolean | null;
}

export const canalTv = (canal: CanalLido) => ({
  id: canal.id,
  descricao: canal.descricao,
  valor: reais(canal.valor),
  iDCanalIntegracaoMinerva: canal.id_integracao_minerva,
  permiteALaCarte: canal.permite_a_la_carte,
});
