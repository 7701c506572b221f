import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, epochMillis } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { makeIntegrador, testApp } from '../support/app.ts';
import { askWith } from '../support/ask.ts';
import { makeAssinante, makeContrato } from '../support/makers.ts';

const t = await testApp();
const { authorization } = await makeIntegrador(t.db);
const ask = askWith(t, { authorization });

const REFUSED = { error: 'Nao foi possivel encontrar um cliente com esses dados de acesso' };

let nextFatura = 1;
async function makeFatura(
  clienteId: number,
  contratos: number[],
  vencimento: string,
  numero_boleto: string,
  more = {},
) {
  const { id } = await t.db
    .insertInto('fatura')
    .values({
      cliente_id: clienteId,
      valor: centavos(7990),
      vencimento: day(vencimento),
      numero_boleto,
      numero_documento: `000${nextFatura++}`,
      ...more,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await t.db
    .insertInto('fatura_contrato')
    .values(contratos.map((contrato_id, i) => ({ fatura_id: id, contrato_id, ordem: i + 1 })))
    .execute();
  return id;
}

test('the full login shows the customer, the contracts in force, the open invoices and the open tickets', async () => {
  const assinante = await makeAssinante(t.db, { nome: 'ANA', nome_tratamento: 'ANA', nascimento: day('1990-02-28') });
  const id = assinante.id;
  const one = await makeContrato(t.db, id, { login_radius: `ana.${id}` });
  const two = await makeContrato(t.db, id, { status: 'SUSPENSO' });
  const gone = await makeContrato(t.db, id, { status: 'CANCELADO' });
  await t.db
    .insertInto('cliente_endereco')
    .values({ cliente_id: id, tipo: 'PADRAO', logradouro: 'RUA A', numero: '10' })
    .execute();
  const installed = await t.db
    .insertInto('cliente_endereco')
    .values({ cliente_id: id, tipo: 'INSTALACAO', logradouro: 'RUA B', numero: '20' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await t.db
    .insertInto('contrato_endereco')
    .values({ contrato_id: two.id, cliente_endereco_id: installed.id })
    .execute();
  const later = await makeFatura(id, [two.id, one.id], '2026-03-10', '00000085425P', { debito_automatico: true });
  const sooner = await makeFatura(id, [gone.id], '2026-01-10', '35');
  const sameDay = await makeFatura(id, [one.id], '2026-03-10', '12345678901234567890');
  await makeFatura(id, [one.id], '2026-02-10', '36', { situacao: 'PAGA' });
  const ticket = (status: 'PENDENTE' | 'SOLUCIONADO' | 'SEM_SOLUCAO' | 'VISITA_AGENDADA', n: number) => ({
    protocolo: `${id}-${n}`,
    cliente_id: id,
    status,
  });
  await t.db
    .insertInto('atendimento')
    .values([ticket('PENDENTE', 1), ticket('VISITA_AGENDADA', 2), ticket('SOLUCIONADO', 3), ticket('SEM_SOLUCAO', 4)])
    .execute();

  const response = await ask('POST', '/ws/comercial/logar', assinante.acesso);
  assert.equal(response.statusCode, 200);
  assert.ok(response.body.includes('"nroBoleto":12345678901234567890'), 'no digit is lost');
  const fatura = { CodigoCliente: id, Valor: 79.9 };
  const contrato = {
    Tecnologia: 'FIBRA',
    Franquia: null,
    PlanoContrato: 'PLANO DE TESTE',
    UnidadeMedida: 'GB',
    GrupoTecnologia: 'INTERNET',
  };
  const body = response.json();
  assert.deepEqual(
    body.faturas.map(
      ({ IDFatura, nroBoleto, Vencimento, idsContratos, DebitoAutomaico, ...rest }: Record<string, unknown>) => {
        delete rest['nroDocumento'];
        assert.deepEqual(rest, fatura);
        return [IDFatura, nroBoleto, Vencimento, idsContratos, DebitoAutomaico];
      },
    ),
    [
      [sooner, 35, '2026-01-10', [gone.id], 'FALSE'],
      [later, 85425, '2026-03-10', [two.id, one.id], 'TRUE'],
      [sameDay, 12345678901234567000, '2026-03-10', [one.id], 'FALSE'],
    ],
  );
  assert.deepEqual(body.contratos, [
    {
      ...contrato,
      CodContrato: one.id,
      StatusContrato: 'HABILITADO',
      LoginRadius: `ana.${id}`,
      tipoEndereco: 'PADRAO',
      EnderecoInstalacao: 'RUA A, 10',
      IDVencimento: String(one.vencimento_id),
    },
    {
      ...contrato,
      CodContrato: two.id,
      StatusContrato: 'SUSPENSO',
      LoginRadius: null,
      tipoEndereco: 'INSTALACAO',
      EnderecoInstalacao: 'RUA B, 20',
      IDVencimento: String(two.vencimento_id),
    },
  ]);
  assert.equal(body.atendimentosAbertos, 2);
  assert.equal(body.DataNascimento, epochMillis(day('1990-02-28')));
  assert.deepEqual([body.Celular, body.TelefoneFixo, body.Email], [null, null, null]);
});

test('of an invoice that is paid in part the app shows what is owed, wherever it looks', async () => {
  const quem = await makeAssinante(t.db);
  const contrato = await makeContrato(t.db, quem.id);
  await makeFatura(quem.id, [contrato.id], '2026-01-10', '1', { valor_baixado: centavos(2990) });
  for (const url of ['/ws/comercial/logar', `/ws/comercial/contratos/cliente/${quem.id}`]) {
    const { faturas } = (await ask('POST', url, quem.acesso)).json<{ faturas: { Valor: number }[] }>();
    assert.deepEqual(
      faturas.map(({ Valor }) => Valor),
      [50],
    );
  }
});

test('both logins show nothing of anybody else, and a customer with nothing has empty lists', async () => {
  const one = await makeAssinante(t.db);
  const two = await makeAssinante(t.db);
  const contrato = await makeContrato(t.db, one.id);
  await makeFatura(one.id, [contrato.id], '2026-01-10', '1');
  const full = (await ask('POST', '/ws/comercial/logar', two.acesso)).json();
  assert.deepEqual([full.CodigoCliente, full.faturas, full.contratos, full.atendimentosAbertos], [two.id, [], [], 0]);
  const short = (await ask('POST', '/ws/comercial/clientes/logar', two.acesso)).json();
  assert.deepEqual([short.CodigoCliente, short.CPF, short.Contratos], [two.id, two.documento, []]);
  const own = (await ask('POST', '/ws/comercial/clientes/logar', one.acesso)).json();
  assert.deepEqual(own.Contratos, [
    {
      ValorContrato: 99.9,
      Tecnologia: 'FIBRA',
      PlanoContrato: 'PLANO DE TESTE',
      StatusContrato: 'HABILITADO',
      CodContrato: contrato.id,
      IDVencimento: contrato.vencimento_id,
    },
  ]);
});

test('a login needs the right password of a customer who is not removed', async () => {
  const one = await makeAssinante(t.db);
  const gone = await makeAssinante(t.db, { situacao: 'E' });
  for (const url of ['/ws/comercial/logar', '/ws/comercial/clientes/logar']) {
    for (const body of [{ ...one.acesso, senha: 'errada' }, { usuario: 'ninguem', senha: 'x' }, gone.acesso]) {
      const response = await ask('POST', url, body);
      assert.deepEqual([response.statusCode, response.json()], [401, REFUSED]);
      assert.equal(response.headers['www-authenticate'], undefined);
    }
    assert.equal((await ask('POST', url, { usuario: '1' })).json().error, 'O campo senha é obrigatório.');
    assert.equal((await ask('POST', url, { usuario: 12, senha: true })).statusCode, 401);
    assert.equal((await ask('POST', url)).json().error, 'O corpo da requisição deve ser um objeto JSON.');
  }
});

async function makeAviso(clienteId: number, mensagem: string) {
  const { id } = await t.db
    .insertInto('aviso_app')
    .values({ cliente_id: clienteId, titulo: 'AVISO', mensagem, criado_em: new Date(1575640122000) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

test('a subscriber reads his own notices, sent ones too', async () => {
  const one = await makeAssinante(t.db);
  const two = await makeAssinante(t.db);
  const first = await makeAviso(one.id, 'um');
  const second = await makeAviso(one.id, 'dois');
  await ask('POST', `/ws/comercial/avisos_app/${first}`, one.acesso);
  const url = (id: number) => `/ws/comercial/avisos_app/cliente/${id}`;
  const aviso = { titulo: 'AVISO', dataCadastro: 1575640122000, idCliente: one.id };
  assert.deepEqual((await ask('POST', url(one.id), one.acesso)).json(), [
    { ...aviso, id: first, mensagem: 'um', status: 'ENVIADO' },
    { ...aviso, id: second, mensagem: 'dois', status: 'PENDENTE' },
  ]);
  assert.deepEqual((await ask('POST', url(two.id), two.acesso)).json(), []);
  for (const id of [one.id, 2147483647]) {
    const response = await ask('POST', url(id), two.acesso);
    assert.deepEqual([response.statusCode, response.json()], [401, REFUSED]);
  }
});

test('a notice is marked as sent by its owner only; the second time changes nothing', async () => {
  const one = await makeAssinante(t.db);
  const two = await makeAssinante(t.db);
  const id = await makeAviso(one.id, 'um');
  for (const other of [id, 2147483647]) {
    const response = await ask('POST', `/ws/comercial/avisos_app/${other}`, two.acesso);
    assert.deepEqual([response.statusCode, response.json()], [401, REFUSED]);
  }
  for (let n = 0; n < 2; n++) {
    const response = await ask('POST', `/ws/comercial/avisos_app/${id}`, one.acesso);
    assert.equal(response.body, 'OK');
    assert.match(String(response.headers['content-type']), /^text\/plain/);
  }
  const audit = await t.db
    .selectFrom('auditoria')
    .select(['acao', 'cliente_id', 'antes', 'depois'])
    .where('tabela', '=', 'aviso_app')
    .where('registro', '=', String(id))
    .where('operacao', '=', 'autenticacao.notificacao_app.atualizar')
    .execute();
  assert.deepEqual(audit, [
    { acao: 'alterou', cliente_id: one.id, antes: { status: 'PENDENTE' }, depois: { status: 'ENVIADO' } },
  ]);
});

test('the app’s configuration is a map of every key', async () => {
  await t.db
    .insertInto('configuracao_app')
    .values([
      { chave: 'ULTIMA_VERSAO_APP', valor: '2.1' },
      { chave: 'NIVEL_ATUALIZACAO', valor: '2' },
      { chave: 'OUTRA', valor: '' },
    ])
    .execute();
  assert.deepEqual((await ask('GET', '/ws/comercial/configuracoes_app')).json(), {
    NIVEL_ATUALIZACAO: '2',
    OUTRA: '',
    ULTIMA_VERSAO_APP: '2.1',
  });
});
