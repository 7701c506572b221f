import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeAssinante, makeCliente, makeContrato, makeUsuario } from '../support/makers.ts';
import { makeAtendimento, makeCentro, makeTipo } from './makers.ts';

const t = await testApp();
const { db } = t;
const { ask } = await newCaller(t);
const assinante = await makeAssinante(db);
const contrato = await makeContrato(db, assinante.id);
const suspenso = await makeContrato(db, assinante.id, { status: 'SUSPENSO' });
const outro = await makeAssinante(db);
const contratoDoOutro = await makeContrato(db, outro.id);
const centro = await makeCentro(db);
const tecnico = await makeUsuario(db);
const tipo = await makeTipo(db, { centro_custo_padrao_id: centro, prazo: 1, prazo_unidade: 'DIAS' });
await makeTipo(db, { tipo_tecnologia: 'TV', centro_custo_padrao_id: centro });
await makeTipo(db, { descricao: 'SEM DESTINO' });

const base = { tipo_atendimento_id: tipo.id, centro_custo_destino_id: centro };
const antigo = await makeAtendimento(db, assinante.id, {
  ...base,
  contrato_id: contrato.id,
  status: 'VISITA_AGENDADA',
  descricao: 'LENTO',
  tecnico_id: tecnico.id,
  aberto_em: new Date('2026-03-01T02:30:00Z'),
});
const recente = await makeAtendimento(db, assinante.id, { ...base, contrato_id: suspenso.id });
await makeAtendimento(db, outro.id, { contrato_id: contratoDoOutro.id });
await db
  .insertInto('visita')
  .values([
    { atendimento_id: antigo.id, inicio: new Date('2026-03-02T11:00:00Z'), turno: 'MANHA', situacao: 'REMARCADA' },
    { atendimento_id: antigo.id, inicio: new Date('2026-03-03T17:00:00Z'), turno: 'TARDE' },
    { atendimento_id: recente.id, inicio: new Date('2026-03-03T17:00:00Z'), turno: 'TARDE', situacao: 'CANCELADA' },
  ])
  .execute();

test('only kinds of the technology with a destination are offered', async () => {
  const response = await ask('POST', `/ws/comercial/atendimentos/tipos/contrato/${contrato.id}`, assinante.acesso);
  assert.deepEqual(response.json(), [
    {
      CodTipoAtendimento: tipo.id,
      ManutencaoInterna: false,
      TipoServico: 'SUPORTE',
      IDDestino: centro,
      Tecnologia: 'INTERNET',
      TipoAtendimento: 'SEM ACESSO',
      DestinoAtendimento: 'SUPORTE',
    },
  ]);
});

test('the tickets of one contract, with the visit that stands', async () => {
  const response = await ask('POST', `/ws/comercial/atendimentos/contrato/${contrato.id}`, assinante.acesso);
  assert.deepEqual(response.json(), {
    atendimentos: [
      {
        CodTipoAtendimento: tipo.id,
        NroProtocolo: antigo.protocolo,
        DescricaoProblema: 'LENTO',
        CodContrato: contrato.id,
        GerouVisita: 'Sim',
        DestinoAtendimento: 'SUPORTE',
        TempoEstimado: '1-DIAS',
        Interrupcao: false,
        StatusAtend: 'VISITA_AGENDADA',
        DataVisita: '2026-03-03',
        CodigoCliente: assinante.id,
        // Half past eleven in the evening in São Paulo.
        DataAbertura: '2026-02-28',
      },
    ],
  });
});

for (const path of ['tipos/contrato', 'contrato']) {
  test(`somebody else's contract, and an unknown one, answer alike (${path})`, async () => {
    const url = (id: number) => `/ws/comercial/atendimentos/${path}/${id}`;
    const alheio = await ask('POST', url(contratoDoOutro.id), assinante.acesso);
    const nenhum = await ask('POST', url(2_000_000_000), assinante.acesso);
    assert.equal(alheio.statusCode, 401);
    assert.deepEqual([nenhum.statusCode, nenhum.body], [401, alheio.body]);
  });
}

const lista = async (query = '', id = assinante.id) =>
  (await ask('GET', `/ws/area/cliente/${id}/atendimentos${query}`)).json();
const ids = ({ data }: { data: { idAtendimento: number }[] }) => data.map(({ idAtendimento }) => idAtendimento);

test('the tickets of a customer, in the order of opening', async () => {
  const { data, status } = await lista();
  assert.equal(status, 'OK');
  assert.deepEqual(ids({ data }), [antigo.id, recente.id]);
  assert.deepEqual(data[0], {
    idAtendimento: antigo.id,
    numeroProtocolo: antigo.protocolo,
    statusAtendimento: 'VISITA_AGENDADA',
    dataAbertura: Date.parse('2026-03-01T02:30:00Z'),
    dataAgendamentoVisita: Date.parse('2026-03-03T17:00:00Z'),
    gerouVisita: true,
    turno: 'TARDE',
    idTipoAtendimento: tipo.id,
    descricaoTipoAtendimento: 'SEM ACESSO',
    tipoServico: 'SUPORTE',
    idContrato: contrato.id,
    statusContrato: 'HABILITADO',
    idTecnicoVisita: tecnico.id,
  });
  assert.deepEqual([data[1].gerouVisita, data[1].turno, data[1].dataAgendamentoVisita], [false, null, null]);
});

const filtros: [string, number[]][] = [
  [`?idContrato=${suspenso.id}`, [recente.id]],
  ['?statusContrato=HABILITADO', [antigo.id]],
  ['?statusContrato=SUSPENSO%20PARCIALMENTE', []],
  ['?tipoServico=SUPORTE', [antigo.id, recente.id]],
  ['?tipoServico=RETIRADA', []],
  ['?statusAtendimento=PENDENTE', [recente.id]],
  ['?statusAtendimento=PENDENTE&statusContrato=HABILITADO', []],
];
for (const [query, esperados] of filtros) {
  test(`the list narrowed by ${query}, and its twin`, async () => {
    assert.deepEqual(ids(await lista(query)), esperados);
    const url = `/ws/integracao/omnichannel/atendimentos/cliente/${assinante.id}${query}`;
    assert.deepEqual(ids((await ask('GET', url)).json()), esperados);
  });
}

test('a filter outside the documented values is refused by name', async () => {
  const response = await ask('GET', `/ws/area/cliente/${assinante.id}/atendimentos?statusAtendimento=ABERTO`);
  assert.equal(response.statusCode, 400);
  assert.match(response.json().error, /statusAtendimento/);
});

test('a customer without tickets has an empty list', async () => {
  assert.deepEqual(await lista('', (await makeCliente(db)).id), { data: [], status: 'OK' });
});

test('endings of a kind of ticket; none is an error', async () => {
  const { id } = await db
    .insertInto('fechamento_externo')
    .values({ descricao: 'TROCA DE CABO', solucionado: true, assinatura_obrigatoria: true })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('tipo_atendimento_fechamento')
    .values({ tipo_atendimento_id: tipo.id, fechamento_externo_id: id })
    .execute();
  const url = '/ws/comercial/atendimentos/fechamentos?idTipoAtendimento=';
  assert.deepEqual((await ask('GET', url + tipo.id)).json(), [
    {
      id,
      descricao: 'TROCA DE CABO',
      assinaturaDigitalObrigatoria: true,
      anexaxaoImagensConclusaoVisitaObrigatoria: false,
      solucionado: true,
    },
  ]);
  const none = await ask('GET', `${url}2000000000`);
  assert.equal(none.statusCode, 404);
  assert.match(none.json().error, /^Não há fechamentos/);
});

test('all about a ticket, also one without contract, box or address', async () => {
  const avulso = await makeAtendimento(db, outro.id, { descricao: 'SO CLIENTE' });
  const { statusCode, ...response } = await ask('GET', `/ws/comercial/atendimentos/${avulso.id}`);
  assert.equal(statusCode, 200);
  const dados = JSON.parse(response.body);
  assert.deepEqual(dados.Contrato, {
    IDContrato: null,
    IDTipoContrato: null,
    Cliente: { IDCliente: outro.id, Nome: outro.nome, Telefone: null, Celular: null },
  });
  assert.deepEqual([dados.DadosCaixa, dados.Enderecos, dados.Plano], [null, [], null]);
  const visto = (await ask('GET', `/ws/comercial/atendimentos/${antigo.id}`)).json();
  assert.equal(visto.DataAgendamentoVisita, Date.parse('2026-03-03T17:00:00Z'));
  const unknown = await ask('GET', '/ws/comercial/atendimentos/2000000000');
  assert.deepEqual([unknown.statusCode, unknown.json()], [404, { error: 'Atendimento nao encontrado' }]);
});
