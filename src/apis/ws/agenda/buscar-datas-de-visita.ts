import { read } from '../../core/operation.ts';
import { buscarDatas, Datas, LimiteDeDatas, ParametrosDeDatas } from './datas.ts';

export const buscarDatasDeVisita = read({
  ids: ['atendimentos.visitaData.buscar'],
  method: 'GET',
  url: '/ws/servicos/agendamento/agenda_tecnica/configuracoes/atendimento/:idAtendimento/data/:data/turno/:turno',
  credentials: ['basic', 'token'],
  params: ParametrosDeDatas,
  query: LimiteDeDatas,
  response: Datas,
  handle: (context, { params, query }) => buscarDatas(context, params, query),
});

/** Its twin under OmniChannel. */
export const buscarDatasDeReagendamento = read({
  ids: ['omnichannel.datas_reagendamento.buscar'],
  method: 'GET',
  url: '/ws/integracao/omnichannel/agenda_tecnica/configuracoes/atendimento/:idAtendimento/data/:data/turno/:turno',
  credentials: ['basic', 'token'],
  params: ParametrosDeDatas,
  query: LimiteDeDatas,
  response: Datas,
  handle: (context, { params, query }) => buscarDatas(context, params, query),
});
