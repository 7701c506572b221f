import { dividasDoDocumento } from '#modules/prospectos/index.ts';
import { read } from '../../core/operation.ts';
import { consultado, RespostaDeCredito, respostaDeCredito, SobreProspecto } from './campos.ts';

export const consultarCreditoInterno = read({
  ids: ['prospectos.credito.consultarInterno'],
  method: 'POST',
  url: '/ws/comercial/prospectos/credito_interno/consultar',
  credentials: ['basic', 'token'],
  body: SobreProspecto,
  response: RespostaDeCredito,
  async handle({ db, clock }, { body }) {
    const pedido = { prospecto: body.idProspecto, usuario: body.idUsuario, hoje: clock.today() };
    return respostaDeCredito(consultado(await dividasDoDocumento(db, pedido)).faturas);
  },
});
