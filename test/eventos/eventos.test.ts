import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { mudarStatus } from '#modules/contratos/index.ts';
import { esquecerEventos, publicarEventos } from '#modules/eventos/index.ts';
import { emitirFaturas, registrarPagamento } from '#modules/financeiro/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { makeIntegrador, testApp } from '../support/app.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';

const { app, db, clock } = await testApp();
const { authorization } = await makeIntegrador(db);
const ORIGEM = { origem: 'teste', operacao: 'teste' };

const get = (query: string, headers = { authorization }) =>
  app.inject({ method: 'GET', url: `/ws/eventos${query}`, headers });
interface Lidos {
  eventos: { id: number; tipo: string; registro: string; dados: Record<string, unknown> }[];
  proximo: number | null;
}
const lidos = async (query: string): Promise<Lidos> => (await get(query)).json();

async function eventosDe(clienteId: number): Promise<[string, Record<string, unknown>][]> {
  await publicarEventos(db);
  const { eventos } = await lidos('?limite=500');
  return eventos.filter(({ dados }) => dados['idCliente'] === clienteId).map(({ tipo, dados }) => [tipo, dados]);
}

test('the life of an invoice is told: issued, paid in part, paid', async () => {
  const { id: clienteId } = await makeCliente(db);
  const contrato = await makeContrato(db, clienteId);
  const empresa = await db
    .insertInto('empresa')
    .values({ nome: 'E', nome_fantasia: 'E' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const hoje = clock.today();
  const nova = {
    clienteId,
    empresaId: empresa.id,
    formaCobrancaId: null,
    vencimento: day('2026-12-10'),
    competencia: null,
    origem: 'AVULSA' as const,
    contratos: [contrato.id],
    linhas: [{ contratoId: contrato.id, tipo: 'AVULSA' as const, descricao: 'X', valor: centavos(1000) }],
  };
  const [fatura] = await inTransaction(db, ORIGEM, (tx) => emitirFaturas(tx, [nova], hoje), { quiet: true });
  const pagar = (valor: number, chave: string) =>
    inTransaction(db, ORIGEM, (tx) =>
      registrarPagamento(
        tx,
        {
          faturaId: fatura?.id ?? 0,
          origem: 'PIX',
          origemChave: chave,
          valorPago: centavos(valor),
          pagoEm: hoje,
          parcial: valor < 1000,
        },
        hoje,
      ),
    );
  await pagar(400, 'a');
  await pagar(600, 'b');
  const eventos = (await eventosDe(clienteId)).filter(([tipo]) => /^(fatura|pagamento)/.test(tipo));
  assert.deepEqual(
    eventos.map(([tipo, dados]) => [tipo, dados['centavosBaixados'] ?? dados['centavos']]),
    [
      ['fatura.emitida', 0],
      ['pagamento.registrado', 400],
      ['fatura.alterada', 400],
      ['pagamento.registrado', 600],
      ['fatura.paga', 1000],
    ],
  );
});

test("a change of a contract's status names both", async () => {
  const { id: clienteId } = await makeCliente(db);
  const { id } = await makeContrato(db, clienteId);
  await inTransaction(db, ORIGEM, (tx) =>
    mudarStatus(tx, { contratoId: id, para: 'SUSPENSO', motivo: 'teste' } as never),
  );
  const [, changed] = (await eventosDe(clienteId)).filter(([tipo]) => tipo.startsWith('contrato.'));
  assert.equal(changed?.[0], 'contrato.status_alterado');
  assert.deepEqual([changed?.[1]['statusAnterior'], changed?.[1]['status']], ['HABILITADO', 'SUSPENSO']);
});

test('a thousand rows of one statement are a thousand events, in the order of their ids', async () => {
  const nomes = Array.from({ length: 1000 }, (_, n) => ({ nome: `LOTE ${n}` }));
  const rows = await db.insertInto('cliente').values(nomes).returning('id').execute();
  await publicarEventos(db);
  const { rows: found } = await sql<{ registro_id: number }>`select registro_id from evento
    where registro_tipo = 'cliente' and registro_id >= ${rows[0]?.id ?? 0} order by posicao`.execute(db);
  assert.deepEqual(
    found.map(({ registro_id }) => registro_id),
    rows.map(({ id }) => id).toSorted((a, b) => a - b),
  );
});

test('reading on from the last position passes over nothing and repeats nothing', async () => {
  await publicarEventos(db);
  const ids: number[] = [];
  for (let depoisDe = 0; ; ) {
    const { eventos, proximo } = await lidos(`?depoisDe=${depoisDe}&limite=173`);
    ids.push(...eventos.map(({ id }) => id));
    if (proximo === null) break;
    depoisDe = proximo;
  }
  assert.deepEqual(
    ids,
    [...new Set(ids)].toSorted((a, b) => a - b),
  );
  const { n } = await db
    .selectFrom('evento')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  assert.equal(ids.length, Number(n));
});

test('kinds narrow the list, and one that does not exist is refused by name', async () => {
  const { eventos } = await lidos('?tipos=fatura.*,contrato.criado&limite=500');
  assert.deepEqual([...new Set(eventos.map(({ tipo }) => tipo.split('.')[0]))].toSorted(), ['contrato', 'fatura']);
  const refused = await get('?tipos=fatura.queimada');
  assert.deepEqual([refused.statusCode, refused.json()], [400, { error: 'O campo tipos é inválido.' }]);
});

test('events are for integrators with their scope alone', async () => {
  const narrow = await makeIntegrador(db, { escopos: ['clientes'] });
  assert.equal((await get('', { authorization: narrow.authorization })).statusCode, 403);
  const own = await makeIntegrador(db, { escopos: ['eventos'] });
  assert.equal((await get('', { authorization: own.authorization })).statusCode, 200);
  assert.equal((await get('', { authorization: 'Basic eDp5' })).statusCode, 401);
});

test('old events are forgotten, and those that wait for a delivery are not', async () => {
  const [velho, esperado] = [await makeCliente(db), await makeCliente(db)];
  await publicarEventos(db);
  await sql`update evento set quando = quando - interval '31 days' where cliente_id in (${velho.id}, ${esperado.id})`.execute(
    db,
  );
  const { id } = await db
    .insertInto('webhook')
    .values({ url: 'https://x', tipos: ['*'], segredo: Buffer.from('x') })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`insert into webhook_entrega (webhook_id, posicao, registro, proxima_em)
    select ${id}, posicao, 'cliente', agora() from evento where cliente_id = ${esperado.id}`.execute(db);
  await esquecerEventos(db, 30);
  const { rows } = await sql<{
    cliente_id: number;
  }>`select distinct cliente_id from evento where cliente_id in (${velho.id}, ${esperado.id})`.execute(db);
  assert.deepEqual(rows, [{ cliente_id: esperado.id }]);
});
