import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { pedirReinicio } from '#modules/equipamentos/index.ts';
import { write } from '../../core/operation.ts';
import { comandar } from '../redes/comando.ts';
import { error } from '../texts/error.ts';
import { Id } from '../wire.ts';

const ID = 'omnichannel.equipamento.reiniciar';

export const reiniciarEquipamento = write({
  ids: [ID],
  method: 'POST',
  url: '/ws/integracao/omnichannel/reiniciar/equipamento',
  credentials: ['basic', 'token'],
  body: Type.Object({ idContrato: Id }),
  response: Type.Object({ data: Type.String(), status: Type.String() }),
  errors: {
    'contrato.nao_encontrado': error(404, 'Contrato nao encontrado'),
    'contrato.sem_equipamento': error(409, 'O contrato não tem equipamento instalado.'),
    'equipamento.recusou': error(409, 'O equipamento não aceita o comando de reinício.'),
    'equipamento.fora_do_ar': error(
      503,
      'O equipamento não respondeu. O reinício será tentado de novo nos próximos minutos.',
    ),
    'equipamento.sem_gerencia': error(503, 'O equipamento não pôde ser alcançado pelo servidor de gerência.'),
  },
  prepare: (context, { body }) => comandar(context, ID, (tx) => pedirReinicio(tx, body.idContrato)),
  async handle(_context, { body }, { situacao, resultado }) {
    if (situacao === 'PENDENTE') throw new DomainError('unavailable', 'equipamento.fora_do_ar');
    if (situacao === 'FALHOU') {
      throw resultado === 'recusado_pelo_equipamento'
        ? new DomainError('conflict', 'equipamento.recusou')
        : new DomainError('unavailable', 'equipamento.sem_gerencia', { resultado });
    }
    return { data: `O equipamento do contrato de ID '${body.idContrato}' foi reiniciado com sucesso.`, status: 'OK' };
  },
});
