export { datasParaReagendar, diasDisponiveis, perfilDoAtendimento } from './consultar.ts';
export { gerarAgenda, gerarProximosDias, HORIZONTE_DIAS } from './gerar.ts';
export { desmarcarVisita, encerrarVisita, marcarVisita } from './lugares.ts';
export { type LinhaDoModelo, modeloDaAgenda, substituirModelo } from './modelo.ts';
export { limiteDeDias, TIPOS_SERVICO, type TipoServico, TURNOS, type Turno } from './rules.ts';
