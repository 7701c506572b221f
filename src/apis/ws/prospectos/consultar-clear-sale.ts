import { Type } from 'typebox';
import { concluirClearSale, prepararClearSale, ResultadoClearSale } from '#modules/prospectos/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Nullable } from '../wire.ts';
import { pedido, SobreProspecto } from './campos.ts';
import { avisoDeSimulacao } from './simulado.ts';

const Texto = Nullable(Type.String());
const Inteiro = Nullable(Type.Integer());

export const consultarClearSale = write({
  ids: ['prospectos.clearSale.consultar'],
  method: 'POST',
  url: '/ws/comercial/prospectos/clear_sale/consultar',
  credentials: ['basic', 'token'],
  body: SobreProspecto,
  response: Type.Object({
    resposta: Type.Object({
      id: Type.Integer(),
      documento: Inteiro,
      tipoDocumento: Texto,
      ddd: Inteiro,
      telefone: Inteiro,
      email: Texto,
      idSessao: Texto,
      tipo: Type.Integer(),
      dataReferencia: Texto,
      enviaOpcao: Texto,
      verificaEmail: Type.Boolean(),
      verificaTelefone: Type.Boolean(),
      endereco: Texto,
      informacoesAdicionais: Texto,
      dataCriacao: Texto,
      resultado: ResultadoClearSale,
      sucesso: Type.Boolean(),
      tempoResposta: Type.Integer(),
      mensagem: Texto,
    }),
  }),
  errors: { 'parceiro.indisponivel': error(500, 'Internal Server Error') },
  headers: ({ parceiros }) => avisoDeSimulacao(parceiros.clearSale),
  prepare({ db, clock, parceiros, rules }, { body }) {
    return prepararClearSale({ db, clock, clearSale: parceiros.clearSale, dias: rules.creditoDias }, pedido(body));
  },
  async handle({ tx, clock }, { body }, preparo) {
    const { id, dados } = await concluirClearSale(tx, clock, pedido(body), preparo);
    return { resposta: { ...naoEnviado, ...dados, ...numeros(dados), id } };
  },
});

// What we do not tell Clear Sale: only the document and the mobile telephone are asked about.
const naoEnviado = {
  tipoDocumento: null,
  email: null,
  idSessao: null,
  dataReferencia: null,
  enviaOpcao: null,
  endereco: null,
  informacoesAdicionais: null,
  dataCriacao: null,
};

// Numbers on this wire: leading zeros are lost, and a CNPJ with letters has no number.
const numeros = ({ documento, ddd, telefone }: { documento: string; ddd: string | null; telefone: string | null }) => ({
  documento: /^\d+$/.test(documento) ? Number(documento) : null,
  ddd: ddd === null ? null : Number(ddd),
  telefone: telefone === null ? null : Number(telefone),
});
