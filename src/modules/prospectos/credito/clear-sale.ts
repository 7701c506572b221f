import { type Static, Type } from 'typebox';
import type { Partner } from '#platform/http-partner.ts';
import { lerResposta, OuNulo, type ParceiroDeCredito } from './contrato.ts';

const Texto = Type.String({ maxLength: 1000 });
const Mensagem = OuNulo(Type.Object({ texto: Texto, data: Texto }));
const RelacionadoA = Type.Array(Texto);

/** The result of DataTrust, as the operation answers it (WebService Cliente, p. 116). Times are texts without zone. */
export const ResultadoClearSale = Type.Object({
  ponto: Type.Object({
    valor: Type.Number(),
    razao: OuNulo(Texto),
    data: OuNulo(Texto),
    linhasTempo: Type.Array(Type.Object({ valor: Type.Number(), Reason: OuNulo(Texto), data: OuNulo(Texto) })),
  }),
  validacao: OuNulo(
    Type.Object({
      verificacaoSMS: OuNulo(Type.Object({ enviado: Mensagem, respondido: Mensagem, regraCondicional: OuNulo(Texto) })),
      verificacaoEmail: OuNulo(Type.Object({ enviado: Mensagem, respondido: Mensagem })),
    }),
  ),
  avaliacoes: Type.Array(Type.Object({ valor: Type.Number(), relacionadoA: RelacionadoA })),
  intuicoes: Type.Array(
    Type.Object({
      codigo: Texto,
      descricao: OuNulo(Texto),
      tipo: OuNulo(Texto),
      categoria: OuNulo(Texto),
      relevancia: OuNulo(Texto),
      relacionadoA: RelacionadoA,
    }),
  ),
});

/** What Clear Sale answers (docs/partners.md). Without success there is no result, and so no answer. */
const Contrato = Type.Object({
  tipo: Type.Integer(),
  verificaEmail: Type.Boolean(),
  verificaTelefone: Type.Boolean(),
  sucesso: Type.Literal(true),
  tempoResposta: Type.Integer({ minimum: 0 }),
  mensagem: OuNulo(Texto),
  resultado: ResultadoClearSale,
});

export type RespostaClearSale = Static<typeof Contrato>;

/** What Clear Sale is asked about: a document without punctuation and a mobile telephone. */
export interface PedidoClearSale {
  documento: string;
  ddd: string | null;
  telefone: string | null;
}

export type ClearSale = ParceiroDeCredito<PedidoClearSale, RespostaClearSale>;

/** DataTrust of Clear Sale by HTTP. */
export function clearSalePorHttp(partner: Partner, simulado = false): ClearSale {
  return {
    simulado,
    consultar: (pedido) => partner.ask(pedido, (answer) => lerResposta(Contrato, answer)),
  };
}
