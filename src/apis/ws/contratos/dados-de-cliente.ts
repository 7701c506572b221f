import { Type } from 'typebox';
import type { Day } from '#kernel/dates.ts';
import { dadosDoCliente, dadosDoDocumento } from '#modules/financeiro/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Optional, Text, wireDay } from '../wire.ts';
import { contratoNoFio, dadosDoContratoNoFio, FaturaNoFio, faturaNoFio } from './fatura-do-contrato.ts';

const query = Type.Object({ dataInicioVencFatura: Optional(Text(10)), dataFimVencFatura: Optional(Text(10)) });

const response = Type.Object({
  TipoPessoa: Optional(Type.String()),
  ClienteEncontrato: Type.Boolean(),
  NomeCliente: Optional(Type.String()),
  ExisteFaturaSemPagamento: Type.Boolean(),
  IDCliente: Optional(Type.Integer()),
  Contratos: Type.Array(Type.Object(contratoNoFio)),
  ExisteAtendimentoAberto: Type.Boolean(),
  Faturas: Type.Array(FaturaNoFio),
});

const tiposDePessoa = {
  FISICA: 'PessoaFisica',
  JURIDICA: 'PessoaJuridica',
  ESTRANGEIRA: 'PessoaEstrangeira',
} as const;

type Dados = Awaited<ReturnType<typeof dadosDoCliente>>[number];

function answer(cliente: Dados | undefined, hoje: Day) {
  if (!cliente) {
    return {
      ClienteEncontrato: false,
      ExisteFaturaSemPagamento: false,
      Contratos: [],
      ExisteAtendimentoAberto: false,
      Faturas: [],
    };
  }
  return {
    TipoPessoa: tiposDePessoa[cliente.tipo_pessoa],
    ClienteEncontrato: true,
    NomeCliente: cliente.nome,
    ExisteFaturaSemPagamento: cliente.deve,
    IDCliente: cliente.id,
    Contratos: cliente.contratos.map(dadosDoContratoNoFio),
    ExisteAtendimentoAberto: cliente.atendido,
    Faturas: cliente.faturas.map((fatura) => faturaNoFio(fatura, hoje)),
  };
}

function periodoDe(limites: { dataInicioVencFatura?: string; dataFimVencFatura?: string }) {
  const dia = (campo: keyof typeof limites) => {
    const texto = limites[campo];
    return texto ? wireDay(campo, texto, 'dd-MM-yyyy') : null;
  };
  return { de: dia('dataInicioVencFatura'), ate: dia('dataFimVencFatura') };
}

export const dadosPorDocumento = read({
  ids: ['contratos.dados_por_documento.buscar'],
  method: 'POST',
  url: '/ws/comercial/cliente/dados',
  credentials: ['basic'],
  query,
  body: Type.Object({ cpfcnpj: Text(30) }),
  response,
  async handle({ db, clock }, { query: limites, body }) {
    const documento = body.cpfcnpj.toUpperCase().replace(/[^0-9A-Z]/g, '');
    const [cliente] = await dadosDoDocumento(db, { documento, ...periodoDe(limites) });
    return answer(cliente, clock.today());
  },
});

export const dadosPorCliente = read({
  ids: ['contratos.dados_por_cliente.buscar'],
  method: 'GET',
  url: '/ws/comercial/cliente/:idCliente/dados',
  credentials: ['basic'],
  params: Type.Object({ idCliente: Id }),
  query,
  response,
  async handle({ db, clock }, { params, query: limites }) {
    const [cliente] = await dadosDoCliente(db, { clienteId: params.idCliente, ...periodoDe(limites) });
    return answer(cliente, clock.today());
  },
});
