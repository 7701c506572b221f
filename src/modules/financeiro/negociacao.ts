import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { mudarStatus } from '#modules/contratos/index.ts';
import type { Tx } from '#platform/db.ts';
import { emitirFaturas } from './emitir.ts';
import type { NovaFatura, NovaLinha } from './fatura-nova.ts';
import { dividaDe, exigirNegociaveis } from './negociacao-faturas.ts';
import { conferirSoma, ordenarParcelas, type ParcelaPedida, principalDe } from './negociacao-rules.ts';
import { politicaEm } from './politica.ts';
import { encerrarCobranca } from './quitacao.ts';
import { lancar } from './razao.ts';
import { type FaturaTravada, travarFaturas } from './travar.ts';

/** An invoice that a negotiation made. */
export interface ParcelaEmitida {
  faturaId: number;
  valor: Centavos;
  vencimento: Day;
  numeroDocumento: string;
  /** Empty without a boleto. */
  numeroBoleto: string;
}

/**
 * Settles open invoices of a customer by new ones, an invoice for each instalment, all or nothing: balances, ledger,
 * boletos and links. Suspended contracts of the invoices wait EM NEGOCIACAO for the first instalment. The invoices are
 * locked: of two negotiations of one invoice the second is refused.
 * Throws as ordenarParcelas(), exigirNegociaveis() and conferirSoma() do, and conflict `negociacao.sem_empresa`.
 */
export async function negociar(
  tx: Tx,
  clienteId: number,
  pedidas: readonly ParcelaPedida[],
  hoje: Day,
): Promise<{ id: number; parcelas: ParcelaEmitida[] }> {
  const politica = await politicaEm(tx, hoje);
  const parcelas = ordenarParcelas(pedidas, politica, hoje);
  const faturaIds = [...new Set(pedidas[0]?.faturaIds)];
  const faturas = await travarFaturas(tx, faturaIds);
  exigirNegociaveis(clienteId, faturaIds, faturas);
  conferirSoma(parcelas, await dividaDe(tx, faturas, hoje), politica);

  const { id } = await tx
    .insertInto('negociacao')
    .values({ cliente_id: clienteId, feita_em: hoje })
    .returning('id')
    .executeTakeFirstOrThrow();
  await baixarNegociadas(tx, id, faturas, hoje);
  const quem = await cobrador(tx, faturas);
  const novas = parcelas.map((parcela) => novaFatura(parcela, parcelas.length, { id, clienteId, ...quem }));
  const emitidas = await emitirFaturas(tx, novas, hoje);
  await esperarPrimeiraParcela(tx, quem.contratos);
  return {
    id,
    parcelas: emitidas.map((fatura, i) => ({
      faturaId: fatura.id,
      valor: fatura.valor,
      vencimento: novas[i]?.vencimento ?? hoje,
      numeroDocumento: fatura.numeroDocumento,
      numeroBoleto: fatura.boleto?.numeroBoleto ?? '',
    })),
  };
}

async function baixarNegociadas(tx: Tx, id: number, faturas: readonly FaturaTravada[], hoje: Day): Promise<void> {
  const ids = faturas.map((fatura) => fatura.id);
  await tx
    .updateTable('fatura')
    .set(({ ref }) => ({ situacao: 'NEGOCIADA', valor_baixado: ref('valor') }))
    .where('id', 'in', ids)
    .execute();
  await tx
    .insertInto('negociacao_fatura')
    .values(faturas.map((fatura) => ({ negociacao_id: id, fatura_id: fatura.id, saldo: fatura.saldo })))
    .execute();
  await lancar(
    tx,
    faturas.map((fatura) => ({
      dia: hoje,
      debito: 'NEGOCIACAO',
      credito: 'CLIENTES',
      valor: fatura.saldo,
      historico: 'NEGOCIACAO',
      clienteId: fatura.cliente_id,
      faturaId: fatura.id,
      negociacaoId: id,
    })),
  );
  await encerrarCobranca(tx, ids);
}

interface Cobrador {
  empresaId: number;
  formaCobrancaId: number | null;
  contratos: number[];
}

/**
 * Who charges the instalments, and how: the company and the billing form of the latest of the invoices, or else of its
 * contracts. A form with an agreement comes before one without: an instalment wants a boleto.
 */
async function cobrador(tx: Tx, faturas: readonly FaturaTravada[]): Promise<Cobrador> {
  const rows = await tx
    .selectFrom('fatura as f')
    .leftJoin('fatura_contrato as fc', 'fc.fatura_id', 'f.id')
    .leftJoin('contrato as k', 'k.id', 'fc.contrato_id')
    .leftJoin('forma_cobranca as da_fatura', 'da_fatura.id', 'f.forma_cobranca_id')
    .leftJoin('forma_cobranca as do_contrato', 'do_contrato.id', 'k.forma_cobranca_id')
    .select(['k.id as contrato', 'f.empresa_id as daFatura', 'k.empresa_id as doContrato'])
    .select(['f.forma_cobranca_id as forma', 'da_fatura.convenio_id as convenio'])
    .select(['k.forma_cobranca_id as outraForma', 'do_contrato.convenio_id as outroConvenio'])
    .where(
      'f.id',
      'in',
      faturas.map(({ id }) => id),
    )
    .orderBy('f.vencimento', 'desc')
    .orderBy('f.id', 'desc')
    .orderBy('fc.ordem')
    .execute();
  const formas = rows.flatMap((row) => [
    { forma: row.forma, convenio: row.convenio },
    { forma: row.outraForma, convenio: row.outroConvenio },
  ]);
  const empresaId = rows.flatMap(({ daFatura, doContrato }) => daFatura ?? doContrato ?? [])[0];
  if (empresaId === undefined) throw new DomainError('conflict', 'negociacao.sem_empresa');
  return {
    empresaId,
    formaCobrancaId:
      (formas.find(({ convenio }) => convenio !== null) ?? formas.find(({ forma }) => forma !== null))?.forma ?? null,
    contratos: [...new Set(rows.flatMap(({ contrato }) => contrato ?? []))],
  };
}

function novaFatura(
  parcela: ParcelaPedida,
  parcelas: number,
  { id, clienteId, ...quem }: Cobrador & { id: number; clienteId: number },
): NovaFatura {
  const { numero, multa, juros, desconto, vencimento } = parcela;
  const linha = (tipo: NovaLinha['tipo'], descricao: string, valor: number): NovaLinha => ({
    contratoId: null,
    tipo,
    descricao,
    valor: centavos(valor),
    ...(tipo === 'NEGOCIACAO' && { parcela: numero, parcelas }),
  });
  return {
    clienteId,
    ...quem,
    vencimento,
    competencia: null,
    origem: 'NEGOCIACAO',
    linhas: [
      linha('NEGOCIACAO', `Negociação ${id}`, principalDe(parcela)),
      linha('MULTA', 'Multa', multa),
      linha('JUROS', 'Juros', juros),
      linha('DESCONTO', 'Desconto', -desconto),
    ].filter(({ tipo, valor }) => tipo === 'NEGOCIACAO' || valor !== 0),
    negociacao: { id, parcela: numero },
  };
}

async function esperarPrimeiraParcela(tx: Tx, contratos: readonly number[]): Promise<void> {
  if (contratos.length === 0) return;
  const suspensos = await tx
    .selectFrom('contrato')
    .select('id')
    .where('id', 'in', contratos)
    .where('status', 'in', ['SUSPENSO', 'SUSPENSO PARCIALMENTE'])
    .orderBy('id')
    .execute();
  for (const { id } of suspensos) {
    await mudarStatus(tx, { contratoId: id, para: 'EM NEGOCIACAO', motivo: 'NEGOCIACAO' });
  }
}
