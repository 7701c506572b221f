import { Type } from 'typebox';
import { type AvisoDeEntrega, registrarEntregas } from '#modules/notificacoes/index.ts';
import { write } from '../../core/operation.ts';
import { OneOf, Optional } from '../wire.ts';

const MOST = 1000;

const Recebidos = Type.Object({ recebidos: Type.Integer() });

// Infobip's groups of statuses (Infobip API, Response status and error codes).
const GRUPOS: Readonly<Record<string, AvisoDeEntrega['entrega']>> = {
  PENDING: 'PENDENTE',
  DELIVERED: 'ENTREGUE',
  UNDELIVERABLE: 'NAO_ENTREGUE',
  EXPIRED: 'NAO_ENTREGUE',
  REJECTED: 'NAO_ENTREGUE',
};

/** Infobip's delivery reports: `results` of "Receive outbound SMS message reports". What it adds later is ignored. */
export const receberEntregasInfobip = write({
  ids: ['entregas.infobip.receber'],
  method: 'POST',
  url: '/ws/integracao/infobip/entregas',
  credentials: ['basic'],
  body: Type.Object({
    results: Type.Array(
      Type.Object({
        messageId: Type.String({ maxLength: 200 }),
        status: Type.Object({
          groupName: Type.String({ maxLength: 100 }),
          name: Optional(Type.String({ maxLength: 200 })),
        }),
        doneAt: Optional(Type.String({ maxLength: 40 })),
      }),
      { maxItems: MOST },
    ),
  }),
  response: Recebidos,
  ours: 'Avisos de entrega da Infobip (webhook de SMS). O endereço configurado em BALCAO_INFOBIP_ENTREGAS_URL leva usuário e senha de um integrador com o escopo entregas.',
  async handle({ tx }, { body: { results } }) {
    const avisos = results.flatMap(({ messageId, status, doneAt }) => {
      const entrega = GRUPOS[status.groupName];
      return entrega
        ? [{ envio: messageId, entrega, motivo: status.name ?? status.groupName, quando: momentOf(doneAt) }]
        : [];
    });
    return { recebidos: await registrarEntregas(tx, avisos) };
  },
});

// As Infobip writes it: 2019-11-09T16:00:00.000+0000.
function momentOf(text: string | undefined): Date | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : new Date(time);
}

// Kannel's bits (Kannel User's Guide, "SMS Delivery Reports"): 1 delivered to phone, 2 non-delivered to phone, 4 queued on
// SMSC, 8 delivered to SMSC, 16 non-delivered to SMSC.
const BITS = { '1': 'ENTREGUE', '2': 'NAO_ENTREGUE', '4': 'PENDENTE', '8': 'PENDENTE', '16': 'NAO_ENTREGUE' } as const;

/** The delivery report of a plain gateway, which calls an address by GET, as Kannel's `dlr-url` with `%d`. */
export const receberEntregaKannel = write({
  ids: ['entregas.kannel.receber'],
  method: 'GET',
  url: '/ws/integracao/sms/entregas/:envio/:situacao',
  credentials: ['basic'],
  params: Type.Object({
    envio: Type.String({ pattern: '^[0-9a-fA-F-]{36}$' }),
    situacao: OneOf('1', '2', '4', '8', '16'),
  }),
  response: Recebidos,
  ours: 'Aviso de entrega de um gateway HTTP (dlr-url do Kannel, com %d no lugar da situação), com usuário e senha de um integrador com o escopo entregas.',
  async handle({ tx }, { params: { envio, situacao } }) {
    const aviso = { envio, entrega: BITS[situacao], motivo: `Kannel ${situacao}`, quando: null };
    return { recebidos: await registrarEntregas(tx, [aviso]) };
  },
});
