import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { cartasPendentes, cobrar, registrarEntrega, simularCobranca } from '#modules/inadimplencia/index.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { avisosDe, calendario, fazer, historicoDe, makeDevedor, makeFatura, statusDe } from './makers.ts';

const t = await testApp();
const dias = await calendario(t);
const devedor = (status: 'SUSPENSO' | 'HABILITADO' = 'SUSPENSO', email: string | null = 'a@b.com.br') =>
  makeDevedor(t, { cliente: { email }, contrato: { status, faturar_desde: day('2150-01-01') } });

test('trust is given as often in twelve months as the policy says, once of two at once, and only where suspended', async () => {
  await dias.ir('2026-12-01');
  const { cliente, contrato } = await devedor();
  const outro = await devedor();
  await makeFatura(t, cliente.id, [contrato.id], '2026-11-25');
  const quem = await newCaller(t);
  const pedir = (ask = quem.ask) =>
    ask('PUT', '/ws/comercial/contrato/habilitar_confianca', { idContrato: contrato.id });
  const juntos = (await Promise.all([pedir(), pedir()])).map((answer) => answer.json<{ resposta: string }>().resposta);
  assert.deepEqual(juntos.sort(), ['FALHA', 'SUCESSO']);
  await dias.ir('2026-12-07');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO');
  assert.equal((await pedir((await newCaller(t)).ask)).json<{ resposta: string }>().resposta, 'SUCESSO');
  await dias.ir('2026-12-14');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO');
  const { ask } = await newCaller(t);
  assert.deepEqual((await pedir(ask)).json(), { resposta: 'FALHA' }, 'twice a year');

  const url = `/ws/comercial/contrato/${outro.contrato.id}/webservice/alterar/status?descricaoStatus=HABILITADO%20EM%20CONFIANCA&acessoCentral=s`;
  assert.equal((await ask('POST', url, cliente.acesso)).statusCode, 401, "somebody else's");
  assert.equal(await statusDe(t, outro.contrato.id), 'SUSPENSO');
  assert.equal((await ask('POST', url, outro.cliente.acesso)).json<{ resposta: string }>().resposta, 'SUCESSO');
});

test('a letter proves what neither e-mail nor SMS can; two runs at once do each step once', async () => {
  await dias.ir('2027-02-01');
  const { cliente, contrato } = await devedor('HABILITADO', null);
  await makeFatura(t, cliente.id, [contrato.id], '2027-02-01');
  const faixa = { de: cliente.id, ate: cliente.id };
  const pedido = () => ({ hoje: t.clock.today(), faixa });
  await dias.ir('2027-02-05');
  const simulado: string[] = [];
  await dias.ir('2027-02-06', '08:00');
  await simularCobranca(t.db, pedido(), ({ passos }) => simulado.push(...passos.map(({ acao }) => acao)));
  assert.deepEqual(await avisosDe(t, contrato.id), [], 'a simulation writes nothing');
  assert.deepEqual(simulado, ['AVISAR']);
  const origem = { origem: 'teste', operacao: 'teste' };
  await Promise.all([cobrar(t.db, pedido(), origem), cobrar(t.db, pedido(), origem)]);
  assert.equal((await avisosDe(t, contrato.id)).length, 1);
  await dias.ir('2027-03-10');
  const hoje = t.clock.today();
  const [carta] = (await fazer(t, (tx) => cartasPendentes(tx, hoje))).filter(
    ({ clienteId }) => clienteId === cliente.id,
  );
  assert.match(carta?.valores.contratos ?? '', /02\/2027/);
  const avisoId = carta?.avisos[0] ?? 0;
  await assert.rejects(fazer(t, (tx) => registrarEntrega(tx, avisoId, day('2027-03-09'), hoje)));
  await fazer(t, (tx) => registrarEntrega(tx, avisoId, hoje, hoje));
  const [provado] = await avisosDe(t, contrato.id);
  assert.deepEqual([provado?.prova, provado?.enviado_em, provado?.suspende_em], ['CARTA', '2027-03-10', '2027-03-29']);
  await dias.ir('2027-03-28');
  await dias.ir('2027-03-29', '08:00');
  await Promise.all([cobrar(t.db, pedido(), origem), cobrar(t.db, pedido(), origem)]);
  assert.deepEqual(await historicoDe(t, contrato.id), ['SUSPENSO: INADIMPLENCIA']);
});
