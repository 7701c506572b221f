import { canaisDeTvExtras } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';
import { CanalTv, canalTv } from './canal-de-tv.ts';

export const buscarCanaisDeTvExtras = read({
  ids: ['comercial.canal_tv.buscar_extras'],
  method: 'GET',
  url: '/ws/comercial/contratos/canais_tv/extras',
  credentials: ['basic', 'token'],
  response: Resposta(CanalTv),
  async handle({ db }) {
    const canais = await canaisDeTvExtras(db, {});
    return { resposta: canais.map(canalTv) };
  },
});
