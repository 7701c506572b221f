import { Type } from 'typebox';
import { reais } from '#kernel/money.ts';
import { pacotesDeTvExtras } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Nullable, Resposta } from '../wire.ts';
import { CanalTv, canalTv } from './canal-de-tv.ts';

export const buscarPacotesDeTvExtras = read({
  ids: ['comercial.pacote_tv.buscar_extras'],
  method: 'GET',
  url: '/ws/comercial/contratos/pacotes_tv/extras',
  credentials: ['basic', 'token'],
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      descricao: Type.String(),
      valor: Type.Number(),
      canais: Type.Array(CanalTv),
      iDPacoteIntegracaoMinerva: Nullable(Type.Integer()),
    }),
  ),
  async handle({ db }) {
    const pacotes = await pacotesDeTvExtras(db, {});
    return {
      resposta: pacotes.map((pacote) => ({
        id: pacote.id,
        descricao: pacote.descricao,
        valor: reais(pacote.valor),
        // A channel of a package is not sold alone there (page 78).
        canais: pacote.canais.map((canal) => canalTv({ ...canal, permite_a_la_carte: null })),
        iDPacoteIntegracaoMinerva: pacote.id_integracao_minerva,
      })),
    };
  },
});
