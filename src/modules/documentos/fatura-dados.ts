import { type Selectable, sql } from 'kysely';
import { addDays, type Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { type Convenio, convenioPeloId, PIX_VALIDADE_DIAS } from '#modules/cobranca/index.ts';
import { type Encargos, encargos, type Politica, politicas, vigenteEm } from '#modules/financeiro/index.ts';
import type { DB, Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

/** A company as documents show it. */
export interface Empresa {
  nome: string;
  nomeFantasia: string;
  cnpj: string | null;
  endereco: string | null;
  cidade: string | null;
  uf: string | null;
  cep: string | null;
  telefone: string | null;
  site: string | null;
}

export interface LinhaDaFatura {
  contratoId: number | null;
  descricao: string;
  valor: Centavos;
  inicio: Day | null;
  fim: Day | null;
  parcela: number | null;
  parcelas: number | null;
}

/** All that the PDF of an invoice shows. */
export interface FaturaImpressa {
  id: number;
  clienteId: number;
  cliente: string;
  documento: string | null;
  /** Two lines: street and number; district, city and CEP. */
  endereco: [string, string];
  numeroDocumento: string;
  numeroBoleto: string;
  valor: Centavos;
  /** What is owed of it, without fine and interest. */
  saldo: Centavos;
  vencimento: Day;
  /** Its due date has passed. */
  vencida: boolean;
  emitidaEm: Day | null;
  competencia: Day | null;
  situacao: Selectable<DB['fatura']>['situacao'];
  pagaEm: Day | null;
  debitoAutomatico: boolean;
  empresa: Empresa | null;
  linhas: LinhaDaFatura[];
  /** null: it has no boleto, or not any more. */
  codigoBarras: string | null;
  convenio: Convenio | null;
  /** Of a Pix charge that the bank holds and that can still be paid. */
  copiaECola: string | null;
  politica: Politica;
  /** Fine and interest of what is owed, to this day. */
  encargos: Encargos;
}

const doBanco = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('fatura as f')
    .innerJoin('cliente as c', 'c.id', 'f.cliente_id')
    .leftJoin('boleto as b', (join) =>
      join.onRef('b.fatura_id', '=', 'f.id').on('b.situacao', 'in', ['A_REGISTRAR', 'REMETIDO', 'REGISTRADO']),
    )
    .leftJoin('pix_cobranca as x', (join) =>
      join
        .onRef('x.fatura_id', '=', 'f.id')
        .on('x.situacao', '=', 'ATIVA')
        .on((on) => on.or([on('x.expira_em', 'is', null), on('x.expira_em', '>', sql<Date>`agora()`)])),
    )
    .leftJoin('forma_cobranca as fc', 'fc.id', 'f.forma_cobranca_id')
    .leftJoin('convenio as cv', (join) =>
      join.on((on) => on('cv.id', '=', sql<number>`coalesce(b.convenio_id, fc.convenio_id)`)),
    )
    .leftJoin('empresa as e', (join) =>
      join.on((on) =>
        on(
          'e.id',
          '=',
          sql<number>`coalesce(cv.empresa_id, f.empresa_id, fc.empresa_id, (select min(id) from empresa))`,
        ),
      ),
    )
    .select(['f.id', 'f.cliente_id as clienteId', 'c.nome as cliente', 'c.documento', 'f.valor', 'f.valor_baixado'])
    .select(['f.numero_documento as numeroDocumento', 'f.numero_boleto as numeroBoleto', 'f.vencimento', 'f.situacao'])
    .select(['f.emitida_em as emitidaEm', 'f.competencia', 'f.paga_em as pagaEm', 'cv.id as convenioId'])
    .select(['f.debito_automatico as debitoAutomatico', 'b.codigo_barras as codigoBarras'])
    .select(['x.copia_e_cola as copiaECola', 'x.tipo as tipoCobranca', 'cv.ativo as convenioAtivo'])
    .select(['e.nome', 'e.nome_fantasia as nomeFantasia', 'e.cnpj', 'e.endereco', 'e.cidade', 'e.uf', 'e.cep'])
    .select(['e.telefone', 'e.site'])
    .select(enderecoDeCobranca.as('enderecoDoCliente'))
    .select(linhasDaFatura.as('linhas'))
    .where('f.id', '=', param('id')),
);

// Where the customer has a billing address, that one.
const enderecoDeCobranca = sql<[string, string] | null>`(
  select json_build_array(
    concat_ws(', ', concat_ws(' ', nullif(l.tipo, ''), coalesce(l.nome, e.logradouro)), e.numero, e.complemento),
    concat_ws(' - ', coalesce(ba.nome, e.bairro), concat_ws('/', coalesce(ci.nome, e.cidade), coalesce(ci.uf, e.uf)),
      'CEP ' || regexp_replace(coalesce(l.cep, e.cep), '^(\d{5})-?(\d{3})$', '\\1-\\2')))
  from cliente_endereco e
  left join logradouro l on l.id = e.logradouro_id
  left join bairro ba on ba.id = l.bairro_id
  left join cidade ci on ci.id = coalesce(ba.cidade_id, e.cidade_id)
  where e.cliente_id = c.id and e.ativo
  order by e.tipo = 'COBRANCA' desc, e.tipo = 'PADRAO' desc, e.id limit 1)`;

const linhasDaFatura = sql<LinhaDaFatura[]>`coalesce((
  select json_agg(json_build_object('contratoId', fl.contrato_id, 'descricao', fl.descricao, 'valor', fl.valor,
    'inicio', fl.inicio, 'fim', fl.fim, 'parcela', fl.parcela, 'parcelas', fl.parcelas)
    order by fl.contrato_id nulls last, fl.id)
  from fatura_linha fl where fl.fatura_id = f.id), '[]')`;

/**
 * Reads what the PDF of an invoice shows, with what is owed of it on a day. Throws notFound `fatura.nao_encontrada`.
 */
export async function dadosDaFatura(db: Reader, id: number, hoje: Day): Promise<FaturaImpressa> {
  const [[row], regras] = await Promise.all([doBanco(db, { id }), politicas(db)]);
  if (!row) throw new DomainError('notFound', 'fatura.nao_encontrada', { faturaId: id });
  const { convenioId, convenioAtivo, nome, nomeFantasia, cnpj, endereco, cidade, uf, cep, telefone, site } = row;
  const aberta = row.situacao === 'ABERTA';
  const saldo = centavos(aberta ? row.valor - row.valor_baixado : 0);
  const politica = vigenteEm(regras, row.vencimento);
  // An agreement that has ended still collects what was issued under it.
  const convenio =
    aberta && convenioId !== null && (convenioAtivo || row.codigoBarras) ? await convenioPeloId(db, convenioId) : null;
  return {
    id: row.id,
    clienteId: row.clienteId,
    cliente: row.cliente,
    documento: row.documento,
    endereco: row.enderecoDoCliente ?? ['', ''],
    numeroDocumento: row.numeroDocumento,
    numeroBoleto: row.numeroBoleto,
    valor: row.valor,
    saldo,
    vencimento: row.vencimento,
    vencida: row.vencimento < hoje,
    emitidaEm: row.emitidaEm,
    competencia: row.competencia,
    situacao: row.situacao,
    pagaEm: row.pagaEm,
    debitoAutomatico: row.debitoAutomatico,
    empresa:
      nome === null
        ? null
        : { nome, nomeFantasia: nomeFantasia ?? nome, cnpj, endereco, cidade, uf, cep, telefone, site },
    linhas: row.linhas,
    codigoBarras: aberta ? row.codigoBarras : null,
    convenio,
    copiaECola:
      aberta && (row.tipoCobranca === 'COB' || hoje <= addDays(row.vencimento, PIX_VALIDADE_DIAS))
        ? row.copiaECola
        : null,
    politica,
    encargos: encargos({ saldo, vencimento: row.vencimento, ate: hoje }, politica),
  };
}
