import { DomainError } from '#kernel/errors.ts';
import { dividasDoEnderecoDoProspecto } from '#modules/prospectos/index.ts';
import { read } from '../../core/operation.ts';
import { consultado, RespostaDeCredito, respostaDeCredito, SobreProspecto } from './campos.ts';

export const consultarCreditoDoEndereco = read({
  ids: ['prospectos.credito.consultarPorEnderecoDeProspecto'],
  method: 'POST',
  url: '/ws/comercial/prospectos/credito_endereco/consultar',
  credentials: ['basic', 'token'],
  body: SobreProspecto,
  response: RespostaDeCredito,
  async handle({ db, clock }, { body }) {
    const pedido = { prospecto: body.idProspecto, usuario: body.idUsuario, hoje: clock.today() };
    const { endereco, faturas } = consultado(await dividasDoEnderecoDoProspecto(db, pedido));
    if (endereco === null) throw new DomainError('conflict', 'prospecto.sem_endereco');
    return respostaDeCredito(faturas);
  },
});
