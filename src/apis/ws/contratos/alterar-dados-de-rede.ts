import { Type } from 'typebox';
import { alterarWifi } from '#modules/radius/index.ts';
import { write } from '../../core/operation.ts';
import { Id, Text } from '../wire.ts';

export const alterarDadosDeRede = write({
  ids: ['contratos.dados_rede.alterar'],
  method: 'PUT',
  url: '/ws/area/cliente/alterar/dados/rede',
  credentials: ['basic', 'token'],
  body: Type.Object({ idContrato: Id, loginWiFi: Text(100), senhaWiFi: Text(100) }),
  response: Type.Object({ data: Type.String(), status: Type.Literal('OK') }),
  async handle({ tx, sealer }, { body: { idContrato, loginWiFi, senhaWiFi } }) {
    await alterarWifi(tx, sealer, idContrato, { login: loginWiFi, senha: senhaWiFi });
    return {
      data: `O login e a senha do Wi-Fi do contrato de ID '${idContrato}' foram atualizadas com sucesso.`,
      status: 'OK' as const,
    };
  },
});
