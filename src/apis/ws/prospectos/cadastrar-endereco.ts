import { Type } from 'typebox';
import { cadastrarEndereco as cadastrar } from '#modules/prospectos/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, OneOf, Optional, Text } from '../wire.ts';

export const cadastrarEndereco = write({
  ids: ['prospectos.endereco.cadastrar'],
  method: 'POST',
  url: '/ws/comercial/prospectos/enderecos/cadastrar',
  credentials: ['basic', 'token'],
  body: Type.Object({
    idUsuario: Id,
    idProspecto: Id,
    idEndereco: Id,
    numero: Type.Integer({ minimum: 0, maximum: 9_999_999 }),
    tipoEndereco: OneOf('PADRAO', 'FISCAL', 'COBRANCA', 'INSTALACAO'),
    idClassificacaoEndereco: Id,
    complemento: Optional(Text(100)),
    referencia: Optional(Text(200)),
    idCondominio: Optional(Id),
    idBloco: Optional(Id),
    andar: Optional(Text(20)),
    numeroCasa: Optional(Text(20)),
    apto: Optional(Text(20)),
    // Ours: without them technical viability cannot be asked of a new building.
    latitude: Optional(Type.Number({ minimum: -90, maximum: 90 })),
    longitude: Optional(Type.Number({ minimum: -180, maximum: 180 })),
  }),
  response: Type.Object({ idEnderecoProspecto: Type.Integer() }),
  errors: {
    'classificacao.desconhecida': error(
      400,
      'O idClassificacaoEndereco informado não pertence a nenhuma classificação de endereço ativa.',
    ),
    'condominio.desconhecido': error(400, 'O idCondominio informado não pertence a nenhum condomínio cadastrado.'),
    'bloco.desconhecido': error(400, 'O idBloco informado não pertence a nenhum bloco do idCondominio informado.'),
  },
  async handle({ tx }, { body }) {
    const idEnderecoProspecto = await cadastrar(tx, {
      usuarioId: body.idUsuario,
      prospectoId: body.idProspecto,
      logradouroId: body.idEndereco,
      numero: String(body.numero),
      tipo: body.tipoEndereco,
      classificacaoId: body.idClassificacaoEndereco,
      complemento: body.complemento ?? null,
      referencia: body.referencia ?? null,
      condominioId: body.idCondominio ?? null,
      blocoId: body.idBloco ?? null,
      andar: body.andar ?? null,
      numeroCasa: body.numeroCasa ?? null,
      apto: body.apto ?? null,
      latitude: body.latitude ?? null,
      longitude: body.longitude ?? null,
    });
    return { idEnderecoProspecto };
  },
});
