import assert from 'node:assert/strict';
import { test } from 'node:test';
import { centavos } from '#kernel/money.ts';
import { mudarStatus } from '#modules/contratos/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { makeIntegrador, testApp, tokenHeaders } from '../support/app.ts';
import { makeCaixa, makeComprador, makeLoja, makeNumero, makePlano, vendaBody } from '../support/vendas.ts';

const t = await testApp();
const { db } = t;
const integrador = await makeIntegrador(db);
const headers = await tokenHeaders(t, integrador);
const loja = await makeLoja(db);

const post = (body: object, more: Record<string, string> = {}) =>
  t.app.inject({
    method: 'POST',
    url: '/ws/comercial/contratos/cadastrar',
    headers: { ...headers, ...more },
    payload: body,
  });

const contratosDe = (clienteId: number) =>
  db.selectFrom('contrato').selectAll().where('cliente_id', '=', clienteId).orderBy('id').execute();

const semRede = {};
const comSaida = { reserva_saida_caixa: true };

test('a sale answers as the document shows, and stores its terms, history and audit', async () => {
  const comprador = await makeComprador(db, loja, { nome: 'MARIA DE TESTE' });
  const plano = await makePlano(db, loja, { descricao: 'FIBRA 100M' }, semRede);
  const response = await post(vendaBody(loja, comprador, plano));

  assert.equal(response.statusCode, 200, response.body);
  const { resposta } = response.json();
  assert.deepEqual(resposta, {
    cliente: `${comprador.id} - MARIA DE TESTE`,
    valorContrato: 99.9,
    tecnologia: 'FIBRA',
    plano: `${plano} - FIBRA 100M`,
    id: resposta.id,
    status: 'AGUARDANDO INSTALACAO',
  });
  const [contrato] = await contratosDe(comprador.id);
  assert.equal(contrato?.valor, 9990);
  assert.equal(contrato?.fidelizacao, 'MESES_12');
  assert.equal(contrato?.empresa_id, loja.empresa);
  assert.equal(contrato?.login_radius, `maria.${contrato?.id}`);
  assert.match(contrato?.senha_radius ?? '', /^[\w-]{8,}$/);
  const history = await db
    .selectFrom('contrato_historico')
    .selectAll()
    .where('contrato_id', '=', resposta.id)
    .execute();
  assert.deepEqual(
    history.map(({ de, para, motivo, usuario_id, integrador_id }) => ({ de, para, motivo, usuario_id, integrador_id })),
    [
      {
        de: null,
        para: 'AGUARDANDO INSTALACAO',
        motivo: 'VENDA',
        usuario_id: loja.usuario,
        integrador_id: integrador.id,
      },
    ],
  );
  const audit = await db
    .selectFrom('auditoria')
    .select(['integrador_id', 'usuario_id', 'depois'])
    .where('tabela', '=', 'contrato')
    .where('registro', '=', String(resposta.id))
    .execute();
  assert.ok(audit.length >= 1);
  assert.deepEqual([audit[0]?.integrador_id, audit[0]?.usuario_id], [integrador.id, loja.usuario]);
  assert.ok(!JSON.stringify(audit).includes(contrato?.senha_radius ?? 'missing'), 'the RADIUS password is not audited');
});

test('a plan that is enabled when sold starts as HABILITADO', async () => {
  const comprador = await makeComprador(db, loja);
  const plano = await makePlano(db, loja, { habilita_na_venda: true });
  const response = await post(vendaBody(loja, comprador, plano));
  assert.equal(response.json().resposta.status, 'HABILITADO');
  const [contrato] = await contratosDe(comprador.id);
  assert.equal(contrato?.habilitado_em, t.clock.today());
});

const refusals: [string, object, number, RegExp][] = [
  ['an unknown customer', { idCliente: 2_000_000_000 }, 400, /^O idCliente informado não pertence a nenhum cliente/],
  ['an unknown user', { idUsuario: 2_000_000_000 }, 400, /^O idUsuario informado/],
  ['an unknown kind of contract', { idTipoContrato: 2_000_000_000 }, 400, /^O idTipoContrato informado/],
  ['an unknown origin', { idOrigemComercial: 2_000_000_000 }, 400, /^O idOrigemComercial informado/],
  ['an unknown channel', { idCanalVenda: 2_000_000_000 }, 400, /^O idCanalVenda informado/],
  ['an unknown due day', { idVencimento: 2_000_000_000 }, 400, /^O idVencimento informado/],
  ['an unknown billing form', { idFormaCobranca: 2_000_000_000 }, 400, /^O idFormaCobranca informado/],
  ["somebody else's address", { idsEnderecos: [2_000_000_000] }, 400, /^O idsEnderecos informado/],
  ['no address', { idsEnderecos: [] }, 400, /idsEnderecos/],
  ['another loyalty', { fidelizacao: 'MESES_13' }, 400, /fidelizacao deve ser um de/],
  ['a flag that is none', { podeSuspender: 2 }, 400, /podeSuspender/],
  ['another value', { valorContrato: 99.8 }, 400, /^O valorContrato deve ser R\$ 99,90\.$/],
  ['a third decimal', { valorContrato: 99.901 }, 400, /valorContrato deve ser um valor em reais/],
  ['no value', { valorContrato: undefined }, 400, /valorContrato é obrigatório/],
  ['no plan', { idPlano: undefined }, 400, /idPlano é obrigatório/],
  ['an unknown plan', { idPlano: 2_000_000_000 }, 400, /não está à venda/],
  ['an unknown promotion', { idsPromocoes: ['2000000000'] }, 400, /A promoção 2000000000 não vale/],
  ['an installation that the plan has not', { idServicoInstalacao: 1 }, 400, /idServicoInstalacao/],
  ['voice extras on an internet plan', { idsPacotesVozExtra: ['1'] }, 400, /TELEFONIA/],
];
for (const [name, changed, status, text] of refusals) {
  test(`${name} is refused and leaves nothing`, async () => {
    const comprador = await makeComprador(db, loja);
    const plano = await makePlano(db, loja, {}, semRede);
    const response = await post(vendaBody(loja, comprador, plano, changed));
    assert.equal(response.statusCode, status, response.body);
    assert.match(response.json().error, text);
    assert.deepEqual(await contratosDe(comprador.id), []);
  });
}

test('a plan is sold in its cities, to its kind of person and its kind of contract only', async () => {
  const comprador = await makeComprador(db, loja);
  const outra = await db.selectFrom('cidade').select('id').where('codigo_ibge', '=', 3550308).executeTakeFirstOrThrow();
  const longe = await makePlano(db, loja, {}, semRede);
  await db.insertInto('plano_cidade').values({ plano_id: longe, cidade_id: outra.id }).execute();
  const empresas = await makePlano(db, loja, { pessoa_fisica: false }, semRede);
  for (const plano of [longe, empresas]) {
    assert.equal((await post(vendaBody(loja, comprador, plano))).statusCode, 400);
  }
  assert.deepEqual(await contratosDe(comprador.id), []);
});

test('direct debit needs the data of this very customer', async () => {
  const comprador = await makeComprador(db, loja);
  const alheio = await makeComprador(db, loja);
  const plano = await makePlano(db, loja, {}, semRede);
  const { id: forma } = await db
    .insertInto('forma_cobranca')
    .values({ descricao: 'DEBITO', empresa_id: loja.empresa, debito_automatico: true })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: banco } = await db
    .insertInto('banco')
    .values({ codigo: '001', nome: 'BB' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const dados = async (cliente_id: number) =>
    (
      await db
        .insertInto('cliente_dados_debito')
        .values({ cliente_id, banco_id: banco, titular: 'X', agencia: '1', conta: '2', conta_dv: '3' })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  const sell = (idDadosDebito?: number) =>
    post(vendaBody(loja, comprador, plano, { idFormaCobranca: forma, idDadosDebito }));
  assert.match((await sell()).json().error, /idDadosDebito é obrigatório/);
  assert.match((await sell(await dados(alheio.id))).json().error, /idDadosDebito informado/);
  assert.equal((await sell(await dados(comprador.id))).statusCode, 200);
});

test('fifty sales at once on five free outputs: five contracts, nothing half-made', async () => {
  const { caixa, saidas } = await makeCaixa(db, loja, 5);
  const plano = await makePlano(db, loja, {}, comSaida);
  const compradores = await Promise.all(Array.from({ length: 50 }, () => makeComprador(db, loja)));
  const responses = await Promise.all(
    compradores.map((comprador, i) =>
      post(vendaBody(loja, comprador, plano, { idCaixa: caixa, idSaidaCaixa: saidas[i % 5] })),
    ),
  );
  const statuses = responses.map(({ statusCode }) => statusCode);
  assert.equal(statuses.filter((status) => status === 200).length, 5);
  assert.equal(statuses.filter((status) => status === 409).length, 45);
  assert.equal(
    responses.find(({ statusCode }) => statusCode === 409)?.json().error,
    'A saída de caixa informada não está livre.',
  );
  const ids = compradores.map(({ id }) => id);
  const contratos = await db.selectFrom('contrato').select('id').where('cliente_id', 'in', ids).execute();
  const taken = await db
    .selectFrom('saida_caixa')
    .select(['status', 'contrato_id'])
    .where('caixa_id', '=', caixa)
    .execute();
  assert.deepEqual(taken.map((row) => row.contrato_id).toSorted(), contratos.map(({ id }) => id).toSorted());
  const orphans = await db
    .selectFrom('contrato_historico as h')
    .leftJoin('contrato as k', 'k.id', 'h.contrato_id')
    .select('h.id')
    .where('k.id', 'is', null)
    .execute();
  assert.deepEqual(orphans, []);
});

test('an output of another box, an unknown box, a wrong ConnectMaster location', async () => {
  await db.updateTable('empresa').set({ integracao_connect_master: true }).where('id', '=', loja.empresa).execute();
  try {
    const comprador = await makeComprador(db, loja);
    const plano = await makePlano(db, loja, {}, comSaida);
    const one = await makeCaixa(db, loja, 1, { id_location_cm: 7 });
    const other = await makeCaixa(db, loja, 1, { id_location_cm: 8 });
    const sell = async (changed: object) => (await post(vendaBody(loja, comprador, plano, changed))).json().error;
    assert.match(await sell({ idCaixa: one.caixa, idSaidaCaixa: one.saidas[0] }), /idLocationCM é obrigatório/);
    const location = { idLocationCM: 7 };
    assert.match(
      await sell({ idCaixa: one.caixa, idSaidaCaixa: other.saidas[0], ...location }),
      /não é uma saída da caixa/,
    );
    assert.match(await sell({ idCaixa: 2_000_000_000, idSaidaCaixa: one.saidas[0], ...location }), /idCaixa informado/);
    assert.match(await sell({ idCaixa: one.caixa, idSaidaCaixa: one.saidas[0], idLocationCM: 8 }), /não é o da caixa/);
    assert.equal(await sell({ idCaixa: one.caixa, idSaidaCaixa: one.saidas[0], ...location }), undefined);
  } finally {
    await db.updateTable('empresa').set({ integracao_connect_master: false }).where('id', '=', loja.empresa).execute();
  }
});

const telefonia = {
  bloquearLigacaoCobrar: 1,
  bloquearLigacaoDDD: 0,
  bloquearLigacaoCelular: 0,
  bloquearLigacaoInternacional: 1,
  exibeListaTelefonica: 0,
};

test('telephony: the number is taken once, the extras are added to the value', async () => {
  const plano = await makePlano(db, loja, { tecnologia_id: loja.telefonia });
  const idNumero = await makeNumero(db, loja);
  const { id: voz } = await db
    .insertInto('pacote_voz')
    .values({ descricao: 'VOZ', valor: centavos(5000) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const sell = async () =>
    post(
      vendaBody(loja, await makeComprador(db, loja), plano, {
        ...telefonia,
        idNumero,
        idsPacotesVozExtra: [String(voz)],
      }),
    );
  const [first, second] = await Promise.all([sell(), sell()]);
  const statuses = [first.statusCode, second.statusCode].toSorted();
  assert.deepEqual(statuses, [200, 409]);
  const sold = first.statusCode === 200 ? first : second;
  assert.equal(sold.json().resposta.valorContrato, 149.9);
  const contrato = await db
    .selectFrom('contrato')
    .select(['valor_plano', 'bloqueia_a_cobrar', 'bloqueia_ddd'])
    .where('id', '=', sold.json().resposta.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual(contrato, { valor_plano: 9990, bloqueia_a_cobrar: true, bloqueia_ddd: false });

  await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    mudarStatus(tx, { contratoId: sold.json().resposta.id, para: 'CANCELADO', motivo: 'TESTE' }),
  );
  assert.equal((await sell()).statusCode, 200, 'a cancelled contract gives its number back');
});

test('a login that the seller chooses is taken once', async () => {
  const plano = await makePlano(db, loja, {}, { gera_login_automatico: false, gera_senha_automatica: false });
  const login = `login.${plano}`;
  const sell = async (changed: object) => post(vendaBody(loja, await makeComprador(db, loja), plano, changed));
  assert.match((await sell({})).json().error, /loginRadius é obrigatório/);
  const responses = await Promise.all([1, 2, 3].map(() => sell({ loginRadius: login, senhaRadius: 'segredo' })));
  assert.deepEqual(responses.map(({ statusCode }) => statusCode).toSorted(), [200, 409, 409]);
});

test('promotions: expired, of another district, and two that do not accumulate', async () => {
  const plano = await makePlano(db, loja, {}, semRede);
  const hoje = t.clock.today();
  const promocao = async (changed: object) =>
    (
      await db
        .insertInto('promocao')
        .values({
          descricao: 'P',
          inicio: '2020-01-01' as typeof hoje,
          fim: hoje,
          em_porcentagem: true,
          desconto: 1000,
          numero_mensalidades: 1,
          planos: [plano],
          ...changed,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  const sell = async (ids: number[]) =>
    post(vendaBody(loja, await makeComprador(db, loja), plano, { idsPromocoes: ids.map(String) }));
  const boa = await promocao({ cumulativa: true });
  const sozinha = await promocao({ cumulativa: false });
  const vencida = await promocao({ fim: '2020-12-31' });
  const longe = await promocao({ bairros: [loja.bairro + 1_000_000] });
  assert.equal((await sell([boa])).statusCode, 200);
  for (const id of [vencida, longe])
    assert.match((await sell([id])).json().error, new RegExp(`A promoção ${id} não vale`));
  const both = await sell([boa, sozinha]);
  assert.equal(both.statusCode, 400);
  assert.match(both.json().error, /cumulativ|acumul/);
});

test('a package makes all its contracts or none, at the discounted prices', async () => {
  const internet = await makePlano(db, loja, { valor: centavos(9990) }, comSaida);
  const fone = await makePlano(db, loja, { tecnologia_id: loja.telefonia, valor: centavos(5000) });
  const { id: pacote } = await db
    .insertInto('pacote')
    .values({ descricao: 'COMBO', tipo_contrato_id: loja.tipoContrato })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('pacote_item')
    .values([
      { pacote_id: pacote, plano_id: internet, ordem: 1, em_porcentagem: true, desconto: 3333 },
      { pacote_id: pacote, plano_id: fone, ordem: 2, desconto: 500 },
    ])
    .execute();
  const { caixa, saidas } = await makeCaixa(db, loja, 2);
  const numero = await makeNumero(db, loja, '0002');
  const itens = [
    { idPlano: internet, valorContrato: 66.6 },
    { idPlano: fone, valorContrato: 45 },
  ];
  const body = (comprador: { id: number; endereco: number }, changed: object = {}) => ({
    ...vendaBody(loja, comprador, 0, { idPlano: undefined, valorContrato: undefined }),
    ...telefonia,
    idPacote: pacote,
    dadosPlanosPacote: itens,
    idCaixa: caixa,
    idSaidaCaixa: saidas[0],
    idNumero: numero,
    ...changed,
  });
  const first = await makeComprador(db, loja);
  const response = await post(body(first));
  assert.equal(response.statusCode, 200, response.body);
  assert.deepEqual(
    response.json().resposta.map(({ valorContrato }: { valorContrato: number }) => valorContrato),
    [66.6, 45],
  );
  const rows = await contratosDe(first.id);
  assert.equal(rows.length, 2);
  assert.ok(rows[0]?.venda_pacote && rows[0].venda_pacote === rows[1]?.venda_pacote);

  const second = await makeComprador(db, loja);
  const refused = await post(body(second, { idSaidaCaixa: saidas[1] }));
  assert.equal(refused.statusCode, 409, 'its number is taken');
  assert.deepEqual(await contratosDe(second.id), []);
  const free = await db
    .selectFrom('saida_caixa')
    .select('status')
    .where('id', '=', saidas[1] ?? 0)
    .executeTakeFirstOrThrow();
  assert.equal(free.status, 'LIVRE', 'the output that the first contract of the package had taken is free again');

  const missing = await post(body(second, { dadosPlanosPacote: itens.slice(0, 1) }));
  assert.match(missing.json().error, /exatamente os planos do pacote/);
});

test('an Idempotency-Key sells once', async () => {
  const comprador = await makeComprador(db, loja);
  const plano = await makePlano(db, loja, {}, semRede);
  const body = vendaBody(loja, comprador, plano);
  const key = { 'idempotency-key': `venda-${comprador.id}` };
  const [a, b] = await Promise.all([post(body, key), post(body, key)]);
  assert.equal(a.body, b.body);
  assert.equal((await contratosDe(comprador.id)).length, 1);
});
