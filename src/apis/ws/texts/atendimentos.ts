import type { ErrorTexts } from '../../core/operation.ts';
import { error } from './error.ts';

/** What the dialect says of tickets, visits and promises. */
export const atendimentos: ErrorTexts = {
  'atendimento.nao_encontrado': error(404, 'Atendimento nao encontrado'),
  'atendimento.status': ({ de, para }) => error(409, `Um atendimento ${de} não pode passar a ${para}.`),
  'atendimento.status_inicial': ({ status }) =>
    error(400, `Um atendimento não pode ser aberto como ${status}: abra-o PENDENTE e agende a visita.`),
  'atendimento.tipo_tecnologia': ({ tecnologia }) =>
    error(400, `O idTipoAtendimento informado não é da tecnologia do contrato, ${tecnologia}.`),
  'atendimento.visita_agendada': error(
    409,
    'O atendimento tem visita técnica agendada: cancele a visita para voltá-lo a PENDENTE.',
  ),
  'atendimento.nota': ({ campo }) => error(400, `O campo ${campo} deve ir de 0 a 10, com até duas casas decimais.`),
  'atendimento.sem_email': error(409, 'O cliente do atendimento não tem e-mail cadastrado.'),
  'atendimento.fechado': error(409, 'O atendimento já está encerrado.'),
  'agenda.item_desconhecido': error(
    400,
    'O idItemConfiguracaoAgendaTecnica informado não pertence a nenhum item da agenda técnica.',
  ),
  'agenda.item_outro': ({ difere }) =>
    error(400, `O item da agenda técnica não serve a este atendimento: difere em ${(difere as string[]).join(', ')}.`),
  'agenda.passado': error(409, 'O turno escolhido já começou. Escolha outra data.'),
  'agenda.lotada': error(409, 'Não há mais vaga neste item da agenda técnica. Escolha outra data.'),
  'agenda.sem_visita': error(409, 'O atendimento não tem visita técnica agendada.'),
  'agenda.sem_lugar': error(
    409,
    'O atendimento não pode ter visita técnica: falta o tipo de atendimento, o contrato ou a cidade do endereço.',
  ),
  'pin.desconhecido': error(404, 'O pinId informado não pertence a nenhum PIN enviado.'),
  'pin.outro_telefone': error(409, 'O msisdn informado não é o do telefone a que o PIN foi enviado.'),
  'pin.falhou': error(503, 'A Infobip não enviou ou não conferiu o PIN. Tente novamente em instantes.'),
  'promessa.data': error(400, 'O campo dataAgendamentoPagamento deve ser de hoje em diante.'),
  'fechamento.nenhum': error(
    404,
    'Não há fechamentos de atendimentos externos vinculados ao tipo de atendimento informado.',
  ),
};
