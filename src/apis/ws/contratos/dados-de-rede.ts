import { Type } from 'typebox';
import { dadosDeRede } from '#modules/radius/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable } from '../wire.ts';

export const informacoesDeDadosRede = read({
  ids: ['contratos.dados_rede.buscar'],
  method: 'GET',
  url: '/ws/area/cliente/contrato/rede/:idContrato',
  credentials: ['basic', 'token'],
  params: Type.Object({ idContrato: Id }),
  response: Type.Object({
    data: Type.Object({
      senhaWiFi: Nullable(Type.String()),
      fornecedorEquipamento: Nullable(Type.String()),
      criptografiaRede: Nullable(Type.String()),
      serial: Nullable(Type.String()),
      loginWiFi: Nullable(Type.String()),
    }),
    status: Type.Literal('OK'),
  }),
  async handle({ db, sealer }, { params }) {
    const { wifi, serial, fabricante } = await dadosDeRede(db, sealer, params.idContrato);
    return {
      data: {
        senhaWiFi: wifi?.senha ?? null,
        fornecedorEquipamento: fabricante,
        criptografiaRede: wifi?.criptografia ?? null,
        serial,
        loginWiFi: wifi?.login ?? null,
      },
      status: 'OK' as const,
    };
  },
});
