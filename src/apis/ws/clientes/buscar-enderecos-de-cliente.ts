import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { enderecosDoCliente } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable, Resposta } from '../wire.ts';

const Endereco = Type.Object({
  // A number, save where the house has none («S/N», «12A»): that text is lost otherwise.
  numero: Type.Unsafe<number | string | null>({ type: ['integer', 'string', 'null'] }),
  idCondominio: Nullable(Type.Integer()),
  idEndereco: Nullable(Type.Integer()),
  bairro: Nullable(Type.String()),
  nomeCidade: Nullable(Type.String()),
  latitude: Nullable(Type.String()),
  idCidade: Nullable(Type.Integer()),
  CEP: Nullable(Type.String()),
  UF: Nullable(Type.String()),
  idBairro: Nullable(Type.Integer()),
  complemento: Nullable(Type.String()),
  tipoDeEndereco: Type.String(),
  logradouro: Nullable(Type.String()),
  problemaEntregaBoleto: Nullable(Type.Boolean()),
  classificacaoEndereco: Nullable(Type.String()),
  id: Type.Integer(),
  referencia: Nullable(Type.String()),
  longitude: Nullable(Type.String()),
});

export const buscarEnderecosDeCliente = read({
  ids: ['clientes.enderecos.buscar'],
  method: 'GET',
  url: '/ws/comercial/clientes/:idCliente/enderecos',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCliente: Id }),
  response: Resposta(Endereco),
  async handle({ db }, { params }) {
    const [cliente] = await enderecosDoCliente(db, { id: params.idCliente });
    if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
    return {
      resposta: cliente.enderecos.map((endereco) => ({
        numero: houseNumber(endereco.numero),
        idCondominio: endereco.condominio_id,
        idEndereco: endereco.logradouro_id,
        bairro: endereco.bairro,
        nomeCidade: endereco.cidade,
        latitude: endereco.latitude,
        idCidade: endereco.cidade_id,
        CEP: endereco.cep,
        UF: endereco.uf,
        idBairro: endereco.bairro_id,
        complemento: endereco.complemento,
        tipoDeEndereco: endereco.tipo,
        logradouro: endereco.logradouro,
        problemaEntregaBoleto: endereco.problema_entrega_boleto,
        classificacaoEndereco: endereco.classificacao,
        id: endereco.id,
        referencia: endereco.referencia,
        longitude: endereco.longitude,
      })),
    };
  },
});

const houseNumber = (text: string | null): number | string | null =>
  text !== null && /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : text;
