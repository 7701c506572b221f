import type { Insertable } from 'kysely';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { type Convenio, convenioPeloId } from '#modules/cobranca/index.ts';
import type { Database, DB } from '#platform/db.ts';
import { makeAssinante } from '../support/makers.ts';
import { insert } from '../support/vendas.ts';

/** An agreement as a value, for rules without a database. */
export const convenioDe = (changed: Partial<Convenio> & Pick<Convenio, 'banco'>): Convenio => ({
  id: 1,
  descricao: 'TESTE',
  empresaId: 1,
  contaFinanceiraId: 1,
  agencia: '1234',
  agenciaDv: null,
  conta: '12345',
  contaDv: null,
  carteira: '1',
  codigoBeneficiario: '12345',
  variacao: null,
  pixChave: null,
  pixModo: null,
  ...changed,
});

/** A company with an address, an agreement of its own (Santander unless told) and a billing form that uses it. */
export async function makeConvenio(db: Database, changed: Partial<Insertable<DB['convenio']>> = {}) {
  const empresa = await insert(db, 'empresa', {
    nome: 'PROVEDOR DE TESTE LTDA',
    nome_fantasia: 'PROVEDOR',
    cnpj: '12345678000195',
    endereco: 'RUA DO PROVEDOR, 10, CENTRO',
    cidade: 'CONSELHEIRO LAFAIETE',
    uf: 'MG',
    cep: '36400000',
  });
  const banco = await insert(db, 'banco', { codigo: '033', nome: 'BANCO' });
  const conta = await insert(db, 'conta_financeira', { descricao: 'CONTA', banco_id: banco });
  const id = await insert(db, 'convenio', {
    descricao: `CONVENIO ${conta}`,
    empresa_id: empresa,
    conta_financeira_id: conta,
    banco_codigo: '033',
    agencia: '1234',
    conta: '1234567',
    carteira: '101',
    codigo_beneficiario: '3147649',
    ...changed,
  });
  const forma = await insert(db, 'forma_cobranca', { descricao: 'BOLETO', empresa_id: empresa, convenio_id: id });
  const convenio = await convenioPeloId(db, id);
  if (!convenio) throw new Error('the agreement was not stored');
  return { convenio, empresa, conta, forma };
}

/** An open invoice of a customer of its own, without a boleto; R$ 100,00 due on 2026-12-10 unless told. */
export async function makeFatura(db: Database, changed: Partial<Insertable<DB['fatura']>> = {}) {
  const cliente = changed.cliente_id === undefined ? await makeAssinante(db) : null;
  const row = await db
    .insertInto('fatura')
    .values({
      cliente_id: cliente?.id ?? 0,
      valor: centavos(10000),
      vencimento: day('2026-12-10'),
      numero_boleto: '',
      numero_documento: '1226000001',
      ...changed,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...row, acesso: cliente?.acesso ?? { usuario: '', senha: '' }, cliente };
}
