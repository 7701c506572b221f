import { Type } from 'typebox';
import type { planosAVenda } from '#modules/catalogo/index.ts';
import { Nullable } from '../wire.ts';

/** The network attributes of a plan; null where it has none. */
export const DadosRede = Nullable(
  Type.Object({
    LimiteFranquia: Nullable(Type.Integer()),
    SenhaPadraoRadius: Nullable(Type.String()),
    ReservaSaidaCaixa: Type.Boolean(),
    Velocidade: Nullable(Type.String()),
    GeraSenhaRadiusAutomatico: Type.Boolean(),
    QuantidadeIPPermitida: Type.Integer(),
    DescricaoFranquia: Nullable(Type.String()),
    GeraLoginRadiusAutomaticoCidade: Nullable(Type.Boolean()),
    Id: Type.Integer(),
    GeraLoginRadiusAutomatico: Type.Boolean(),
    LoginPadraoRadius: Nullable(Type.String()),
  }),
);

/** The voice package that a plan includes; the document shows no example of one, the names are ours. */
export const DadosVoz = Nullable(
  Type.Object({
    Id: Type.Integer(),
    Descricao: Type.String(),
    Franquias: Type.Array(
      Type.Object({ Descricao: Type.String(), TipoLigacao: Type.String(), Minutos: Type.Integer() }),
    ),
  }),
);

/** The TV package that a plan includes; the document shows no example of one, the names are ours. */
export const DadosTV = Nullable(
  Type.Object({
    Id: Type.Integer(),
    Descricao: Type.String(),
    Canais: Type.Array(Type.Object({ Id: Type.Integer(), Descricao: Type.String() })),
  }),
);

type PlanoLido = Awaited<ReturnType<typeof planosAVenda>>[number];

export function dadosRede(plano: PlanoLido) {
  if (plano.rede_id === null) return null;
  return {
    LimiteFranquia: plano.limite_franquia,
    SenhaPadraoRadius: plano.senha_padrao,
    ReservaSaidaCaixa: plano.reserva_saida_caixa === true,
    Velocidade: plano.velocidade,
    GeraSenhaRadiusAutomatico: plano.gera_senha_automatica === true,
    QuantidadeIPPermitida: plano.quantidade_ip ?? 1,
    DescricaoFranquia: plano.descricao_franquia,
    GeraLoginRadiusAutomaticoCidade: plano.gera_login_automatico_cidade,
    Id: plano.rede_id,
    GeraLoginRadiusAutomatico: plano.gera_login_automatico === true,
    LoginPadraoRadius: plano.login_padrao,
  };
}

export function dadosVoz({ voz_id, voz, franquias }: PlanoLido) {
  if (voz_id === null || voz === null) return null;
  return {
    Id: voz_id,
    Descricao: voz,
    Franquias: franquias.map((f) => ({ Descricao: f.descricao, TipoLigacao: f.tipo_ligacao, Minutos: f.minutos })),
  };
}

export function dadosTV({ tv_id, tv, canais }: PlanoLido) {
  if (tv_id === null || tv === null) return null;
  return { Id: tv_id, Descricao: tv, Canais: canais.map(({ id, descricao }) => ({ Id: id, Descricao: descricao })) };
}
