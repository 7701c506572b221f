import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { addDays, dayAt } from '#kernel/dates.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makePraca } from './makers.ts';

const t = await testApp();
const { db } = t;
const { ask } = await newCaller(t);
const praca = await makePraca(db);
const outraPraca = await makePraca(db);
const hoje = dayAt(Date.now());

const EFETIVAR = '/ws/servicos/agendamento/agenda_tecnica/configuracoes/efetivar';
const marcar = (idAtendimento: number, idItemConfiguracaoAgendaTecnica: number, url = EFETIVAR) =>
  ask('PUT', url, { idAtendimento, idItemConfiguracaoAgendaTecnica });
const cancelar = (idAtendimento: number) =>
  ask('PUT', '/ws/servicos/agendamento/agenda_tecnica/configuracoes/cancelar', { idAtendimento });
const agendadas = async (id: number) =>
  (await db.selectFrom('agenda_item').select('agendadas').where('id', '=', id).executeTakeFirstOrThrow()).agendadas;
const statusDe = async (id: number) =>
  (await db.selectFrom('atendimento').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status;
const visitas = (id: number) =>
  db
    .selectFrom('visita')
    .select(['agenda_item_id', 'situacao'])
    .where('atendimento_id', '=', id)
    .orderBy('id')
    .execute();

test('a visit is booked, moved and cancelled, and its place is free each time', async () => {
  const atendimento = await praca.atendimento();
  const [primeiro, segundo] = [await praca.item(1), await praca.item(1)];
  const response = await marcar(atendimento, segundo);
  assert.deepEqual(response.json(), {
    data: `Reagendamento da visita técnica do tipo de serviço 'SUPORTE' do atendimento de ID '${atendimento}' realizado com sucesso.`,
    status: 'OK',
  });
  assert.deepEqual([await agendadas(segundo), await statusDe(atendimento)], [1, 'VISITA_AGENDADA']);

  const twin = '/ws/integracao/omnichannel/agenda_tecnica/configuracoes/efetivar';
  assert.equal((await marcar(atendimento, primeiro, twin)).statusCode, 200);
  assert.deepEqual([await agendadas(primeiro), await agendadas(segundo)], [1, 0]);
  // Where it is already, it stays.
  assert.equal((await marcar(atendimento, primeiro)).statusCode, 200);
  assert.equal(await agendadas(primeiro), 1);

  const cancelled = await cancelar(atendimento);
  assert.deepEqual(cancelled.json(), {
    data: `Reagendamento da visita técnica do tipo de serviço 'SUPORTE' do atendimento de ID '${atendimento}' cancelado com sucesso.`,
    status: 'OK',
  });
  assert.deepEqual([await agendadas(primeiro), await statusDe(atendimento)], [0, 'PENDENTE']);
  assert.deepEqual(await visitas(atendimento), [
    { agenda_item_id: segundo, situacao: 'REMARCADA' },
    { agenda_item_id: primeiro, situacao: 'CANCELADA' },
  ]);
  const again = await cancelar(atendimento);
  assert.deepEqual([again.statusCode, again.json().error], [409, 'O atendimento não tem visita técnica agendada.']);
});

test('two hundred at once on a slot of seven: seven visits', async () => {
  const item = await praca.item(7);
  const chamados = [];
  for (let i = 0; i < 200; i++) chamados.push(await praca.atendimento());
  const responses = await Promise.all(chamados.map((id) => marcar(id, item)));
  const by = (code: number) => responses.filter(({ statusCode }) => statusCode === code).length;
  assert.deepEqual([by(200), by(409)], [7, 193]);
  assert.equal(await agendadas(item), 7);
  const { n } = await db
    .selectFrom('visita')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('agenda_item_id', '=', item)
    .executeTakeFirstOrThrow();
  assert.equal(Number(n), 7);
});

test('two that exchange their places at once do not wait in a circle', async () => {
  const [a, b] = [await praca.item(2), await praca.item(2)];
  const [um, dois] = [await praca.atendimento(), await praca.atendimento()];
  await marcar(um, a);
  await marcar(dois, b);
  for (let i = 0; i < 10; i++) {
    const [para, de] = i % 2 === 0 ? [b, a] : [a, b];
    const responses = await Promise.all([marcar(um, para), marcar(dois, de)]);
    assert.deepEqual(
      responses.map(({ statusCode }) => statusCode),
      [200, 200],
    );
  }
  assert.deepEqual([await agendadas(a), await agendadas(b)], [1, 1]);
});

test('one that is closed gives back a place to come, and keeps a visit that was made', async () => {
  const item = await praca.item(1);
  const atendimento = await praca.atendimento();
  await marcar(atendimento, item);
  const { protocolo } = await db
    .selectFrom('atendimento')
    .select('protocolo')
    .where('id', '=', atendimento)
    .executeTakeFirstOrThrow();
  assert.equal((await ask('PUT', '/ws/comercial/atendimento/fechar', { protocolo })).body, 'SUCESSO');
  assert.deepEqual(await visitas(atendimento), [{ agenda_item_id: item, situacao: 'CANCELADA' }]);
  assert.equal(await agendadas(item), 0);

  const passado = await praca.item(1, { dia: addDays(hoje, -1), agendadas: 1 });
  const feito = await praca.atendimento({ status: 'VISITA_AGENDADA' });
  await db
    .insertInto('visita')
    .values({
      atendimento_id: feito,
      agenda_item_id: passado,
      inicio: new Date(Date.now() - 86_400_000),
      turno: 'MANHA',
    })
    .execute();
  const other = await db
    .selectFrom('atendimento')
    .select('protocolo')
    .where('id', '=', feito)
    .executeTakeFirstOrThrow();
  await ask('PUT', '/ws/comercial/atendimento/fechar', { protocolo: other.protocolo });
  assert.deepEqual(await visitas(feito), [{ agenda_item_id: passado, situacao: 'REALIZADA' }]);
});

const recusas: [string, () => Promise<[number, number]>, number, RegExp][] = [
  ['an unknown item', async () => [await praca.atendimento(), 2_000_000_000], 400, /não pertence a nenhum item/],
  ['an unknown ticket', async () => [2_000_000_000, await praca.item(1)], 404, /^Atendimento nao encontrado$/],
  [
    'an item of another city, technology and service',
    async () => [await praca.atendimento(), await outraPraca.item(1, { tipo_servico: 'RETIRADA' })],
    400,
    /difere em tipo de serviço, tecnologia, cidade\./,
  ],
  [
    'an item of another kind of contract',
    async () => [await praca.atendimento(), await praca.item(1, { tipo_contrato_id: outraPraca.tipoContrato })],
    400,
    /difere em tipo de contrato\./,
  ],
  [
    'a shift that has begun',
    async () => [await praca.atendimento(), await praca.item(1, { dia: addDays(hoje, -1), turno: 'TARDE' })],
    409,
    /já começou/,
  ],
  ['a full item', async () => [await praca.atendimento(), await praca.item(0)], 409, /^Não há mais vaga/],
  [
    'a ticket that is closed',
    async () => [await praca.atendimento({ status: 'SOLUCIONADO' }), await praca.item(1)],
    409,
    /já está encerrado/,
  ],
];
for (const [what, make, status, sentence] of recusas) {
  test(`${what} is refused, and the visit stays where it was`, async () => {
    const [atendimento, item] = await make();
    const before = await sql`select count(*) from visita`.execute(db);
    const response = await marcar(atendimento, item);
    assert.equal(response.statusCode, status, response.body);
    assert.match(response.json().error, sentence);
    assert.deepEqual((await sql`select count(*) from visita`.execute(db)).rows, before.rows);
  });
}

test('whatever is booked, moved and cancelled, the counts are those of the visits', async () => {
  const itens = [await praca.item(2), await praca.item(1), await praca.item(3)];
  const chamados: number[] = [];
  for (let i = 0; i < 4; i++) chamados.push(await praca.atendimento());
  const passo = fc.record({ chamado: fc.nat(3), item: fc.option(fc.nat(2)) });
  await fc.assert(
    fc.asyncProperty(fc.array(passo, { minLength: 4, maxLength: 12 }), async (passos) => {
      const acts = passos.map(({ chamado, item }) => {
        const id = chamados[chamado] as number;
        return item === null ? cancelar(id) : marcar(id, itens[item] as number);
      });
      for (const { statusCode } of await Promise.all(acts)) assert.ok([200, 409].includes(statusCode));
      const { rows } = await sql<{ certo: boolean }>`
        select i.agendadas = count(v.id) as certo from agenda_item i
        left join visita v on v.agenda_item_id = i.id and v.situacao = 'AGENDADA'
        where i.id = any(${itens}) group by i.id`.execute(db);
      assert.deepEqual(rows, [{ certo: true }, { certo: true }, { certo: true }]);
    }),
    { numRuns: 25 },
  );
});
