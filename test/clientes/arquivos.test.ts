import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { lerAuditoria } from '#modules/acesso/index.ts';
import { FileStoreError } from '#platform/files.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente } from '../support/makers.ts';

const t = await testApp();
const { ask } = await newCaller(t);

const URL = '/ws/comercial/clientes/anexar_arquivos';
const MB5 = 5 * 1024 * 1024;

const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(size - 9, 'x')]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const text = (content: string) => Buffer.from(content);
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest();

interface Arquivo {
  tipo?: string;
  content?: Buffer;
  base64?: string;
  filename?: string;
  filesize?: number;
  filetype?: string;
}

const item = (idCliente: number, given: Arquivo = {}) => {
  const { tipo = 'DOCUMENTO', content = jpeg, filename = 'foto.jpg', filetype = 'image/jpeg' } = given;
  const { base64 = content.toString('base64'), filesize = content.length } = given;
  return { idCliente, tipo, model: { base64, filename, filesize, filetype } };
};

const rowsOf = (clienteId: number) =>
  t.db
    .selectFrom('cliente_arquivo')
    .select(['tipo', 'nome', 'tipo_conteudo', 'tamanho', 'sha256'])
    .where('cliente_id', '=', clienteId)
    .orderBy('id')
    .execute();

async function refused(body: unknown, error: string | RegExp): Promise<void> {
  const response = await ask('POST', URL, body);
  assert.equal(response.statusCode, 400, response.body);
  const came = response.json<{ error: string }>();
  if (typeof error === 'string') assert.deepEqual(came, { error });
  else assert.match(came.error, error);
}

test('files are kept with their name, kind and size, and their bytes in the store', async () => {
  const { id } = await makeCliente(t.db);
  const contract = pdf(2000);
  const response = await ask('POST', URL, [
    item(id),
    item(id, { tipo: 'CONTRATO', content: contract, filename: 'Contrato Nº 1.pdf', filetype: 'application/pdf' }),
  ]);
  assert.deepEqual([response.statusCode, response.body], [200, 'SUCESSO']);
  assert.match(String(response.headers['content-type']), /^text\/plain/);
  assert.deepEqual(await rowsOf(id), [
    { tipo: 'DOCUMENTO', nome: 'foto.jpg', tipo_conteudo: 'image/jpeg', tamanho: 7, sha256: sha256(jpeg) },
    {
      tipo: 'CONTRATO',
      nome: 'Contrato Nº 1.pdf',
      tipo_conteudo: 'application/pdf',
      tamanho: 2000,
      sha256: sha256(contract),
    },
  ]);
  assert.deepEqual(await t.services.files.get(sha256(jpeg)), jpeg);
  assert.deepEqual(await t.services.files.get(sha256(contract)), contract);
});

test('files of several customers come in one call, and each leaves an audit row', async () => {
  const own = await newCaller(t);
  const [one, two] = [await makeCliente(t.db), await makeCliente(t.db)];
  assert.equal((await own.ask('POST', URL, [item(one.id), item(two.id), item(one.id)])).statusCode, 200);
  assert.equal((await rowsOf(one.id)).length, 2);
  assert.equal((await rowsOf(two.id)).length, 1);
  const audited = await lerAuditoria(t.db, { integrador: own.integrador.id, tabela: 'cliente_arquivo', limite: 9 });
  assert.deepEqual(
    audited.map(({ acao, operacao }) => `${operacao} ${acao}`),
    Array(3).fill('contratos.arquivos_cliente.fazer_upload incluiu'),
  );
});

test('five files are accepted, six are not', async () => {
  const { id } = await makeCliente(t.db);
  const files = Array.from({ length: 6 }, () => item(id));
  await refused(files, 'A quantidade de arquivos excede o número máximo de 5.');
  assert.deepEqual(await rowsOf(id), []);
  assert.equal((await ask('POST', URL, files.slice(1))).statusCode, 200);
  assert.equal((await rowsOf(id)).length, 5);
});

test('a file has 5 MB at most, whatever size it declares, and five of them fit into one call', async () => {
  const { id } = await makeCliente(t.db);
  const exact = { content: pdf(MB5), filename: 'cinco.pdf', filetype: 'application/pdf' };
  const larger = { ...exact, content: pdf(MB5 + 1), filesize: 1000 };
  await refused([item(id, larger)], 'O tamanho da imagem cinco.pdf excede o limite de 5MB.');
  assert.deepEqual(await rowsOf(id), []);
  const response = await ask('POST', URL, Array(5).fill(item(id, exact)));
  assert.equal(response.body, 'SUCESSO');
  assert.deepEqual(new Set((await rowsOf(id)).map(({ tamanho }) => tamanho)), new Set([MB5]));
});

test('base64 may have line breaks and the beginning of a data address', async () => {
  const { id } = await makeCliente(t.db);
  const content = pdf(100);
  const lines = content.toString('base64').replace(/.{76}/g, '$&\r\n');
  for (const base64 of [lines, `data:application/pdf;base64,${content.toString('base64')}`]) {
    const sent = item(id, { base64, filename: 'a.pdf', filetype: 'application/pdf' });
    assert.equal((await ask('POST', URL, [sent])).body, 'SUCESSO');
  }
  assert.deepEqual(
    (await rowsOf(id)).map((row) => row.sha256),
    [sha256(content), sha256(content)],
  );
});

test('what is not base64 is refused by the name of the file', async () => {
  const { id } = await makeCliente(t.db);
  for (const base64 of ['não é', '/9j/4', '/9j/4A=A', '/9j_4A==', '====', '%PDF-1.4', '/9j/ 4AA']) {
    await refused([item(id, { base64 })], 'O conteúdo do arquivo foto.jpg não está em base64.');
  }
  await refused([item(id, { base64: '\r\n' })], 'O arquivo foto.jpg está vazio.');
  assert.deepEqual(await rowsOf(id), []);
});

test('the content must be of the declared type, whatever the name says', async () => {
  const { id } = await makeCliente(t.db);
  const lies: [Buffer, string][] = [
    [pdf(100), 'image/jpeg'],
    [jpeg, 'application/pdf'],
    [text('<html><script>alert(1)</script></html>'), 'image/png'],
    [text('MZ\0\0'), 'text/plain'],
    [text('PK\x03\x04 anything'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ];
  for (const [content, filetype] of lies) {
    await refused(
      [item(id, { content, filetype })],
      `O conteúdo do arquivo foto.jpg não é do tipo informado, ${filetype}.`,
    );
  }
  for (const filetype of ['text/html', 'image/svg+xml', 'application/x-msdownload', 'jpeg']) {
    await refused(
      [item(id, { filetype })],
      `O tipo ${filetype} do arquivo foto.jpg não é aceito. Envie imagem, PDF, DOCX ou texto UTF-8.`,
    );
  }
  assert.deepEqual(await rowsOf(id), []);
  assert.equal((await ask('POST', URL, [item(id, { filetype: 'IMAGE/JPG; q=1' })])).body, 'SUCESSO');
  assert.equal((await rowsOf(id))[0]?.tipo_conteudo, 'image/jpeg');
});

test('of a path only the name is kept, and a name that is none is refused', async () => {
  const { id } = await makeCliente(t.db);
  const names = {
    '../../etc/passwd': 'passwd',
    'C:\\fotos\\rg.jpg': 'rg.jpg',
    '.bashrc': 'bashrc',
    'a\u202egpj.exe': 'agpj.exe',
  };
  for (const filename of Object.keys(names)) {
    assert.equal((await ask('POST', URL, [item(id, { filename })])).body, 'SUCESSO');
  }
  assert.deepEqual(
    (await rowsOf(id)).map(({ nome }) => nome),
    Object.values(names),
  );
  for (const filename of ['..', 'pasta/', '../', ' . ']) {
    await refused([item(id, { filename })], `O nome de arquivo ${filename} é inválido.`);
  }
});

test('an unknown or excluded customer is refused, and the others of the call get nothing', async () => {
  const { id } = await makeCliente(t.db);
  const gone = await makeCliente(t.db, { situacao: 'E' });
  for (const unknown of [2_147_483_647, gone.id]) {
    await refused(
      [item(id), item(unknown)],
      'O idCliente informado não pertence a nenhum cliente cadastrado no sistema.',
    );
  }
  assert.deepEqual(await rowsOf(id), []);
});

test('one bad file of several leaves nothing, neither rows nor contents', async () => {
  const { id } = await makeCliente(t.db);
  const good = text(`só aqui ${randomUUID()}`);
  const kept = item(id, { content: good, filename: 'a.txt', filetype: 'text/plain' });
  await refused([kept, item(id, { base64: '!' })], /não está em base64/);
  await refused([kept, item(id, { tipo: 'SELFIE' })], /^O campo \[1\]\.tipo deve ser um de: COMPROVANTE_PAGAMENTO/);
  await refused([kept, { idCliente: id, tipo: 'OUTROS', model: {} }], 'O campo [1].model.base64 é obrigatório.');
  await refused([], 'A lista enviada deve ter ao menos 1 item.');
  assert.deepEqual(await rowsOf(id), []);
  assert.equal(await t.services.files.get(sha256(good)), null);
});

test('the same file twice is two attachments of one content', async () => {
  const { id } = await makeCliente(t.db);
  const content = text(`duas vezes ${randomUUID()}`);
  const sent = item(id, { content, filename: 'a.txt', filetype: 'text/plain' });
  const answers = await Promise.all([ask('POST', URL, [sent]), ask('POST', URL, [sent, sent])]);
  assert.deepEqual(
    answers.map(({ body }) => body),
    ['SUCESSO', 'SUCESSO'],
  );
  assert.deepEqual(
    (await rowsOf(id)).map((row) => row.sha256),
    Array(3).fill(sha256(content)),
  );
  assert.deepEqual(await t.services.files.get(sha256(content)), content);
});

test('with an Idempotency-Key a repeated upload attaches nothing more', async () => {
  const { id } = await makeCliente(t.db);
  const key = { 'idempotency-key': randomUUID() };
  const [first, again] = await Promise.all([ask('POST', URL, [item(id)], key), ask('POST', URL, [item(id)], key)]);
  assert.deepEqual([first.body, again.body], ['SUCESSO', 'SUCESSO']);
  assert.match(String(again.headers['content-type']), /^text\/plain/);
  assert.equal((await rowsOf(id)).length, 1);
  assert.equal((await ask('POST', URL, [item(id), item(id)], key)).statusCode, 422);
  assert.equal((await rowsOf(id)).length, 1);
});

test('a store that does not answer is a 503, nothing is written, and the next try succeeds', async () => {
  const { id } = await makeCliente(t.db);
  const { put } = t.services.files;
  t.services.files.put = async () => {
    throw new FileStoreError('o armazém recusou com o status 500');
  };
  const key = { 'idempotency-key': randomUUID() };
  const failed = await ask('POST', URL, [item(id)], key);
  t.services.files.put = put;
  assert.equal(failed.statusCode, 503);
  assert.deepEqual(failed.json(), { error: 'O armazém de arquivos não respondeu. Tente novamente em instantes.' });
  assert.deepEqual(await rowsOf(id), []);
  assert.equal((await ask('POST', URL, [item(id)], key)).body, 'SUCESSO');
});
