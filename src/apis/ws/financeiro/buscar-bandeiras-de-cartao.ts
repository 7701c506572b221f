import { Type } from 'typebox';
import { bandeirasDeCartao } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Nullable, Optional, Text } from '../wire.ts';

export const buscarBandeirasDeCartao = read({
  ids: ['financeiro.bandeirasCartao.buscar'],
  method: 'GET',
  url: '/ws/financeiro/bandeiras_cartao',
  credentials: ['basic', 'token'],
  query: Type.Object({ adquirente: Optional(Text(100)) }),
  response: Type.Array(
    Type.Object({
      id: Type.Integer(),
      descricao: Type.String(),
      idEmpresa: Type.Integer(),
      nomeEmpresa: Type.String(),
      codigoCreditoSap: Nullable(Type.String()),
      codigoDebitoSap: Nullable(Type.String()),
      adquirente: Nullable(Type.String()),
    }),
  ),
  async handle({ db }, { query }) {
    const bandeiras = await bandeirasDeCartao(db, { adquirente: query.adquirente ?? null });
    return bandeiras.map((bandeira) => ({
      id: bandeira.id,
      descricao: bandeira.descricao,
      idEmpresa: bandeira.empresa_id,
      nomeEmpresa: bandeira.nome_empresa,
      codigoCreditoSap: bandeira.codigo_credito_sap,
      codigoDebitoSap: bandeira.codigo_debito_sap,
      adquirente: bandeira.adquirente,
    }));
  },
});
