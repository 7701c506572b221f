import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { notasDoAtendimento } from '#modules/atendimentos/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable } from '../wire.ts';

export const buscarNotas = read({
  ids: ['atendimentos.nota.buscar'],
  method: 'GET',
  url: '/ws/servicos/agendamento/notas/atendimento/:idAtendimento',
  credentials: ['basic', 'token'],
  params: Type.Object({ idAtendimento: Id }),
  response: Type.Object({
    data: Type.Object({
      idAtendimento: Type.Integer(),
      notaTecnico: Nullable(Type.Number()),
      notaResolucao: Nullable(Type.Number()),
    }),
    status: Type.Literal('OK'),
  }),
  async handle({ db }, { params }) {
    const [notas] = await notasDoAtendimento(db, { id: params.idAtendimento });
    if (!notas) throw new DomainError('notFound', 'atendimento.nao_encontrado');
    return {
      data: {
        idAtendimento: notas.id,
        notaTecnico: emPontos(notas.nota_tecnico),
        notaResolucao: emPontos(notas.nota_resolucao),
      },
      status: 'OK' as const,
    };
  },
});

const emPontos = (centesimos: number | null): number | null => (centesimos === null ? null : centesimos / 100);
