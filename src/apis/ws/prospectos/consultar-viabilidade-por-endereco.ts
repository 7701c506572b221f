import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { distanciaDoLugar } from '#modules/prospectos/index.ts';
import { read } from '../../core/operation.ts';
import { Id } from '../wire.ts';
import { RespostaDeViabilidade, respostaDeViabilidade } from './viabilidade.ts';

export const consultarViabilidadePorEndereco = read({
  ids: ['prospectos.viabilidade.consultarPorEndereco'],
  method: 'POST',
  url: '/ws/comercial/viabilidade_tecnica/consultar',
  credentials: ['basic', 'token'],
  // The fields of ConnectMaster (idCondominioCM, idBloco, andar, numeroCasa) say nothing of a distance.
  body: Type.Object({
    idEndereco: Id,
    numero: Type.Integer({ minimum: 0, maximum: 9_999_999 }),
    latitude: Type.Number({ minimum: -90, maximum: 90 }),
    longitude: Type.Number({ minimum: -180, maximum: 180 }),
    idSegmentoProspecto: Id,
  }),
  response: RespostaDeViabilidade,
  async handle({ db }, { body: { idEndereco, idSegmentoProspecto, latitude, longitude } }) {
    const lugar = { logradouro: idEndereco, segmento: idSegmentoProspecto, latitude, longitude };
    const [found] = await distanciaDoLugar(db, lugar);
    if (!found?.logradouro) throw new DomainError('invalid', 'logradouro.desconhecido');
    if (found.raio_m === null) throw new DomainError('invalid', 'segmento.desconhecido');
    return respostaDeViabilidade(found.km, found.raio_m);
  },
});
