import { type Static, Type } from 'typebox';
import { type Day, parseDay } from '#kernel/dates.ts';
import type { Partner } from '#platform/http-partner.ts';
import { lerResposta, OuNulo, type ParceiroDeCredito } from './contrato.ts';

const Texto = Type.Optional(OuNulo(Type.String({ maxLength: 200 })));
const Numero = Type.Optional(OuNulo(Type.Number()));
const Dia = Type.Optional(OuNulo(Type.String()));

/** What SPC answers (docs/partners.md): the keys of the operation's own answer, days as yyyy-MM-dd, amounts in reais. */
const Contrato = Type.Object({
  documento: Type.String(),
  nome: Texto,
  nomeMae: Texto,
  dataNascimento: Dia,
  rg: Texto,
  sexo: Texto,
  enderecoLogradouro: Texto,
  numeroEndereco: Texto,
  bairro: Texto,
  cep: Texto,
  cidade: Texto,
  uf: Texto,
  telefone: Texto,
  nomeFantasia: Texto,
  inscricaoEstadual: Texto,
  totalRestricoes: Type.Integer({ minimum: 0 }),
  valorTotalRestricoes: Numero,
  dataPrimeiraRestricao: Dia,
  dataUltimaRestricao: Dia,
  diasEmRestricao: Type.Optional(OuNulo(Type.Integer())),
  detalhesLojistas: Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown()))),
  totalPontosCredito: Numero,
  resultadoPontuacao: Texto,
  score: Type.Optional(OuNulo(Type.Integer())),
  probabilidade: Numero,
  classe: Texto,
  aprovado: Type.Optional(OuNulo(Type.Boolean())),
});

type Lida = Static<typeof Contrato>;
type Dias = 'dataNascimento' | 'dataPrimeiraRestricao' | 'dataUltimaRestricao';

/** The answer with every key, absent values as null. `aprovado` is the bureau's own advice. */
export type RespostaSpc = {
  [K in Exclude<keyof Lida, Dias | 'detalhesLojistas'>]-?: Exclude<Lida[K], undefined>;
} & { [K in Dias]: Day | null } & { detalhesLojistas: Record<string, unknown>[] };

/** SPC, asked about a CPF or CNPJ without punctuation. */
export type Spc = ParceiroDeCredito<{ documento: string }, RespostaSpc>;

/** SPC by HTTP. An answer about another document, or with a day that does not exist, counts as unreadable. */
export function spcPorHttp(partner: Partner, simulado = false): Spc {
  return {
    simulado,
    consultar: ({ documento }) => partner.ask({ documento }, (answer) => lerSpc(answer, documento)),
  };
}

function lerSpc(answer: unknown, documento: string): RespostaSpc | null {
  const lida = lerResposta(Contrato, answer);
  if (lida?.documento !== documento) return null;
  const dias: Dias[] = ['dataNascimento', 'dataPrimeiraRestricao', 'dataUltimaRestricao'];
  if (dias.some((key) => lida[key] && !parseDay(lida[key], 'yyyy-MM-dd'))) return null;
  const ausentes = Object.fromEntries(Object.keys(Contrato.properties).map((key) => [key, null]));
  return { ...ausentes, detalhesLojistas: [], ...lida } as unknown as RespostaSpc;
}
