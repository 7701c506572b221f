import { Type } from 'typebox';
import { reais } from '#kernel/money.ts';
import { contratosParaInativar } from '#modules/inativacao/index.ts';
import { read } from '../../core/operation.ts';
import { Id, OneOf } from '../wire.ts';

const simOuNao = (value: boolean) => (value ? ('SIM' as const) : ('NAO' as const));

export const listarContratosParaInativacao = read({
  ids: ['comercial.contrato.listar.inativacao_temporaria'],
  method: 'GET',
  url: '/ws/comercial/cliente/:idCliente/lista/contratos/inativar/temporariamente',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCliente: Id }),
  response: Type.Array(
    Type.Object({
      tecnologia: Type.String(),
      possuiPendenciaFinanceira: OneOf('SIM', 'NAO'),
      valor: Type.Number(),
      plano: Type.String(),
      inativadoMenosUmAno: OneOf('SIM', 'NAO'),
      idContrato: Type.Integer(),
      status: Type.String(),
    }),
  ),
  async handle({ db, clock }, { params }) {
    const contratos = await contratosParaInativar(db, params.idCliente, clock.today());
    return contratos.map(({ id, valor, pendencia, inativadoHaPouco, tecnologia, plano, status }) => ({
      tecnologia,
      possuiPendenciaFinanceira: simOuNao(pendencia),
      valor: reais(valor),
      plano,
      inativadoMenosUmAno: simOuNao(inativadoHaPouco),
      idContrato: id,
      status,
    }));
  },
});
