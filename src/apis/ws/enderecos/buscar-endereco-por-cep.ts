import { Type } from 'typebox';
import { formatCep } from '#kernel/cep.ts';
import { DomainError } from '#kernel/errors.ts';
import { enderecoPorCep } from '#modules/enderecos/index.ts';
import { read } from '../../core/operation.ts';
import { Nullable } from '../wire.ts';
import { wireCep } from './cep.ts';

const Endereco = Type.Object({
  id: Type.Integer(),
  endereco: Type.String(),
  bairro: Type.String(),
  cidade: Type.String(),
  estado: Type.String(),
  cep: Type.String(),
  tipo: Type.String(),
  codigoCidadeIBGE: Type.Integer(),
  nomeCidadeIBGE: Type.String(),
  enderecoAbreviado: Type.String(),
  bairroAbreviado: Type.String(),
  tipoAbreviado: Type.String(),
  uf: Type.String(),
  costingCodeSap: Nullable(Type.String()),
  consultaSPC: Type.Boolean(),
  abreviaturaCidade: Nullable(Type.String()),
  nomeCondominioCM: Type.Null(),
  nomeBlocoCM: Type.Null(),
  condominiosCM: Type.Null(),
  idCidade: Type.Integer(),
});

const VariosEnderecos = Type.Object({ ufs: Type.Array(Type.String()), maisDeUmEnderecoMesmoCep: Type.Literal(1) });

export const buscarEnderecoPorCep = read({
  ids: ['enderecos.endereco.buscarPorCep'],
  method: 'GET',
  url: '/ws/terceiros/enderecos/cep/:cep',
  credentials: ['basic', 'token'],
  params: Type.Object({ cep: Type.String() }),
  response: Type.Union([Endereco, VariosEnderecos]),
  async handle({ db }, { params }) {
    const cep = wireCep(params.cep);
    const [achado] = await enderecoPorCep(db, { cep });
    if (!achado) throw new DomainError('notFound', 'cep.nao_encontrado', { cep: formatCep(cep) });
    if (achado.varios) return { ufs: achado.ufs ?? [], maisDeUmEnderecoMesmoCep: 1 as const };
    return {
      id: achado.id,
      endereco: achado.nome,
      bairro: achado.bairro,
      cidade: achado.cidade,
      estado: achado.uf,
      cep: formatCep(cep),
      tipo: achado.tipo,
      codigoCidadeIBGE: achado.codigo_ibge,
      nomeCidadeIBGE: achado.nome_ibge,
      enderecoAbreviado: achado.nome_abreviado,
      bairroAbreviado: achado.bairro_abreviado,
      tipoAbreviado: achado.tipo_abreviado,
      uf: achado.uf,
      costingCodeSap: achado.costing_code_sap,
      consultaSPC: achado.consulta_spc,
      abreviaturaCidade: achado.abreviatura,
      // The document shows these empty and tells no more; condominiums have an operation of their own.
      nomeCondominioCM: null,
      nomeBlocoCM: null,
      condominiosCM: null,
      idCidade: achado.cidade_id,
    };
  },
});
