import { Type } from 'typebox';
import { formatDay } from '#kernel/dates.ts';
import { origensComerciais } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { descontoNoFio } from '../comercial/desconto.ts';
import { Nullable, Resposta } from '../wire.ts';

const Promocao = Type.Object({
  id: Type.Integer(),
  descricao: Type.String(),
  inicioVigencia: Type.String(),
  fimVigencia: Type.String(),
  desconto: Type.Number(),
  valorPorcentagem: Type.Boolean(),
  numMensalidades: Type.Integer(),
  tipoDesconto: Type.String(),
  tipoItemPromocional: Nullable(Type.String()),
  permitePrePago: Type.Boolean(),
  precisaConfirmar: Type.Boolean(),
  cumulativa: Type.Boolean(),
  transfereDesconto: Type.Boolean(),
  ordem: Type.Integer(),
  valorBase: Type.String(),
  tipoPromocao: Nullable(Type.String()),
  diasCarencia: Nullable(Type.Integer()),
});

export const buscarOrigensComerciais = read({
  ids: ['clientes.origens_comerciais.buscar'],
  method: 'GET',
  url: '/ws/comercial/contratos/origens_comerciais',
  credentials: ['basic', 'token'],
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      descricao: Type.String(),
      isIndicacao: Type.Boolean(),
      promocao: Nullable(Promocao),
    }),
  ),
  async handle({ db }) {
    const origens = await origensComerciais(db, {});
    return {
      resposta: origens.map(({ id, descricao, is_indicacao, promocao: m }) => ({
        id,
        descricao,
        isIndicacao: is_indicacao,
        promocao: m && {
          id: m.id,
          descricao: m.descricao,
          inicioVigencia: formatDay(m.inicio, 'dd/MM/yyyy'),
          fimVigencia: formatDay(m.fim, 'dd/MM/yyyy'),
          desconto: descontoNoFio(m),
          valorPorcentagem: m.em_porcentagem,
          numMensalidades: m.numero_mensalidades,
          tipoDesconto: m.tipo_desconto,
          tipoItemPromocional: m.tipo_item_promocional,
          permitePrePago: m.pre_pago ?? true,
          precisaConfirmar: m.precisa_confirmar,
          cumulativa: m.cumulativa,
          transfereDesconto: m.transfere_desconto,
          ordem: m.ordem,
          valorBase: m.valor_base,
          tipoPromocao: m.tipo_promocao,
          diasCarencia: m.dias_carencia,
        },
      })),
    };
  },
});
