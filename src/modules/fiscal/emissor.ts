import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { type Partner, PartnerError } from '#platform/http-partner.ts';

/** What the tax office said of a note. */
export type RespostaDoFisco = { situacao: 'AUTORIZADA'; protocolo: string } | { situacao: 'REJEITADA'; motivo: string };

/** Signs NFCom with the provider's certificate and sends them to the tax office (docs/fiscal.md). Throws PartnerError. */
export interface EmissorNfcom {
  /** A simulator's answers are worth nothing. */
  simulado: boolean;
  /** Sent again under the same key, a note is answered as it was the first time. */
  enviar(nota: { chave: string; xml: string }): Promise<RespostaDoFisco>;
  cancelar(nota: { chave: string; protocolo: string; motivo: string }): Promise<RespostaDoFisco>;
}

/** No certificate is set up: notes wait. */
export const semEmissor: EmissorNfcom = {
  simulado: false,
  enviar: () => Promise.reject(new PartnerError('NFCom', 'sem_configuracao')),
  cancelar: () => Promise.reject(new PartnerError('NFCom', 'sem_configuracao')),
};

const Resposta = Type.Union([
  Type.Object({ situacao: Type.Literal('AUTORIZADA'), protocolo: Type.String({ minLength: 1, maxLength: 50 }) }),
  Type.Object({ situacao: Type.Literal('REJEITADA'), motivo: Type.String({ minLength: 1, maxLength: 500 }) }),
]);

/** A service that holds the certificate, asked by HTTP. */
export function emissorPorHttp(partner: Partner): EmissorNfcom {
  const ask = (body: object) =>
    partner.ask(body, (answer) => (Value.Check(Resposta, answer) ? (answer as RespostaDoFisco) : null));
  return {
    simulado: false,
    enviar: ({ chave, xml }) => ask({ acao: 'enviar', chave, xml }),
    cancelar: ({ chave, protocolo, motivo }) => ask({ acao: 'cancelar', chave, protocolo, motivo }),
  };
}

/** For the demo: authorises everything, and says in the protocol that nobody did. */
export const emissorSimulado: EmissorNfcom = {
  simulado: true,
  enviar: async ({ chave }) => ({ situacao: 'AUTORIZADA', protocolo: `SIMULADO ${chave.slice(-10)}` }),
  cancelar: async ({ chave }) => ({ situacao: 'AUTORIZADA', protocolo: `SIMULADO C${chave.slice(-10)}` }),
};
