import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, type Day, day, daysBetween } from '#kernel/dates.ts';
import { trocarVencimentoDoContrato } from '#modules/contratos/index.ts';
import { calendario, fazer, makeDevedor, mensagensDe } from '../inadimplencia/makers.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';

const t = await testApp();
const dias = await calendario(t);
// Nobody pays here, and nobody is suspended for it: days of suspension are not billed.
await t.db
  .insertInto('politica_financeira')
  .values({ vigente_desde: day('2020-01-01'), aviso_dias: 3000 })
  .execute();
await dias.ir('2026-11-25');

const makeVencimento = async (dia: number, final: number, changed: { mesmoMes?: boolean; prePago?: boolean } = {}) => {
  const { id } = await t.db
    .insertInto('vencimento')
    .values({
      dia,
      dia_faturamento_inicial: (final % 31) + 1,
      dia_faturamento_final: final,
      fatura_mesmo_mes_vencimento: changed.mesmoMes ?? true,
      pre_pago: changed.prePago ?? false,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

const vencimentoDe = async (id: number) =>
  (await t.db.selectFrom('contrato').select('vencimento_id').where('id', '=', id).executeTakeFirstOrThrow())
    .vencimento_id;

const trocasDe = (contratoId: number) =>
  t.db
    .selectFrom('contrato_vencimento_troca')
    .select(['de_id', 'para_id', 'efetiva_em'])
    .where('contrato_id', '=', contratoId)
    .execute();

test('a change goes through the billing without a day that is charged twice or never', async () => {
  const [dez, cinco, um, trinta] = [
    await makeVencimento(10, 10),
    await makeVencimento(5, 5),
    await makeVencimento(1, 31),
    await makeVencimento(30, 31, { mesmoMes: false }),
  ] as [number, number, number, number];
  const pares: [number, number][] = [
    [dez, cinco],
    [cinco, dez],
    [um, trinta],
    [trinta, um],
    [dez, um],
  ];
  const contratos = await Promise.all(
    pares.map(async ([de]) => {
      const { contrato } = await makeDevedor(t, {
        contrato: { vencimento_id: de, habilitado_em: '2026-01-01' as Day },
      });
      return contrato.id;
    }),
  );
  const { contrato: igual } = await makeDevedor(t, {
    contrato: { vencimento_id: dez, habilitado_em: '2026-01-01' as Day },
  });
  await dias.atravessar('2027-01-08');
  for (const [i, contratoId] of contratos.entries()) {
    const [de, para] = pares[i] as [number, number];
    await fazer(t, (tx) => trocarVencimentoDoContrato(tx, contratoId, { de, para }, t.clock.today()));
    assert.equal(await vencimentoDe(contratoId), de, 'the old day stands until the billing');
  }
  await dias.atravessar('2027-05-15');
  for (const [i, contratoId] of contratos.entries()) {
    const meses = await t.db
      .selectFrom('contrato_faturado')
      .select(['inicio', 'fim', 'mensal'])
      .where('contrato_id', '=', contratoId)
      .orderBy('competencia')
      .execute();
    assert.ok(meses.length >= 4, `${meses.length} months of pair ${i}`);
    for (const [n, mes] of meses.entries()) {
      const antes = meses[n - 1];
      if (antes) assert.equal(mes.inicio, addDays(antes.fim, 1), `pair ${i}, month ${n}`);
    }
    assert.equal(await vencimentoDe(contratoId), pares[i]?.[1]);
    const [troca] = await trocasDe(contratoId);
    assert.ok(troca?.efetiva_em, 'the change is on record as made');
    const cobrado = await t.db
      .selectFrom('fatura_linha')
      .select(['inicio', 'fim'])
      .where('contrato_id', '=', contratoId)
      .where('tipo', '=', 'MENSALIDADE')
      .orderBy('inicio')
      .execute();
    const total = cobrado.reduce((soma, { inicio, fim }) => soma + daysBetween(inicio as Day, fim as Day) + 1, 0);
    const [primeiro, ultimo] = [meses[0], meses.at(-1)];
    assert.equal(total, daysBetween(primeiro?.inicio as Day, ultimo?.fim as Day) + 1, `days of the lines, pair ${i}`);
  }
  assert.deepEqual(await trocasDe(igual.id), [], "nobody else's contract is touched");
  assert.equal(await vencimentoDe(igual.id), dez);
});

test('a customer changes all contracts of one due day once, and is told', async () => {
  const { ask } = await newCaller(t);
  const [de, para] = [await makeVencimento(5, 5), await makeVencimento(10, 10)] as [number, number];
  const { cliente, contrato } = await makeDevedor(t, { contrato: { vencimento_id: de } });
  const outro = await makeDevedor(t, { contrato: { vencimento_id: de } });
  const onde = (quem: number, o: string, query: string) =>
    `/ws/comercial/cliente/${quem}/${o}/vencimento_contrato?${query}`;
  const verificar = () => ask('POST', onde(cliente.id, 'verificar', `vencimentoAtual=${de}`), cliente.acesso);
  const alterar = (acesso = cliente.acesso, quem = cliente.id) =>
    ask('POST', onde(quem, 'alterar', `vencimentoAtual=${de}&novoVencimento=${para}`), acesso);

  assert.deepEqual([(await verificar()).statusCode, (await verificar()).body], [202, 'ACCEPTED']);
  assert.equal((await alterar({ ...cliente.acesso, senha: 'outra' })).statusCode, 401);
  const alheio = await alterar(cliente.acesso, outro.cliente.id);
  assert.equal(alheio.statusCode, 401, 'of somebody else, as a wrong credential');
  assert.deepEqual(await trocasDe(outro.contrato.id), []);

  const juntos = await Promise.all([alterar(), alterar()]);
  assert.deepEqual(juntos.map(({ body }) => body).sort(), ['NOT_MODIFIED', 'OK']);
  assert.deepEqual(await trocasDe(contrato.id), [{ de_id: de, para_id: para, efetiva_em: null }]);
  assert.deepEqual([(await verificar()).statusCode, (await verificar()).body], [406, 'NOT_ACCEPTABLE']);
  const mensagens = await mensagensDe(t, cliente.id);
  assert.deepEqual(
    mensagens.map(({ modelo }) => modelo),
    ['vencimento-alterado'],
  );
  const { valores } = await t.db
    .selectFrom('mensagem_fila')
    .innerJoin('mensagem', 'mensagem.id', 'mensagem_fila.mensagem_id')
    .select('valores')
    .where('cliente_id', '=', cliente.id)
    .executeTakeFirstOrThrow();
  assert.match(JSON.stringify(valores), /depois do próximo faturamento/);
});

test('what is not in service yet changes at once', async () => {
  const { ask } = await newCaller(t);
  const [de, para] = [await makeVencimento(5, 5), await makeVencimento(10, 10)] as [number, number];
  const { cliente, contrato } = await makeDevedor(t, {
    contrato: { vencimento_id: de, status: 'AGUARDANDO INSTALACAO' },
  });
  const answer = await ask('PUT', `/ws/comercial/cliente/${cliente.id}/alterar/vencimentos`, {
    idVencimentoAtual: String(de),
    idNovoVencimento: String(para),
  });
  assert.equal(answer.body, 'SUCESSO');
  assert.equal(await vencimentoDe(contrato.id), para);
});

test('each refusal has its reason', async () => {
  const { ask } = await newCaller(t);
  const [de, para] = [await makeVencimento(5, 5), await makeVencimento(10, 10)] as [number, number];
  const pre = await makeVencimento(15, 15, { prePago: true });
  const inativo = await makeVencimento(20, 20);
  await t.db.updateTable('vencimento').set({ ativo: false }).where('id', '=', inativo).execute();
  const { cliente, contrato } = await makeDevedor(t, { contrato: { vencimento_id: de } });
  const { contrato: cancelado } = await makeDevedor(t, { contrato: { vencimento_id: de, status: 'CANCELADO' } });
  const pedir = async (
    idVencimentoAtual: number,
    idVencimentoNovo: number,
    idContrato = contrato.id,
    area = 'area/cliente',
  ) => {
    const answer = await ask('PUT', `/ws/${area}/contrato/alterar/vencimento_contrato`, {
      idContrato,
      idVencimentoAtual,
      idVencimentoNovo,
    });
    return [answer.statusCode, answer.json<{ error?: string; data?: string }>().error];
  };
  assert.deepEqual(await pedir(para, de), [409, `O contrato não tem o vencimento informado: o atual é o ID ${de}.`]);
  assert.equal((await pedir(de, de))[0], 409);
  assert.equal((await pedir(de, inativo))[0], 400);
  assert.equal((await pedir(de, pre))[0], 400);
  assert.equal((await pedir(de, para, cancelado.id))[0], 409);
  assert.equal((await pedir(de, para, 2147483647))[0], 404);
  assert.deepEqual(await trocasDe(contrato.id), []);
  assert.deepEqual(await pedir(de, para, contrato.id, 'integracao/omnichannel'), [200, undefined]);
  assert.match(String((await pedir(de, para))[1]), /já foi solicitada/);
  const semContrato = await ask('PUT', `/ws/comercial/cliente/${cliente.id}/alterar/vencimentos`, {
    idVencimentoAtual: para,
    idNovoVencimento: de,
  });
  assert.deepEqual([semContrato.statusCode, semContrato.body], [200, 'FALHA']);
});

test('only active due days of the asked kind are offered', async () => {
  const { ask } = await newCaller(t);
  const [normal, pre] = [await makeVencimento(12, 12), await makeVencimento(13, 13, { prePago: true })];
  const idsOf = async (isPrePago: string, area: string) =>
    (await ask('GET', `/ws/${area}/vencimentos/ativos?isPrePago=${isPrePago}`))
      .json<{ data: { id: number; prePago: boolean; ativo: boolean }[] }>()
      .data.map(({ id }) => id);
  for (const area of ['area/cliente', 'integracao/omnichannel']) {
    const [n, s] = [await idsOf('n', area), await idsOf('s', area)];
    assert.ok(n.includes(normal) && !n.includes(pre));
    assert.ok(s.includes(pre) && !s.includes(normal));
    assert.equal((await ask('GET', `/ws/${area}/vencimentos/ativos?isPrePago=x`)).statusCode, 400);
    assert.equal((await ask('GET', `/ws/${area}/vencimentos/ativos`)).statusCode, 400);
  }
});
