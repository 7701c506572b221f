import { randomInt } from 'node:crypto';
import { day } from '#kernel/dates.ts';
import { cnpjFor } from '#kernel/documents.ts';
import { centavos } from '#kernel/money.ts';
import { emitirFaturas, type NovaLinha } from '#modules/financeiro/index.ts';
import { configurarEmitente, lerConfiguracaoFiscal } from '#modules/fiscal/index.ts';
import type { Database } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { makeAssinante, makeContrato } from '../support/makers.ts';

export const ORIGEM = { origem: 'teste', operacao: 'teste' };
export const COMPETENCIA = day('2026-11-01');

/** The YAML of an issuer. */
export const arquivo = (empresa: number, modelo: 22 | 62, regras = REGRAS) => `
empresa: ${empresa}
modelo: ${modelo}
serie: "${randomInt(1, 999)}"
ambiente: homologacao
cnpj: "${cnpjFor('112223330001')}"
inscricaoEstadual: "0620000000001"
crt: 3
razaoSocial: PROVEDOR DE TESTE LTDA
logradouro: RUA DO PROVEDOR
numero: "100"
bairro: CENTRO
ibge: 3118304
cep: "36400000"
consulta: https://dfe-portal.exemplo.gov.br/nfcom/qrcode
regras:
${regras}`;

const REGRAS = `
  - { desde: 2026-01-01, tecnologia: INTERNET, descricao: Comunicação multimídia, cclass: "0400401", cfop: "5307",
      cst: "00", icms: 18, pis: 0.65, cofins: 3, fust: 1, funttel: 0.5 }
  - { desde: 2026-01-01, linha: SERVICO, descricao: Serviço, cclass: "0600101", cst: SEM }`;

/** A company that issues notes of a model. */
export async function makeEmitente(db: Database, modelo: 22 | 62, regras?: string): Promise<number> {
  const { id } = await db
    .insertInto('empresa')
    .values({ nome: 'PROVEDOR', nome_fantasia: 'PROVEDOR', cnpj: cnpjFor('112223330001') })
    .returning('id')
    .executeTakeFirstOrThrow();
  const lida = lerConfiguracaoFiscal(arquivo(id, modelo, regras));
  await inTransaction(db, ORIGEM, (tx) => configurarEmitente(tx, lida));
  // A test of the old models does not end with them.
  await db.updateTable('modelo_nota_fiscal').set({ vigente_ate: null }).execute();
  return id;
}

/** A customer who gets notes, with an address, and an invoice of the month. */
export async function makeFaturaComNota(
  db: Database,
  empresaId: number,
  linhas: readonly Omit<NovaLinha, 'contratoId' | 'descricao'>[] = [{ tipo: 'MENSALIDADE', valor: centavos(10_000) }],
) {
  const cliente = await makeAssinante(db, { emite_nota_fiscal: true, nome: 'José & Filhos <ME>' });
  const contrato = await makeContrato(db, cliente.id);
  await db
    .insertInto('cliente_endereco')
    .values({
      cliente_id: cliente.id,
      tipo: 'PADRAO',
      logradouro: 'RUA DO CLIENTE',
      numero: '5',
      bairro: 'QUELUZ',
      cep: '36400-000',
      cidade_id: 3118304,
    })
    .execute();
  const nova = {
    clienteId: cliente.id,
    empresaId,
    formaCobrancaId: null,
    vencimento: day('2026-12-10'),
    competencia: COMPETENCIA,
    origem: 'FATURAMENTO' as const,
    contratos: [contrato.id],
    linhas: linhas.map((linha) => ({ ...linha, contratoId: contrato.id, descricao: linha.tipo })),
  };
  const [fatura] = await inTransaction(db, ORIGEM, (tx) => emitirFaturas(tx, [nova], day('2026-12-01')));
  if (!fatura) throw new Error('no invoice was issued');
  return { cliente, contrato, fatura };
}
