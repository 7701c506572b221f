import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { reais } from '#kernel/money.ts';
import { informacoesDoContrato } from '#modules/contratos/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable } from '../wire.ts';

export const informacoesDeContrato = read({
  ids: ['contratos.informacoes.buscar'],
  method: 'GET',
  url: '/ws/area/cliente/contrato/:idContrato',
  credentials: ['basic', 'token'],
  params: Type.Object({ idContrato: Id }),
  response: Type.Object({
    data: Type.Object({
      descricaoPlano: Type.String(),
      id: Type.Integer(),
      status: Type.String(),
      valorContrato: Type.Number(),
      tipoContrato: Type.String(),
      tecnologia: Type.String(),
      tipoTecnologia: Type.String(),
      idVencimento: Type.Integer(),
      enderecos: Type.Array(
        Type.Object({
          logradouro: Nullable(Type.String()),
          uf: Nullable(Type.String()),
          numero: Nullable(Type.Integer()),
          tipo: Type.String(),
          complemento: Nullable(Type.String()),
          bairro: Nullable(Type.String()),
          cidade: Nullable(Type.String()),
          cep: Nullable(Type.String()),
        }),
      ),
    }),
    status: Type.Literal('OK'),
  }),
  async handle({ db }, { params }) {
    const [contrato] = await informacoesDoContrato(db, { id: params.idContrato });
    if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado');
    return {
      data: {
        descricaoPlano: contrato.plano,
        id: contrato.id,
        status: contrato.status,
        valorContrato: reais(contrato.valor),
        tipoContrato: contrato.tipo_contrato,
        tecnologia: contrato.tecnologia,
        tipoTecnologia: contrato.tipo_tecnologia,
        idVencimento: contrato.vencimento_id,
        enderecos: contrato.enderecos.map(({ tipo_logradouro, logradouro, numero, ...endereco }) => ({
          ...endereco,
          logradouro: [tipo_logradouro, logradouro].filter(Boolean).join(' ') || null,
          // The wire has a number; «S/N» and the like have none.
          numero: /^\d{1,9}$/.test(numero ?? '') ? Number(numero) : null,
        })),
      },
      status: 'OK' as const,
    };
  },
});
