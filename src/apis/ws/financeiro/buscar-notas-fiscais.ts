import { Type } from 'typebox';
import { addDays, epochMillis, startOfDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { reais } from '#kernel/money.ts';
import { notasDoCliente } from '#modules/fiscal/index.ts';
import { assinanteOf, read } from '../../core/operation.ts';
import { AcessoAssinante, Id, Nullable, wireDay } from '../wire.ts';

const ModeloNotaFiscal = Type.Object({
  tipoModelo: Type.String(),
  id: Type.Integer(),
  descricao: Type.String(),
  nomeArquivoJasper: Nullable(Type.String()),
  idServidorIntegracaoHomologacao: Nullable(Type.Integer()),
  idServidorIntegracaoProducao: Nullable(Type.Integer()),
  serie: Type.String(),
  codigoModelo: Nullable(Type.String()),
  arquivoJasper: Nullable(Type.String()),
  convenio115: Type.Boolean(),
  prefeitura: Type.Boolean(),
  sefaz: Type.Boolean(),
  offline: Type.Boolean(),
});

const VALORES = {
  valorItem: 'valor',
  baseICMS: 'base_icms',
  valorICMS: 'valor_icms',
  valorIsentoICMS: 'valor_isento_icms',
  baseISS: 'base_iss',
  valorISS: 'valor_iss',
  baseIRRF: 'base_irrf',
  basePIS: 'base_pis',
  valorPIS: 'valor_pis',
  baseCOFINS: 'base_cofins',
  valorCOFINS: 'valor_cofins',
  baseCSLL: 'base_csll',
  valorCSLL: 'valor_csll',
  valorIRRF: 'valor_irrf',
} as const;

const ItemNota = Type.Object({
  id: Type.Integer(),
  descricao: Type.String(),
  ...(Object.fromEntries(Object.keys(VALORES).map((key) => [key, Type.Number()])) as Record<
    keyof typeof VALORES,
    ReturnType<typeof Type.Number>
  >),
  aliquotaICMS: Type.Number(),
  aliquotaPIS: Type.Number(),
  aliquotaCOFINS: Type.Number(),
  valorOutrosICMS: Nullable(Type.Number()),
});

type Nota = Awaited<ReturnType<typeof notasDoCliente>>[number];

export const buscarNotasFiscais = read({
  ids: ['financeiro.notasFiscais.buscar'],
  method: 'POST',
  url: '/ws/financeiro/notasfiscais/cliente/:idCliente',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idCliente: Id }),
  query: Type.Object({ dataInicio: Type.String(), dataFim: Type.String() }),
  body: AcessoAssinante,
  response: Type.Array(
    Type.Object({
      id: Type.Integer(),
      idCliente: Type.Integer(),
      vencimento: Type.Integer(),
      dataEmissao: Type.Integer(),
      valor: Type.Number(),
      numeroNF: Type.Integer(),
      idEmpresa: Type.Integer(),
      modeloNotaFiscal: ModeloNotaFiscal,
      dataCancelamento: Nullable(Type.Integer()),
      notaUnica: Nullable(Type.Boolean()),
      itensNota: Type.Array(ItemNota),
      situacao: Type.String(),
      chaveCodificacaoDigital: Nullable(Type.String()),
      descricaoModelo: Type.String(),
    }),
  ),
  async handle(context, { params: { idCliente }, query }) {
    if (assinanteOf(context).clienteId !== idCliente) {
      throw new DomainError('unauthenticated', 'assinante.credencial');
    }
    const inicio = wireDay('dataInicio', query.dataInicio, 'dd-MM-yyyy');
    const fim = wireDay('dataFim', query.dataFim, 'dd-MM-yyyy');
    if (fim < inicio) throw new DomainError('invalid', 'campo.periodo');
    const periodo = { clienteId: idCliente, desde: startOfDay(inicio), antesDe: startOfDay(addDays(fim, 1)) };
    return (await notasDoCliente(context.db, periodo)).map(nota);
  },
});

const nota = (n: Nota) => ({
  id: n.id,
  idCliente: n.cliente_id,
  vencimento: epochMillis(n.vencimento),
  dataEmissao: n.emitida_em.getTime(),
  valor: reais(n.valor),
  numeroNF: n.numero,
  idEmpresa: n.empresa_id,
  modeloNotaFiscal: {
    tipoModelo: n.tipo_modelo,
    id: n.modelo_id,
    descricao: n.modelo,
    nomeArquivoJasper: n.nome_arquivo_jasper,
    idServidorIntegracaoHomologacao: n.servidor_homologacao_id,
    idServidorIntegracaoProducao: n.servidor_producao_id,
    serie: n.serie,
    codigoModelo: n.codigo_modelo,
    // The file of the old printing is not ours.
    arquivoJasper: null,
    convenio115: n.convenio115,
    prefeitura: n.prefeitura,
    sefaz: n.sefaz,
    offline: n.offline,
  },
  dataCancelamento: n.cancelada_em?.getTime() ?? null,
  notaUnica: n.nota_unica,
  itensNota: n.itens.map(item),
  situacao: n.situacao,
  chaveCodificacaoDigital: n.chave_codificacao_digital,
  descricaoModelo: n.modelo,
});

function item(i: Nota['itens'][number]) {
  const valores = Object.fromEntries(Object.entries(VALORES).map(([key, column]) => [key, reais(i[column])])) as Record<
    keyof typeof VALORES,
    number
  >;
  return {
    id: i.id,
    descricao: i.descricao,
    ...valores,
    aliquotaICMS: i.icms_centesimos / 100,
    aliquotaPIS: i.pis_centesimos / 100,
    aliquotaCOFINS: i.cofins_centesimos / 100,
    valorOutrosICMS: i.valor_outros_icms === null ? null : reais(i.valor_outros_icms),
  };
}
