import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeIntegrador, testApp } from '../support/app.ts';
import { makeCliente } from '../support/makers.ts';
import { type Retorno, recusa, tinyClient } from './support.ts';

const t = await testApp();
const { db } = t;
const integrador = await makeIntegrador(db, { tipo: 'tiny', escopos: ['tiny'] });
const tiny = tinyClient(t, integrador);
const token = integrador.segredo;

const URL = '/api2/contato.alterar.php';
const FORM = 'application/x-www-form-urlencoded';

interface Request {
  method?: 'GET' | 'POST';
  url?: string;
  type?: string;
  payload?: string | Buffer;
}

const inject = ({ method = 'POST', url = URL, type, payload }: Request) =>
  t.app.inject({
    method,
    url,
    ...(payload !== undefined && { payload }),
    headers: type ? { 'content-type': type } : {},
  });

// Long and random, as clients make it: it must not stand in a value.
const BOUNDARY = '----formulario-7MA4YWxkTrZu0gW';
const multipart = (fields: Record<string, string>) =>
  [
    ...Object.entries(fields).map(
      ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
    `--${BOUNDARY}--\r\n`,
  ].join('');

const JOSE = 'José Ção – Teste';
const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

// How the clients that are known send it (research, 2.1). Each gets a contact of its own, whose name must arrive whole.
const clientes: Record<string, (json: string, xml: string) => Request> = {
  'PHP, as the document shows it: nothing encoded, no content type': (json) => ({
    payload: `token=${token}&contato=${json}&formato=JSON`,
  }),
  'PHP with the content type that PHP fills in': (json) => ({
    type: FORM,
    payload: `token=${token}&contato=${json}&formato=JSON`,
  }),
  'a form, encoded, token in the query': (json) => ({
    url: `${URL}?token=${token}&formato=json`,
    type: `${FORM};charset=utf-8`,
    payload: new URLSearchParams({ contato: json }).toString(),
  }),
  'everything in the query of a POST without a body': (json) => ({
    url: `${URL}?${new URLSearchParams({ token, formato: 'JSON', contato: json })}`,
  }),
  'everything in the query of a POST with an empty form': (json) => ({
    url: `${URL}?${new URLSearchParams({ token, formato: 'JSON', contato: json })}`,
    type: FORM,
    payload: '',
  }),
  GET: (json) => ({ method: 'GET', url: `${URL}?${new URLSearchParams({ token, formato: 'json', contato: json })}` }),
  'a form that says text/plain': (json) => ({
    type: 'text/plain;charset=UTF-8',
    payload: new URLSearchParams({ token, formato: 'json', contato: json }).toString(),
  }),
  multipart: (json) => ({
    type: `multipart/form-data; boundary=${BOUNDARY}`,
    payload: multipart({ token, formato: 'JSON', contato: json }),
  }),
  'multipart with the boundary in quotes, token in the query': (json) => ({
    url: `${URL}?token=${token}`,
    type: `multipart/form-data; boundary="${BOUNDARY}"`,
    payload: multipart({ contato: json }),
  }),
  'a form in ISO-8859-1 that says so': (json) => ({
    type: `${FORM}; charset=ISO-8859-1`,
    payload: Buffer.from(`token=${token}&formato=json&contato=${json}`.replace('–', '-'), 'latin1'),
  }),
  'a form in ISO-8859-1 that does not say so': (json) => ({
    payload: Buffer.from(`token=${token}&formato=json&contato=${json}`.replace('–', '-'), 'latin1'),
  }),
  'one contact without the list': (json) => ({
    type: FORM,
    payload: new URLSearchParams({ token, contato: JSON.stringify(JSON.parse(json).contatos[0]) }).toString(),
  }),
  'XML, not encoded': (_, xml) => ({ payload: `token=${token}&formato=xml&contato=${xml}` }),
  'XML with a declaration, encoded': (_, xml) => ({
    type: FORM,
    payload: new URLSearchParams({ token, formato: 'XML', contato: XML_DECLARATION + xml }).toString(),
  }),
};

for (const [name, request] of Object.entries(clientes)) {
  test(`a request arrives whole: ${name}`, async () => {
    const { id } = await makeCliente(db);
    const contato = { sequencia: '1', id, nome: JOSE, situacao: 'A' };
    const xml = `<contatos><contato><sequencia>1</sequencia><id>${id}</id><nome>${JOSE}</nome><situacao>A</situacao></contato></contatos>`;
    const response = await inject(request(JSON.stringify({ contatos: [{ contato }] }), xml));
    assert.equal(response.statusCode, 200, response.body);
    assert.equal(response.headers['x-limit-api'], '99999');
    if (name.startsWith('XML')) {
      assert.equal(response.headers['content-type'], 'text/xml; charset=UTF-8');
      assert.equal(
        response.body,
        `${XML_DECLARATION}<retorno><status_processamento>3</status_processamento><status>OK</status><registros>` +
          `<registro><sequencia>1</sequencia><status>OK</status><id>${id}</id></registro></registros></retorno>`,
      );
    } else {
      assert.equal(response.headers['content-type'], 'application/json; charset=UTF-8');
      assert.deepEqual(response.json(), {
        retorno: {
          status_processamento: 3,
          status: 'OK',
          registros: [{ registro: { sequencia: '1', status: 'OK', id: String(id) } }],
        },
      });
    }
    const { nome } = await tiny.obter(id);
    assert.equal(nome, name.includes('8859') ? JOSE.replace('–', '-') : JOSE);
  });
}

test('XML carries lists, entities and empty elements', async () => {
  const { id } = await makeCliente(db, { observacao: 'antes' });
  const xml = `<contatos><contato><sequencia>7</sequencia><id>${id}</id><nome>Jos&#233; &amp; Filhos</nome><situacao>A</situacao><obs/>
    <tipos_contato><tipo>Cliente</tipo><tipo>Fornecedor</tipo></tipos_contato>
    <pessoas_contato><pessoa_contato><nome>Ana</nome></pessoa_contato><pessoa_contato><nome>Rui</nome></pessoa_contato></pessoas_contato>
    </contato></contatos>`;
  const alterado = await tiny.call('contato.alterar', { formato: 'xml', contato: xml });
  assert.match(alterado.body, /<sequencia>7<\/sequencia><status>OK<\/status>/);
  const contato = await tiny.obter(id);
  assert.deepEqual([contato['nome'], contato['obs']], ['José & Filhos', '']);
  assert.deepEqual(contato['tipos_contato'], [{ tipo: 'Cliente' }, { tipo: 'Fornecedor' }]);
  const lido = await tiny.call('contato.obter', { formato: 'xml', id: String(id) });
  assert.match(lido.body, /<nome>José &amp; Filhos<\/nome>/);
  assert.match(lido.body, /<tipos_contato><tipo>Cliente<\/tipo><tipo>Fornecedor<\/tipo><\/tipos_contato>/);
  assert.match(lido.body, /<pessoas_contato><pessoa_contato><id_pessoa>\d+<\/id_pessoa><nome>Ana<\/nome>/);
});

const problema = async (params: Record<string, string>, servico = 'contato.alterar') => {
  const { status_processamento, status, ...retorno } = await tiny.retorno(servico, params);
  assert.deepEqual([status_processamento, status], [1, 'Erro']);
  return recusa(retorno as Retorno as never);
};

test('what cannot be read is code 3, and missing parameters are code 10', async () => {
  const json = [3, 'ERRO JSON mal formado ou inválido'];
  assert.deepEqual(await problema({ contato: '{"contatos":[{"contato":{"nome":"José ' }), json);
  assert.deepEqual(await problema({ contato: '<contatos><contato/></contatos>' }), json);
  for (const contato of ['5', '{}', '{"contatos":"x"}', '{"contatos":[5]}', '{"contatos":{"a":1}}', 'null']) {
    assert.deepEqual(await problema({ contato }), [3, `${json[1]}: falta a lista contatos`]);
  }
  assert.deepEqual(await problema({ contato: '' }), [10, 'Parametro não informado: contato']);
  assert.deepEqual(await problema({}, 'contato.obter'), [10, 'Parametro não informado: id']);
});

test('broken XML is code 3, in XML, and a document may not define entities', async () => {
  const xml = async (contato: string) => (await tiny.call('contato.alterar', { formato: 'xml', contato })).body;
  const erro = (texto: string) =>
    `${XML_DECLARATION}<retorno><status_processamento>1</status_processamento><status>Erro</status>` +
    `<codigo_erro>3</codigo_erro><erros><erro>ERRO XML mal formado, mensagem:\t${texto}</erro></erros></retorno>`;
  assert.equal(await xml('{"contatos":[]}'), erro("Start tag expected, '&lt;' not found"));
  assert.equal(await xml('<contatos><contato></contatos>'), erro('linha 1, coluna 20'));
  assert.equal(await xml('<!DOCTYPE a [<!ENTITY b "c">]><contatos>&b;</contatos>'), erro('DOCTYPE não é aceito'));
  assert.equal(await xml('<contatos><constructor/></contatos>'), erro('nome de elemento inválido'));
});

test('a broken multipart body, a foreign file name and a body of 40 MB get the dialect’s own answer', async () => {
  const quebrado = await inject({ type: 'multipart/form-data; boundary=B', payload: '--B\r\nContent-Disp' });
  assert.equal(quebrado.json<{ retorno: Retorno }>().retorno.codigo_erro, 3);
  assert.equal((await inject({ url: '/api2/contato.apagar.php' })).statusCode, 404);
  const grande = await inject({ type: FORM, payload: `token=${token}&contato=${'a'.repeat(40 * 1024 * 1024)}` });
  assert.equal(grande.statusCode, 413);
  assert.equal(grande.headers['x-limit-api'], '0');
  assert.deepEqual(grande.json(), {
    retorno: {
      status_processamento: 1,
      status: 'Erro',
      codigo_erro: 22,
      erros: [{ erro: 'O corpo da requisição é grande demais: envie no máximo 20 registros por lote' }],
    },
  });
});

test('an un-encoded ampersand ends the parameter, as in any form', async () => {
  const response = await inject({
    payload: `token=${token}&contato={"contatos":[{"contato":{"nome":"José & Filhos"}}]}`,
  });
  assert.equal(response.json<{ retorno: Retorno }>().retorno.codigo_erro, 3);
});
