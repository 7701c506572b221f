import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { arquivosDoProspecto } from '#modules/prospectos/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Resposta } from '../wire.ts';

export const buscarArquivos = read({
  ids: ['prospectos.arquivo.buscar'],
  method: 'GET',
  url: '/ws/comercial/prospectos/:id/arquivos',
  credentials: ['basic', 'token'],
  params: Type.Object({ id: Id }),
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      tipo: Type.String(),
      nome: Type.String(),
      dataVinculo: Type.Integer(),
      idProspecto: Type.Integer(),
    }),
  ),
  async handle({ db }, { params }) {
    const [prospecto] = await arquivosDoProspecto(db, { id: params.id });
    if (!prospecto) throw new DomainError('notFound', 'prospecto.nao_encontrado');
    return {
      resposta: prospecto.arquivos.map((arquivo) => ({
        id: arquivo.id,
        tipo: arquivo.tipo_conteudo,
        nome: arquivo.nome,
        dataVinculo: arquivo.criado_em,
        idProspecto: params.id,
      })),
    };
  },
});
