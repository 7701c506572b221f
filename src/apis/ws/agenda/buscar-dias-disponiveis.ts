import { Type } from 'typebox';
import { diasDisponiveis, TIPOS_SERVICO } from '#modules/agenda/index.ts';
import { read } from '../../core/operation.ts';
import { Id, OneOf, Resposta } from '../wire.ts';
import { Item, itemNoFio } from './item.ts';

export const buscarDiasDisponiveis = read({
  ids: ['atendimentos.diaDisponivel.buscar'],
  method: 'GET',
  url: '/ws/servicos/agendamento/dias_disponiveis/tipo_servico/:tipoServico/tecnologia/:idTecnologia/cidade/:idCidade/tipo_contrato/:idTipoContrato',
  credentials: ['basic', 'token'],
  params: Type.Object({
    tipoServico: OneOf(...TIPOS_SERVICO),
    idTecnologia: Id,
    idCidade: Id,
    idTipoContrato: Id,
  }),
  response: Resposta(Item),
  async handle({ db, clock }, { params }) {
    const itens = await diasDisponiveis(db, {
      tipoServico: params.tipoServico,
      tecnologia: params.idTecnologia,
      cidade: params.idCidade,
      tipoContrato: params.idTipoContrato,
      hoje: clock.today(),
    });
    return { resposta: itens.map(itemNoFio) };
  },
});
