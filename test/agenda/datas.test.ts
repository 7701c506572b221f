import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, type Day, dayAt, epochMillis, formatDay } from '#kernel/dates.ts';
import { limiteDeDias } from '#modules/agenda/index.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makePraca } from './makers.ts';

const t = await testApp();
const { db } = t;
const { ask } = await newCaller(t);
const praca = await makePraca(db);
const outra = await makePraca(db);
const hoje = dayAt(Date.now());
const em = (dias: number): Day => addDays(hoje, dias);
const atendimento = await praca.atendimento();

const livre = await praca.item(3, { dia: em(3), agendadas: 1 });
const doTipo = await praca.item(1, { dia: em(5), tipo_contrato_id: praca.tipoContrato });
const longe = await praca.item(1, { dia: em(20) });
await praca.item(1, { dia: em(4), agendadas: 1 });
await praca.item(1, { dia: em(6), turno: 'TARDE' });
await praca.item(1, { dia: em(6), tipo_contrato_id: outra.tipoContrato });
await praca.item(1, { dia: em(7), tipo_servico: 'RETIRADA' });
await praca.item(1, { dia: em(-3) });
await outra.item(1, { dia: em(3) });

const DATAS = '/ws/servicos/agendamento/agenda_tecnica/configuracoes/atendimento';
const buscar = async (de: Day, query = '', turno = 'MANHA', base = DATAS) => {
  const response = await ask('GET', `${base}/${atendimento}/data/${formatDay(de, 'ddMMyyyy')}/turno/${turno}${query}`);
  return response.json().data?.map(({ id }: { id: number }) => id);
};

test('free dates of the shift from a day on, for seven days unless told', async () => {
  assert.deepEqual(await buscar(em(1)), [livre, doTipo]);
  assert.deepEqual(await buscar(em(4)), [doTipo]);
  assert.deepEqual(await buscar(em(1), '?qtdeDiasLimite=365'), [livre, doTipo, longe]);
  assert.deepEqual(await buscar(em(1), '?qtdeDiasLimite=366'), [livre, doTipo]);
  assert.deepEqual(await buscar(em(1), '?qtdeDiasLimite=-1'), [livre, doTipo]);
  for (const nenhum of ['abc', '1.5', '%20']) assert.equal(await buscar(em(1), `?qtdeDiasLimite=${nenhum}`), undefined);
  assert.deepEqual(await buscar(em(3), '?qtdeDiasLimite=0'), [livre]);
  assert.deepEqual(await buscar(em(-30), '?qtdeDiasLimite=20'), []);
  const twin = '/ws/integracao/omnichannel/agenda_tecnica/configuracoes/atendimento';
  assert.deepEqual(await buscar(em(1), '', 'MANHA', twin), [livre, doTipo]);
});

test('limits outside 0 to 365 are seven', () => {
  assert.deepEqual([undefined, -1, 0, 30, 365, 366].map(limiteDeDias), [7, 7, 0, 30, 365, 7]);
});

test('an item as the wire has it', async () => {
  const response = await ask('GET', `${DATAS}/${atendimento}/data/${formatDay(em(3), 'ddMMyyyy')}/turno/MANHA`);
  assert.deepEqual(response.json().data[0], {
    id: livre,
    dataProgramacao: epochMillis(em(3)),
    tecnicosEmCampo: 3,
    quantidadeOSAgendada: 1,
    tipoServico: 'SUPORTE',
    turno: 'MANHA',
    idTipoContrato: null,
    idTecnologia: praca.tecnologia,
    descricaoTecnologia: 'FIBRA',
  });
});

test('bad dates, shifts and tickets are refused in words', async () => {
  const get = (path: string) => ask('GET', `${DATAS}/${path}`);
  const cases: [string, number, RegExp][] = [
    [`${atendimento}/data/31022027/turno/MANHA`, 400, /data.*ddMMyyyy/],
    [`${atendimento}/data/2027-01-01/turno/MANHA`, 400, /data/],
    [`${atendimento}/data/01012027/turno/NOITE`, 400, /turno/],
    ['2000000000/data/01012027/turno/MANHA', 404, /^Atendimento nao encontrado$/],
  ];
  for (const [path, status, sentence] of cases) {
    const response = await get(path);
    assert.equal(response.statusCode, status, response.body);
    assert.match(response.json().error, sentence);
  }
  const avulso = await praca.atendimento({ contrato_id: null });
  const semContrato = await get(`${avulso}/data/01012027/turno/MANHA`);
  assert.deepEqual([semContrato.statusCode, /falta o tipo/.test(semContrato.json().error)], [409, true]);
});

test('days with a place free, by service, technology, city and kind of contract', async () => {
  const url = (servico: string, cidade: number, tipo: number) =>
    `/ws/servicos/agendamento/dias_disponiveis/tipo_servico/${servico}/tecnologia/${praca.tecnologia}/cidade/${cidade}/tipo_contrato/${tipo}`;
  const ids = async (...args: Parameters<typeof url>) =>
    (await ask('GET', url(...args))).json().resposta.map(({ id }: { id: number }) => id);
  assert.equal((await ids('SUPORTE', praca.cidade, praca.tipoContrato)).length, 4);
  assert.equal((await ids('RETIRADA', praca.cidade, praca.tipoContrato)).length, 1);
  assert.deepEqual(await ids('SUPORTE', outra.cidade, praca.tipoContrato), []);
  assert.equal((await ask('GET', url('CONSERTO', praca.cidade, 1))).statusCode, 400);
});
