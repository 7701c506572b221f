import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { informacoesDoContrato } from '#modules/contratos/index.ts';
import { dadosDoContrato } from '#modules/financeiro/index.ts';
import { type ReadContext, read } from '../../core/operation.ts';
import { Id, Nullable, OneOf, Optional } from '../wire.ts';
import { contratoNoFio, dadosDoContratoNoFio, FaturaNoFio, faturaNoFio } from './fatura-do-contrato.ts';

/** Two entries of the document share method and path: `somenteContrato=s` asks for the first (page 31), else the second (page 53). */
export const buscarDadosDoContrato = read({
  ids: ['contratos.dados_contrato.buscar', 'contratos.dados_contrato_faturas.buscar'],
  method: 'POST',
  url: '/ws/comercial/contrato/dados',
  credentials: ['basic'],
  query: Type.Object({ somenteContrato: Optional(OneOf('s', 'n')) }),
  body: Type.Object({ idContrato: Id }),
  response: Type.Object({
    ...contratoNoFio,
    Tecnologia: Optional(Type.String()),
    Enderecos: Optional(
      Type.Array(
        Type.Object({
          Logradouro: Nullable(Type.String()),
          UF: Nullable(Type.String()),
          Numero: Type.Unsafe<number | string | null>({ type: ['integer', 'string', 'null'] }),
          Tipo: Type.String(),
          Complemento: Nullable(Type.String()),
          Bairro: Nullable(Type.String()),
          Cidade: Nullable(Type.String()),
          CEP: Nullable(Type.String()),
        }),
      ),
    ),
    Faturas: Optional(Type.Array(FaturaNoFio)),
  }),
  handle: (context, { query, body }) =>
    query.somenteContrato === 's' ? somenteContrato(context, body.idContrato) : comFaturas(context, body.idContrato),
});

async function somenteContrato({ db }: ReadContext, id: number) {
  const [contrato] = await informacoesDoContrato(db, { id });
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado');
  return {
    ...dadosDoContratoNoFio({ ...contrato, tipo: contrato.tipo_contrato }),
    Tecnologia: contrato.tecnologia,
    Enderecos: contrato.enderecos.map(({ tipo_logradouro, logradouro, numero, ...endereco }) => ({
      Logradouro: [tipo_logradouro, logradouro].filter(Boolean).join(' ') || null,
      UF: endereco.uf,
      // A number where it is one: «12A» and «S/N» are kept as texts.
      Numero: /^\d{1,9}$/.test(numero ?? '') ? Number(numero) : numero,
      Tipo: endereco.tipo,
      Complemento: endereco.complemento,
      Bairro: endereco.bairro,
      Cidade: endereco.cidade,
      CEP: endereco.cep,
    })),
  };
}

async function comFaturas({ db, clock }: ReadContext, contratoId: number) {
  const [contrato] = await dadosDoContrato(db, { contratoId });
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado');
  const hoje = clock.today();
  return {
    ...dadosDoContratoNoFio(contrato),
    Faturas: contrato.faturas.map((fatura) => faturaNoFio(fatura, hoje)),
  };
}
