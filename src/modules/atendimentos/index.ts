export { abrirAtendimento, type NovoAtendimento } from './abrir.ts';
export { atribuirNotas, fecharPorProtocolo, registrarLog, reverterParaPendente } from './acompanhar.ts';
export type { ProblemaDoArquivo } from './arquivo/conferir.ts';
export { exportarConfiguracao } from './arquivo/exportar.ts';
export { importarConfiguracao } from './arquivo/importar.ts';
export { detalhesDoAtendimento } from './detalhes.ts';
export { anexarDocumentos, TIPOS_DOCUMENTO } from './documentos.ts';
export { escalonarVencidos } from './escalonar.ts';
export { enviarAtendimentoPorEmail } from './mensagens.ts';
export {
  atendimentosDoCliente,
  atendimentosDoContrato,
  fechamentosDoTipo,
  notasDoAtendimento,
  resumoDoAtendimento,
  tiposDoContrato,
} from './queries.ts';
export { estaAberto, STATUS, type StatusAtendimento } from './rules.ts';
export { type Autor, mudarStatus, travarAtendimento } from './status.ts';
export { agendarVisita, cancelarVisita } from './visitas.ts';
