import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { makeCliente } from '../support/makers.ts';
import { makeChamada, makeProspecto, makeVenda } from '../support/prospectos.ts';

const t = await testApp();
const { db, clock, services } = t;
const call = await makeChamada(t);
const venda = await makeVenda(db);

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(40)]);
const arquivo = (idProspecto: number, content: Buffer = PNG, changed: object = {}) => ({
  idProspecto,
  model: {
    base64: content.toString('base64'),
    filename: 'foto.png',
    filesize: content.length,
    filetype: 'image/png',
    ...changed,
  },
});
const anexar = (body: object, headers = {}) => call('POST', '/comercial/prospectos/anexar_arquivos', body, headers);
const arquivosDe = (id: number) =>
  db.selectFrom('prospecto_arquivo').selectAll().where('prospecto_id', '=', id).orderBy('id').execute();

test('files are kept under their name with the time, their contents in the store', async () => {
  const { id } = await makeProspecto(db, venda);
  const outro = await makeProspecto(db, venda);
  clock.setOffset(Date.parse('2021-08-24T19:23:39Z') - Date.now());
  const texto = { filename: 'C:\\notas\\texto.txt', filetype: 'text/plain', filesize: '3' };
  const chamada = await makeChamada(t);
  const response = await chamada('POST', '/comercial/prospectos/anexar_arquivos', [
    arquivo(id),
    arquivo(id, Buffer.from('abc'), texto),
    arquivo(outro.id),
  ]);
  clock.setOffset(0);
  assert.deepEqual([response.statusCode, response.json()], [200, { success: 'OK' }]);
  const rows = await arquivosDe(id);
  assert.deepEqual(
    rows.map(({ tipo_conteudo, tamanho }) => [tipo_conteudo, tamanho]),
    [
      ['image/png', PNG.length],
      ['text/plain', 3],
    ],
  );
  assert.match(rows[0]?.nome ?? '', /^foto_2408211623\d\d\.png$/);
  assert.match(rows[1]?.nome ?? '', /^texto_2408211623\d\d\.txt$/);
  assert.deepEqual(await services.files.get(rows[0]?.sha256 ?? Buffer.alloc(0)), PNG);
  const { resposta } = (await call('GET', `/comercial/prospectos/${outro.id}/arquivos`)).json();
  assert.deepEqual(
    resposta.map(({ tipo }: { tipo: string }) => tipo),
    ['image/png'],
  );
});

test('one wrong file and none is attached; the sentence names it', async () => {
  const { id } = await makeProspecto(db, venda);
  const { id: clienteId } = await makeCliente(db);
  const convertido = await makeProspecto(db, venda, { oportunidade: 'GANHOU', cliente_id: clienteId });
  const grande = Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)]);
  const cases: [object, number, RegExp][] = [
    [
      [arquivo(id), arquivo(id, grande, { filename: 'grande.png' })],
      400,
      /^O tamanho da imagem grande\.png excede o limite de 5MB\.$/,
    ],
    [Array.from({ length: 6 }, () => arquivo(id)), 400, /^A quantidade de arquivos excede o número máximo de 5\.$/],
    [
      [arquivo(id), arquivo(id, PNG, { filetype: 'application/pdf' })],
      400,
      /não é do tipo informado, application\/pdf/,
    ],
    [[arquivo(id, PNG, { filetype: 'application/x-msdownload' })], 400, /não é aceito/],
    [[arquivo(id, PNG, { base64: '%%%%' })], 400, /base64/],
    [[arquivo(id, PNG, { base64: '' })], 400, /base64/],
    [[arquivo(id, PNG, { filename: '..' })], 400, /nome de arquivo \.\. é inválido/],
    [[arquivo(id, PNG, { filesize: undefined })], 400, /filesize/],
    [[arquivo(id), arquivo(99_999_999)], 400, /^O idProspecto informado nao pertence/],
    [[arquivo(id), arquivo(convertido.id)], 409, /convertido/],
    [[], 400, /ao menos 1/],
    [{}, 400, /lista/],
  ];
  for (const [body, status, sentence] of cases) {
    const response = await anexar(body);
    assert.equal(response.statusCode, status, response.body);
    assert.match(response.json().error, sentence);
  }
  assert.deepEqual(await arquivosDe(id), []);
});

test('the same request again under its Idempotency-Key attaches once', async () => {
  const { id } = await makeProspecto(db, venda);
  for (const _ of [1, 2]) assert.equal((await anexar([arquivo(id)], { 'idempotency-key': 'anexo-1' })).statusCode, 200);
  assert.equal((await arquivosDe(id)).length, 1);
});
