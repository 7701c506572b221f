import { DomainError } from '#kernel/errors.ts';
import { distanciaDoProspecto } from '#modules/prospectos/index.ts';
import { read } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { consultado, SobreProspecto } from './campos.ts';
import { RespostaDeViabilidade, respostaDeViabilidade } from './viabilidade.ts';

export const consultarViabilidade = read({
  ids: ['prospectos.viabilidade.consultarDeProspecto'],
  method: 'POST',
  url: '/ws/comercial/prospectos/viabilidade_tecnica/consultar',
  credentials: ['basic', 'token'],
  body: SobreProspecto,
  response: RespostaDeViabilidade,
  errors: {
    'endereco.sem_coordenadas': error(
      409,
      'O endereço do prospecto não tem coordenadas: consulte por endereço, com latitude e longitude.',
    ),
  },
  async handle({ db }, { body }) {
    const found = consultado(await distanciaDoProspecto(db, { prospecto: body.idProspecto, usuario: body.idUsuario }));
    if (found.endereco === null) throw new DomainError('conflict', 'prospecto.sem_endereco');
    if (found.latitude === null || found.longitude === null)
      throw new DomainError('conflict', 'endereco.sem_coordenadas');
    return respostaDeViabilidade(found.km, found.raio_m);
  },
});
