import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, type Day, daysBetween } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { createClock } from '#platform/clock.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { servedInstallation } from './support.ts';

const { db, balcao, refused } = await servedInstallation();
const hoje = createClock().today();

/** A customer whom neither e-mail nor SMS reaches, with an invoice that has been due for 40 days. */
async function devedor() {
  const cliente = await makeCliente(db);
  const contrato = await makeContrato(db, cliente.id, { faturar_desde: '2150-01-01' as Day });
  const { id: fatura } = await db
    .insertInto('fatura')
    .values({
      cliente_id: cliente.id,
      valor: centavos(9990),
      vencimento: addDays(hoje, -40),
      numero_boleto: '1',
      numero_documento: '1',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('fatura_contrato').values({ fatura_id: fatura, contrato_id: contrato.id, ordem: 1 }).execute();
  return { cliente, contrato, fatura };
}

const avisoDe = (contratoId: number) =>
  db.selectFrom('aviso_inadimplencia').selectAll().where('contrato_id', '=', contratoId).executeTakeFirstOrThrow();

test('a letter is printed, its delivery put on record once, and the days run from then', async () => {
  const { cliente, contrato, fatura } = await devedor();
  const um = ['--cliente', String(cliente.id)];
  assert.match(await balcao('cobranca', '--simular', ...um), new RegExp(`contrato ${contrato.id} .*faturas ${fatura}`));
  assert.match(await balcao('cobranca', ...um), /^Feito: .*1/m);
  const { id, enviado_em } = await avisoDe(contrato.id);
  assert.equal(enviado_em, null);
  assert.match(await balcao('cobranca', 'cartas'), new RegExp(`^--- avisos ${id} ---\\n${cliente.nome}$`, 'm'));

  const entregue = ['cobranca', 'entregue', String(id)];
  assert.match(await refused(...entregue, '--em', addDays(hoje, 1)), /^A entrega deve ser de .* o dia do aviso e hoje/);
  assert.match(await refused(...entregue, '--em', addDays(hoje, -1)), /^A entrega deve ser de/);
  assert.match(await refused(...entregue, '--em', 'ontem'), /^--em deve ser um dia/);
  assert.equal((await avisoDe(contrato.id)).enviado_em, null);
  assert.equal(await balcao(...entregue, '--em', hoje), `A entrega do aviso ${id} está registrada.\n`);
  const provado = await avisoDe(contrato.id);
  assert.deepEqual([provado.enviado_em, provado.prova], [hoje, 'CARTA']);
  assert.ok(daysBetween(hoje, provado.suspende_em) >= 15);
  assert.ok(daysBetween(provado.suspende_em, provado.rescinde_em) >= 60);

  assert.match(await refused(...entregue), /^Não há aviso aberto com esse número/);
  assert.deepEqual(await avisoDe(contrato.id), provado);
  const { origem, operacao } = await db
    .selectFrom('auditoria')
    .select(['origem', 'operacao'])
    .where('tabela', '=', 'aviso_inadimplencia')
    .where('registro', '=', String(id))
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  assert.deepEqual([origem, operacao], ['comando', 'cobranca']);
});

test('a temporary inactivation ends before its time, or is called off, and only once', async () => {
  const { id: cliente } = await makeCliente(db);
  const inativar = async (inicio: Day, situacao: 'PEDIDA' | 'EM_CURSO') => {
    const { id } = await makeContrato(db, cliente, {
      status: situacao === 'EM_CURSO' ? 'INATIVO TEMPORARIAMENTE' : 'HABILITADO',
    });
    const periodo = { contrato_id: id, inicio, fim: addDays(inicio, 40), situacao };
    await db.insertInto('inativacao_temporaria').values(periodo).execute();
    return id;
  };
  const situacao = async (id: number) => {
    const row = await db
      .selectFrom('inativacao_temporaria as i')
      .innerJoin('contrato as k', 'k.id', 'i.contrato_id')
      .select(['i.situacao', 'k.status'])
      .where('k.id', '=', id)
      .executeTakeFirstOrThrow();
    return [row.situacao, row.status];
  };
  const agora = await inativar(addDays(hoje, -5), 'EM_CURSO');
  const depois = await inativar(addDays(hoje, 5), 'PEDIDA');
  const reativar = (id: number) => ['cobranca', 'reativar', String(id)];
  assert.equal(await balcao(...reativar(agora)), `A inativação do contrato ${agora} está encerrada.\n`);
  assert.deepEqual(await situacao(agora), ['ENCERRADA', 'HABILITADO']);
  assert.equal(await balcao(...reativar(depois)), `A inativação do contrato ${depois} está cancelada.\n`);
  assert.deepEqual(await situacao(depois), ['CANCELADA', 'HABILITADO']);
  for (const id of [agora, depois, 999_999]) {
    assert.equal(await refused(...reativar(id)), `O contrato ${id} não tem inativação temporária.`);
  }
});

test('what cannot be understood is refused with a sentence', async () => {
  for (const [line, sentence] of [
    ['entregue', 'Falta o número do aviso.'],
    ['reativar', 'Falta o número do contrato.'],
    ['reativar x', 'CONTRATO deve ser um número inteiro de 1 a 2147483647; está «x».'],
    ['cobrar', 'Use: balcao cobranca [cartas | entregue | reativar].'],
    ['cartas 1 2', 'Argumento a mais: «2».'],
  ] as const) {
    assert.equal(await refused('cobranca', ...line.split(' ')), sentence);
  }
});
