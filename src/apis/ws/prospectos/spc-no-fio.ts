import { type Static, Type } from 'typebox';
import { type Day, epochMillis } from '#kernel/dates.ts';
import type { ConsultaSpc } from '#modules/prospectos/index.ts';
import { Nullable } from '../wire.ts';

const Texto = Nullable(Type.String());
const Inteiro = Nullable(Type.Integer());
const Numero = Nullable(Type.Number());

const AnaliseCredito = Type.Object({
  id: Type.Integer(),
  dataAnalise: Type.Integer(),
  criterioAprovacaoCredito: Type.Object({
    id: Type.Integer(),
    ativo: Type.Boolean(),
    pergunta: Type.String(),
    operador: Type.String(),
    valorReferencia: Type.String(),
    nomeCampoComparacao: Type.String(),
    tipoPessoa: Texto,
  }),
  valorCriterio: Type.String(),
  aprovado: Type.Boolean(),
  idUsuarioAprovacao: Inteiro,
});

/** SPC's data with the analyses of the provider's criteria (WebService Cliente, p. 114). */
export const RespostaDoSpc = Type.Object({
  id: Type.Integer(),
  dataConsulta: Type.Integer(),
  idUsuario: Inteiro,
  tipoPessoa: Texto,
  cpf: Texto,
  dataNascimento: Inteiro,
  idade: Inteiro,
  nome: Texto,
  nomeMae: Texto,
  rg: Texto,
  sexo: Texto,
  enderecoLogradouro: Texto,
  numeroEndereco: Texto,
  bairro: Texto,
  cep: Texto,
  cidade: Texto,
  uf: Texto,
  telefone: Texto,
  totalRestricoes: Type.Integer(),
  valorTotalRestricoes: Numero,
  dataUltimaRestricao: Inteiro,
  cnpj: Texto,
  nomeFantasia: Texto,
  inscricaoEstadual: Texto,
  detalhesLojistas: Type.Array(Type.Object({}, { additionalProperties: true })),
  analisesCredito: Type.Array(AnaliseCredito),
  dataPrimeiraRestricao: Inteiro,
  diasEmRestricao: Inteiro,
  totalPontosCredito: Numero,
  resultadoPontuacao: Texto,
  score: Inteiro,
  probabilidade: Numero,
  classe: Texto,
  aprovado: Type.Boolean(),
});

/** A query of SPC on the wire. */
export function spcNoFio(consulta: ConsultaSpc): Static<typeof RespostaDoSpc> {
  const { documento, dataNascimento, dataPrimeiraRestricao, dataUltimaRestricao, idade, ...dados } = consulta.resposta;
  const fisica = consulta.tipo_pessoa === 'FISICA';
  return {
    ...dados,
    id: consulta.id,
    dataConsulta: consulta.consultado_em.getTime(),
    idUsuario: consulta.usuario_id,
    // null in the document's example, where the person is a natural one.
    tipoPessoa: null,
    cpf: fisica ? documento : null,
    cnpj: fisica ? null : documento,
    idade,
    dataNascimento: millis(dataNascimento),
    dataPrimeiraRestricao: millis(dataPrimeiraRestricao),
    dataUltimaRestricao: millis(dataUltimaRestricao),
    analisesCredito: consulta.analises.map((analise) => analiseNoFio(analise, consulta.consultado_em)),
    aprovado: consulta.aprovado === true,
  };
}

// valorCriterio repeats the name of the field, as in the example.
const analiseNoFio = (a: ConsultaSpc['analises'][number], quando: Date): Static<typeof AnaliseCredito> => ({
  id: a.id,
  dataAnalise: quando.getTime(),
  criterioAprovacaoCredito: {
    id: a.criterio_id,
    ativo: a.ativo,
    pergunta: a.pergunta,
    operador: a.operador,
    valorReferencia: a.valor_referencia,
    nomeCampoComparacao: a.campo,
    tipoPessoa: a.tipo_pessoa && (a.tipo_pessoa === 'FISICA' ? 'PessoaFisica' : 'PessoaJuridica'),
  },
  valorCriterio: a.campo,
  aprovado: a.aprovado,
  idUsuarioAprovacao: a.usuario_id,
});

const millis = (dia: Day | null): number | null => dia && epochMillis(dia);
