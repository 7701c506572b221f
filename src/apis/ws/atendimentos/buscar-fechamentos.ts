import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { fechamentosDoTipo } from '#modules/atendimentos/index.ts';
import { read } from '../../core/operation.ts';
import { Id } from '../wire.ts';

export const buscarFechamentos = read({
  ids: ['atendimentos.fechamento.buscar'],
  method: 'GET',
  url: '/ws/comercial/atendimentos/fechamentos',
  credentials: ['basic', 'token'],
  query: Type.Object({ idTipoAtendimento: Id }),
  response: Type.Array(
    Type.Object({
      id: Type.Integer(),
      descricao: Type.String(),
      assinaturaDigitalObrigatoria: Type.Boolean(),
      anexaxaoImagensConclusaoVisitaObrigatoria: Type.Boolean(),
      solucionado: Type.Boolean(),
    }),
  ),
  async handle({ db }, { query }) {
    const fechamentos = await fechamentosDoTipo(db, { tipo: query.idTipoAtendimento });
    if (fechamentos.length === 0) throw new DomainError('notFound', 'fechamento.nenhum');
    return fechamentos.map((fechamento) => ({
      id: fechamento.id,
      descricao: fechamento.descricao,
      assinaturaDigitalObrigatoria: fechamento.assinatura_obrigatoria,
      anexaxaoImagensConclusaoVisitaObrigatoria: fechamento.imagens_obrigatorias,
      solucionado: fechamento.solucionado,
    }));
  },
});
