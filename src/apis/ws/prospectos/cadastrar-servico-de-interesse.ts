import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { cadastrarInteresse, type Interesse } from '#modules/prospectos/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, Optional } from '../wire.ts';

export const cadastrarServicoDeInteresse = write({
  ids: ['prospectos.servicoInteresse.cadastrar'],
  method: 'POST',
  url: '/ws/comercial/prospectos/servicos_interesse/cadastrar',
  credentials: ['basic', 'token'],
  body: Type.Object({ idUsuario: Id, idProspecto: Id, idPacote: Optional(Id), idPlano: Optional(Id) }),
  response: Type.Object({ idServicoInteresse: Type.Integer() }),
  errors: {
    'interesse.um': error(400, 'Informe idPlano ou idPacote, um dos dois.'),
    'plano.desconhecido': error(400, 'O idPlano informado não pertence a nenhum plano à venda.'),
    'pacote.desconhecido': error(400, 'O idPacote informado não pertence a nenhum pacote à venda.'),
    'prospecto.perdido': error(409, 'O prospecto foi perdido e não recebe serviços de interesse.'),
  },
  async handle({ tx }, { body }) {
    const { idUsuario: usuarioId, idProspecto: prospectoId } = body;
    return {
      idServicoInteresse: await cadastrarInteresse(tx, { usuarioId, prospectoId, interesse: interesseDe(body) }),
    };
  },
});

function interesseDe({ idPlano, idPacote }: { idPlano?: number; idPacote?: number }): Interesse {
  if (idPlano !== undefined && idPacote === undefined) return { planoId: idPlano };
  if (idPacote !== undefined && idPlano === undefined) return { pacoteId: idPacote };
  throw new DomainError('invalid', 'interesse.um');
}
