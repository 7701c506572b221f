import { Type } from 'typebox';
import { cadastrarAreas } from '#modules/clientes/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, OneOf } from '../wire.ts';
import { Lista } from './campos.ts';

export const cadastrarAreasDeAtuacao = write({
  ids: ['clientes.areas_atuacao.cadastrar'],
  method: 'POST',
  url: '/ws/comercial/clientes/areas_atuacao/cadastrar',
  credentials: ['basic', 'token'],
  body: Lista(Type.Object({ idUsuario: Id, idCliente: Id, idAreaAtuacao: Id, tipo: OneOf('PRIMARIO', 'SECUNDARIO') })),
  response: Type.Object({ idsAreasAtuacaoCliente: Type.Array(Type.Integer()) }),
  errors: {
    'area_atuacao.desconhecido': error(
      400,
      'O idAreaAtuacao informado não pertence a nenhuma área de atuação cadastrada no sistema.',
    ),
    'cliente.nao_juridico': error(
      400,
      'O idCliente informado não é de uma pessoa jurídica: só ela tem áreas de atuação.',
    ),
    'area_atuacao.repetida': error(409, 'O cliente já tem a área de atuação informada, ou ela está repetida na lista.'),
    'area_atuacao.outra_primaria': error(
      409,
      'O cliente só pode ter uma área de atuação PRIMARIO. Informe as demais como SECUNDARIO.',
    ),
  },
  async handle({ tx }, { body }) {
    const itens = body.map(({ idUsuario, idCliente, idAreaAtuacao, tipo }) => ({
      usuarioId: idUsuario,
      clienteId: idCliente,
      areaId: idAreaAtuacao,
      tipo,
    }));
    return { idsAreasAtuacaoCliente: await cadastrarAreas(tx, itens) };
  },
});
