import { Type } from 'typebox';
import { tiposDoContrato } from '#modules/atendimentos/index.ts';
import { read } from '../../core/operation.ts';
import { AcessoAssinante, Id } from '../wire.ts';
import { exigirContratoDoAssinante } from './do-assinante.ts';

export const buscarTipos = read({
  ids: ['atendimentos.tipo.buscar'],
  method: 'POST',
  url: '/ws/comercial/atendimentos/tipos/contrato/:idContrato',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idContrato: Id }),
  body: AcessoAssinante,
  response: Type.Array(
    Type.Object({
      CodTipoAtendimento: Type.Integer(),
      ManutencaoInterna: Type.Boolean(),
      TipoServico: Type.String(),
      IDDestino: Type.Integer(),
      Tecnologia: Type.String(),
      TipoAtendimento: Type.String(),
      DestinoAtendimento: Type.String(),
    }),
  ),
  async handle(context, { params: { idContrato } }) {
    await exigirContratoDoAssinante(context, idContrato);
    const tipos = await tiposDoContrato(context.db, { contrato: idContrato });
    return tipos.map((tipo) => ({
      CodTipoAtendimento: tipo.id,
      ManutencaoInterna: tipo.manutencao_interna,
      TipoServico: tipo.tipo_servico,
      IDDestino: tipo.destino_id,
      Tecnologia: tipo.tipo_tecnologia,
      TipoAtendimento: tipo.descricao,
      DestinoAtendimento: tipo.destino,
    }));
  },
});
