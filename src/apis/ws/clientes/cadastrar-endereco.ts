import { Type } from 'typebox';
import { cadastrarEndereco as cadastrar } from '#modules/clientes/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, OneOf, Optional, Text } from '../wire.ts';

const desconhecido = (what: string) => error(400, `O ${what} no sistema.`);

export const cadastrarEndereco = write({
  ids: ['clientes.endereco.cadastrar'],
  method: 'POST',
  url: '/ws/comercial/clientes/enderecos/cadastrar',
  credentials: ['basic', 'token'],
  body: Type.Object({
    idUsuario: Id,
    idCliente: Id,
    idEndereco: Id,
    numero: Text(20),
    complemento: Optional(Text(100)),
    referencia: Optional(Text(200)),
    tipoEndereco: OneOf('PADRAO', 'FISCAL', 'COBRANCA', 'INSTALACAO'),
    idClassificacaoEndereco: Id,
    idCondominio: Optional(Id),
    idBloco: Optional(Id),
    andar: Optional(Text(20)),
    numeroCasa: Optional(Text(20)),
    apto: Optional(Text(20)),
  }),
  response: Type.Object({ idEnderecoCliente: Type.Integer() }),
  errors: {
    'logradouro.desconhecido': desconhecido('idEndereco informado não pertence a nenhum endereço cadastrado'),
    'classificacao.desconhecida': desconhecido(
      'idClassificacaoEndereco informado não pertence a nenhuma classificação de endereço ativa',
    ),
    'condominio_cm.desconhecido': desconhecido('idCondominio informado não pertence a nenhum condomínio cadastrado'),
    'bloco_cm.desconhecido': error(400, 'O idBloco informado não pertence a nenhum bloco do idCondominio informado.'),
    'condominio.sem_integracao': error(
      400,
      'Só preencha idCondominio, idBloco, andar, numeroCasa e apto quando a empresa do usuário tem integração com o ConnectMaster.',
    ),
  },
  async handle({ tx }, { body }) {
    const idEnderecoCliente = await cadastrar(tx, {
      usuarioId: body.idUsuario,
      clienteId: body.idCliente,
      logradouroId: body.idEndereco,
      numero: body.numero,
      complemento: body.complemento ?? null,
      referencia: body.referencia ?? null,
      tipo: body.tipoEndereco,
      classificacaoId: body.idClassificacaoEndereco,
      condominioId: body.idCondominio ?? null,
      blocoId: body.idBloco ?? null,
      andar: body.andar ?? null,
      numeroCasa: body.numeroCasa ?? null,
      apto: body.apto ?? null,
    });
    return { idEnderecoCliente };
  },
});
