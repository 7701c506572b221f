import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { makeIntegrador, testApp, tokenHeaders } from '../support/app.ts';
import { CIDADE, makeEmpresa, makePlano, makePromocao, OUTRA_CIDADE } from './makers.ts';

const t = await testApp();
const { app, db } = t;
const headers = await tokenHeaders(t, await makeIntegrador(db));

async function list(url: string): Promise<Record<string, unknown>[]> {
  const response = await app.inject({ method: 'GET', url: `/ws/${url}`, headers });
  assert.equal(response.statusCode, 200, response.body);
  const body = response.json<{ resposta: Record<string, unknown>[] } | Record<string, unknown>[]>();
  return Array.isArray(body) ? body : body.resposta;
}

const idsOf = (rows: Record<string, unknown>[]) => rows.map((row) => row['id'] ?? row['Id']);

test('sales channels that are not active are left out', async () => {
  const on = await db.insertInto('canal_venda').values({ descricao: 'A' }).returningAll().executeTakeFirstOrThrow();
  await db.insertInto('canal_venda').values({ descricao: 'B', ativo: false }).execute();
  assert.deepEqual(await list('comercial/canais/venda/ativos'), [
    { id: on.id, descricao: 'A', descricoesRD: null, permiteQualityCall: false, ativo: true },
  ]);
});

test('an origin shows its own promotion, over or not', async () => {
  const promocao = await makePromocao(db, {
    inicio: day('2018-08-01'),
    fim: day('2020-12-29'),
    desconto: 5000,
    ordem: 12,
  });
  await db
    .insertInto('origem_comercial')
    .values([{ descricao: 'INDICAÇÃO', is_indicacao: true, promocao_id: promocao.id }, { descricao: 'FACEBOOK' }])
    .execute();
  const [withPromotion, without] = await list('comercial/contratos/origens_comerciais');
  assert.deepEqual(withPromotion?.['promocao'], {
    id: promocao.id,
    descricao: 'PROMOCAO',
    inicioVigencia: '01/08/2018',
    fimVigencia: '29/12/2020',
    desconto: 50,
    valorPorcentagem: true,
    numMensalidades: 6,
    tipoDesconto: 'MENSALIDADE',
    tipoItemPromocional: null,
    permitePrePago: true,
    precisaConfirmar: false,
    cumulativa: false,
    transfereDesconto: false,
    ordem: 12,
    valorBase: 'VALOR LIQUIDO',
    tipoPromocao: null,
    diasCarencia: null,
  });
  assert.equal(without?.['promocao'], null);
});

test('tax plannings are those of the plan and of the company', async () => {
  const [empresa, other] = [await makeEmpresa(db), await makeEmpresa(db)];
  const plano = await makePlano(db);
  const makePlanejamento = async (empresa_id: number) => {
    const values = { empresa_id, descricao: 'PLANEJAMENTO' };
    const { id } = await db
      .insertInto('planejamento_tributario')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow();
    await db.insertInto('plano_planejamento').values({ plano_id: plano.id, planejamento_tributario_id: id }).execute();
    return id;
  };
  const id = await makePlanejamento(empresa.id);
  await makePlanejamento(other.id);
  const url = (company: number) => `comercial/contratos/planejamentos_tributarios/plano/${plano.id}/empresa/${company}`;
  assert.deepEqual(await list(url(empresa.id)), [{ Descricao: 'PLANEJAMENTO', ServicoInstalacao: null, Id: id }]);
  assert.deepEqual(await list(url(999_999)), []);
});

test('only what is sold as an extra is listed as one', async () => {
  const voice = (venda_extra: boolean) => ({ descricao: 'VOZ', valor: centavos(5000), venda_extra });
  const tv = (venda_extra: boolean) => ({ descricao: 'TV', valor: centavos(4490), venda_extra });
  const channel = (permite_a_la_carte: boolean | null) => ({
    descricao: 'CANAL',
    valor: centavos(0),
    permite_a_la_carte,
  });
  await db
    .insertInto('pacote_voz')
    .values([voice(true), voice(false)])
    .execute();
  await db
    .insertInto('canal_tv')
    .values([channel(true), channel(false), channel(null)])
    .execute();
  await db
    .insertInto('pacote_tv')
    .values([tv(true), tv(false)])
    .execute();
  assert.equal((await list('comercial/contratos/pacotes_voz/extras')).length, 1);
  assert.equal((await list('comercial/contratos/canais_tv/extras')).length, 1);
  assert.equal((await list('comercial/contratos/pacotes_tv/extras')).length, 1);
});

test('a card brand is found by its acquirer, in capitals or not', async () => {
  const empresa = await makeEmpresa(db);
  const brand = (adquirente: string) => ({ descricao: 'VISA', empresa_id: empresa.id, nome_empresa: 'X', adquirente });
  await db
    .insertInto('bandeira_cartao')
    .values([brand('STONE'), brand('CIELO')])
    .execute();
  assert.equal((await list('financeiro/bandeiras_cartao')).length, 2);
  assert.equal((await list('financeiro/bandeiras_cartao?adquirente=')).length, 2);
  assert.deepEqual(
    (await list('financeiro/bandeiras_cartao?adquirente=stone')).map((row) => row['adquirente']),
    ['STONE'],
  );
  assert.deepEqual(await list('financeiro/bandeiras_cartao?adquirente=REDE'), []);
});

test('financial accounts are those of the form of payment', async () => {
  const banco = await db
    .insertInto('banco')
    .values({ codigo: '104', nome: 'CAIXA' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const forma = await db
    .insertInto('forma_pagamento')
    .values({ descricao: 'BOLETO' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const accounts = await db
    .insertInto('conta_financeira')
    .values([
      { descricao: 'A', banco_id: banco.id },
      { descricao: 'B', banco_id: banco.id },
    ])
    .returning('id')
    .execute();
  const [first] = accounts;
  assert.ok(first);
  await db
    .insertInto('conta_financeira_forma_pagamento')
    .values({ conta_financeira_id: first.id, forma_pagamento_id: forma.id })
    .execute();
  assert.deepEqual(await list(`financeiro/contas_financeiras/forma_pagamento/${forma.id}`), [
    { ativo: true, banco: 'CAIXA', id: first.id, descricao: 'A' },
  ]);
  assert.deepEqual(await list('financeiro/contas_financeiras/forma_pagamento/999999'), []);
});

test('services are those of the city and the company, while they are active', async () => {
  const empresa = await makeEmpresa(db);
  const makeServico = async (ativo: boolean, cidade_id: number) => {
    const values = { descricao: 'VISITA', valor: centavos(4000), ativo };
    const { id } = await db.insertInto('servico').values(values).returning('id').executeTakeFirstOrThrow();
    await db.insertInto('servico_disponivel').values({ servico_id: id, empresa_id: empresa.id, cidade_id }).execute();
    return id;
  };
  const id = await makeServico(true, CIDADE);
  await makeServico(false, CIDADE);
  await makeServico(true, OUTRA_CIDADE);
  assert.deepEqual(await list(`financeiro/servicos/cidade/${CIDADE}/empresa/${empresa.id}`), [
    { permiteParcelar: false, isTaxaInstalacao: false, valor: 40, numeroMaximoParcelas: 0, id, descricao: 'VISITA' },
  ]);
  assert.deepEqual(await list(`financeiro/servicos/cidade/${CIDADE}/empresa/999999`), []);
});

test('a billing form is of the kind that its mark says; without any mark it is a boleto', async () => {
  const empresa = await makeEmpresa(db);
  const makeForma = async (marks: object) => {
    const values = { descricao: 'FORMA', empresa_id: empresa.id, ...marks };
    return (await db.insertInto('forma_cobranca').values(values).returning('id').executeTakeFirstOrThrow()).id;
  };
  const boleto = await makeForma({});
  const byKind = {
    BOLETO: boleto,
    DIGITAL: await makeForma({ digital: true }),
    CARNE: await makeForma({ carne: true }),
    DEBITO: await makeForma({ debito_automatico: true }),
    PREPAGO: await makeForma({ pre_pago: true }),
  };
  const isento = await makeForma({ isento: true });
  const elsewhere = await makeForma({});
  await db
    .insertInto('forma_cobranca_cidade')
    .values({ forma_cobranca_id: elsewhere, cidade_id: OUTRA_CIDADE })
    .execute();
  const inactive = await makeForma({ ativa: false });
  for (const [kind, id] of Object.entries(byKind)) {
    assert.deepEqual(idsOf(await list(`financeiro/formas_cobranca/cidade/${CIDADE}/tipo/${kind}`)), [id]);
  }
  assert.deepEqual(idsOf(await list(`financeiro/formas_cobranca/cidade/${OUTRA_CIDADE}/tipo/BOLETO`)), [
    boleto,
    elsewhere,
  ]);
  const active = idsOf(await list('financeiro/formas_cobranca'));
  assert.deepEqual(active, [...Object.values(byKind), isento, elsewhere]);
  assert.ok(!active.includes(inactive));
  const wrong = await app.inject({
    method: 'GET',
    url: `/ws/financeiro/formas_cobranca/cidade/${CIDADE}/tipo/PIX`,
    headers,
  });
  assert.equal(wrong.statusCode, 400);
  assert.deepEqual(wrong.json(), { error: 'O campo tipo deve ser um de: DIGITAL, CARNE, DEBITO, PREPAGO, BOLETO.' });
});
