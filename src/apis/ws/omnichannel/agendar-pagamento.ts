import { Type } from 'typebox';
import { parseDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { agendarPagamento as agendar } from '#modules/omnichannel/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, Text } from '../wire.ts';

const FORMATO = 'ddMMyyyy';

export const agendarPagamento = write({
  ids: ['omnichannel.pagamento.agendar'],
  method: 'POST',
  url: '/ws/integracao/omnichannel/agendar/pagamento',
  credentials: ['basic', 'token'],
  body: Type.Object({
    idFatura: Id,
    dataAgendamentoPagamento: Text(8),
    idTipoContatoInadimplencia: Id,
    idMotivoInadimplencia: Id,
  }),
  response: Type.Object({ data: Type.String(), status: Type.Literal('OK') }),
  errors: {
    'fatura.nao_encontrada': error(404, 'Fatura não encontrada.'),
    'fatura.nao_aberta': error(409, 'A fatura não está aberta: só se agenda o pagamento de uma fatura aberta.'),
  },
  async handle({ tx, clock, caller }, { body }) {
    const dia = parseDay(body.dataAgendamentoPagamento, FORMATO);
    if (!dia) throw new DomainError('invalid', 'campo.data', { campo: 'dataAgendamentoPagamento', formato: FORMATO });
    const promessa = {
      faturaId: body.idFatura,
      dia,
      tipoContatoId: body.idTipoContatoInadimplencia,
      motivoId: body.idMotivoInadimplencia,
    };
    const autor = { hoje: clock.today(), integradorId: caller.integrador.id };
    const { promessaId, contatoId } = await agendar(tx, promessa, autor);
    return {
      data: `Agendamento de pagamento realizado com successo. IDFaturaDadosNegociacao [${promessaId}], IDContatoInadimplencia [${contatoId}]`,
      status: 'OK' as const,
    };
  },
});
