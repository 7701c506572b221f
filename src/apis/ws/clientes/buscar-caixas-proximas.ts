import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { caixasProximas } from '#modules/redes/index.ts';
import { read } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, Nullable, Resposta } from '../wire.ts';

export const buscarCaixasProximas = read({
  ids: ['clientes.caixas_proximas.buscar'],
  method: 'GET',
  url: '/ws/comercial/clientes/enderecos/:idEnderecoCliente/caixas/proximas/tipo_contrato/:idTipoContrato',
  credentials: ['basic', 'token'],
  params: Type.Object({ idEnderecoCliente: Id, idTipoContrato: Id }),
  response: Resposta(
    Type.Object({
      DistanciaRoute: Nullable(Type.Number()),
      Descricao: Type.String(),
      Saidas: Type.Array(Type.Object({ Status: Type.String(), Descricao: Type.String(), Id: Type.Integer() })),
      DuracaoRoute: Nullable(Type.Number()),
      Id: Type.Integer(),
      QtdeSaidas: Type.Integer(),
      IdLocationCM: Nullable(Type.Integer()),
      NumeroCaixa: Type.String(),
    }),
  ),
  errors: {
    'endereco.nao_encontrado': error(404, 'Endereço de cliente não encontrado.'),
    'tipo_contrato.nao_encontrado': error(404, 'Tipo de contrato não encontrado.'),
    'endereco.sem_coordenadas': error(409, 'O endereço do cliente não tem latitude e longitude cadastradas.'),
  },
  async handle({ db }, { params }) {
    const [endereco] = await caixasProximas(db, {
      endereco: params.idEnderecoCliente,
      tipoContrato: params.idTipoContrato,
    });
    if (!endereco) throw new DomainError('notFound', 'endereco.nao_encontrado');
    if (endereco.tipo_contrato_id === null) throw new DomainError('notFound', 'tipo_contrato.nao_encontrado');
    if (!endereco.localizado) throw new DomainError('conflict', 'endereco.sem_coordenadas');
    return {
      resposta: endereco.caixas.map((caixa) => ({
        // No routes are computed: distances are measured in a straight line.
        DistanciaRoute: null,
        Descricao: caixa.descricao,
        Saidas: caixa.saidas.map(({ id, descricao, status }) => ({ Status: status, Descricao: descricao, Id: id })),
        DuracaoRoute: null,
        Id: caixa.id,
        QtdeSaidas: Number(caixa.quantidade_saidas),
        IdLocationCM: caixa.id_location_cm,
        NumeroCaixa: caixa.numero,
      })),
    };
  },
});
