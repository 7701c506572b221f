import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { solicitarAlteracao } from '#modules/clientes/index.ts';
import { write } from '../../core/operation.ts';
import { INTERNAL_CODE } from '../errors.ts';
import { Id, Optional, Text, wireDay } from '../wire.ts';

// Every field is a text in the document, ids too.
const field = Optional(Text(200));

const Solicitacao = Type.Object({
  IDCliente: Id,
  NomeCompleto: field,
  RG: field,
  DataNascimento: field,
  Email: field,
  TelefoneFixo: field,
  Celular: field,
  Telefone1: field,
  Telefone2: field,
  Contratos: Optional(
    Type.Array(
      Type.Object({
        Plano: field,
        CodContrato: Optional(Id),
        TipoEndereco: field,
        TipoLogradouro: field,
        Logradouro: field,
        Numero: field,
        Complemento: field,
        Bairro: field,
        Cidade: Text(200),
      }),
      { maxItems: 100 },
    ),
  ),
});

export const solicitarAtualizacaoDeDados = write({
  ids: ['contratos.atualizacao_dados_cliente.solicitar'],
  method: 'POST',
  url: '/ws/comercial/alterarPerfil',
  credentials: ['basic'],
  body: Solicitacao,
  response: Type.Object({ success: Type.String() }),
  errors: {
    'contrato.desconhecido': ({ id }) => ({
      status: 400,
      body: { error: `O CodContrato ${id} não é de um contrato deste cliente.` },
    }),
    [INTERNAL_CODE]: { status: 500, body: { error: 'Exceção na execução do método' } },
  },
  async handle({ tx }, { body }) {
    // What is kept are the document's fields alone, whatever else came along.
    const known = Value.Clean(Solicitacao, body) as Static<typeof Solicitacao>;
    const { IDCliente, Contratos = [], DataNascimento, ...dados } = known;
    const nascimento = DataNascimento && wireDay('DataNascimento', DataNascimento, 'dd-MM-yyyy');
    await solicitarAlteracao(tx, {
      clienteId: IDCliente,
      contratos: Contratos.flatMap(({ CodContrato }) => CodContrato ?? []),
      dados: { ...dados, ...(nascimento && { DataNascimento: nascimento }), Contratos },
    });
    return {
      success: 'A solicitacao foi enviada ao setor responsavel, que realizara as atualizacoes dos dados!',
    };
  },
});
