import { Type } from 'typebox';
import { atualizarProspecto as atualizar } from '#modules/prospectos/index.ts';
import { write } from '../../core/operation.ts';
import { wireEmail } from '../clientes/campos.ts';
import { Id, OneOf, Optional, Text } from '../wire.ts';

/** What is absent or "" stays as it is: the document does not say that it clears (p. 131). */
export const atualizarProspecto = write({
  ids: ['prospectos.prospecto.atualizar'],
  method: 'PUT',
  url: '/ws/comercial/prospectos/atualizar',
  credentials: ['basic', 'token'],
  body: Type.Object({
    idProspecto: Id,
    idVendedor: Id,
    obs: Optional(Text(4000)),
    email: Optional(Text(100)),
    inscricaoEstadual: Optional(Text(30)),
    inscricaoMunicipal: Optional(Text(30)),
    nomeMae: Optional(Text(200)),
    nomeFantasia: Optional(Text(200)),
    sexo: Optional(OneOf('MASCULINO', 'FEMININO')),
  }),
  response: Type.Object({ idProspecto: Type.Integer() }),
  async handle({ tx, clock }, { body: { idProspecto, idVendedor, obs, email, ...resto } }) {
    await atualizar(tx, clock, {
      ...resto,
      prospectoId: idProspecto,
      vendedorId: idVendedor,
      observacao: obs,
      email: wireEmail('email', email) ?? undefined,
    });
    return { idProspecto };
  },
});
