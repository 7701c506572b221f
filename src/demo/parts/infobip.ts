import { type Part, rowsOf } from '../part.ts';

/** The log of one-time codes: one was sent, and nobody has tried it yet. */
export const infobip: Part = {
  name: 'infobip',
  rows: () => [
    rowsOf('infobip_log', [
      {
        id: 1,
        id_aplicacao: 'DE0342851CD1D22053FB62D054DAE3E3',
        id_mensagem: 'E871BD63E69816FC17C5A72D10D1B47F',
        id_pin: 'EEA2D9A0F876B52EED8D599CEF1A03F3',
        pin: 1425,
        telefone: '5532988882222',
        status_nc: 'NC_DESTINATION_REACHABLE',
        status_sms: 'MESSAGE_SENT',
        tentativas_restantes: 1,
        criado_em: new Date(1621886963000),
        usuario_id: 1,
      },
    ]),
  ],
};
