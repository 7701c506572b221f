import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { empresa } from '../../src/commands/empresa.ts';
import { refusesAll, servedInstallation } from './support.ts';

const { balcao, refused, db } = await servedInstallation();

const criar = async (...more: string[]): Promise<string> => {
  const [, id = ''] =
    /^Empresa (\d+) criada\.\n$/.exec(await balcao('empresa', 'criar', '--nome', 'PROVEDOR LTDA', ...more)) ?? [];
  return id;
};
const linha = (id: string) =>
  db.selectFrom('empresa').selectAll().where('id', '=', Number(id)).executeTakeFirstOrThrow();

test('a company that the command line makes is listed with its data, and changed with a trace', async () => {
  const id = await criar(
    ...['--fantasia', 'PROVEDOR', '--cnpj', '12.345.678/0001-95', '--endereco', 'RUA A, 10, CENTRO'],
    ...['--cidade', 'CONSELHEIRO LAFAIETE', '--uf', 'mg', '--cep', '36400-000', '--telefone', '(31) 3721-0000'],
  );
  assert.deepEqual(await linha(id), {
    id: Number(id),
    nome: 'PROVEDOR LTDA',
    nome_fantasia: 'PROVEDOR',
    cnpj: '12345678000195',
    integracao_connect_master: false,
    endereco: 'RUA A, 10, CENTRO',
    cidade: 'CONSELHEIRO LAFAIETE',
    uf: 'MG',
    cep: '36400000',
    telefone: '(31) 3721-0000',
    site: null,
  });
  assert.match(
    await balcao('empresa', 'listar'),
    new RegExp(`^${id} +PROVEDOR LTDA +PROVEDOR +12\\.345\\.678/0001-95 +RUA A, .*LAFAIETE/MG +36400-000`, 'm'),
  );

  assert.equal(
    await balcao('empresa', 'alterar', id, '--cnpj', '12ABC34501DE35', '--telefone', 'sem'),
    `Empresa ${id} alterada.\n`,
  );
  const { nome, cnpj, telefone, uf } = await linha(id);
  assert.deepEqual([nome, cnpj, telefone, uf], ['PROVEDOR LTDA', '12ABC34501DE35', null, 'MG']);
  const { rows } = await sql<{ operacao: string }>`
    select operacao from auditoria where tabela = 'empresa' and registro = ${id} order by id`.execute(db);
  assert.deepEqual(
    rows.map(({ operacao }) => operacao),
    ['empresa.criar', 'empresa.alterar'],
  );
});

test('without a trade name the name is both', async () => {
  assert.equal((await linha(await criar())).nome_fantasia, 'PROVEDOR LTDA');
});

test('what no document can say is refused, and nothing is written', async () => {
  const id = await criar('--cnpj', '12345678000195');
  const before = await linha(id);
  const alterar = (...more: string[]) => refused('empresa', 'alterar', id, ...more);
  assert.match(await alterar('--nome', 'OUTRA', '--cnpj', '12345678000194'), /^--cnpj: «12345678000194» não é um CNPJ/);
  assert.match(await alterar('--nome', 'OUTRA', '--uf', 'XX'), /^--uf: não há estado «XX»\.$/);
  assert.match(await alterar('--nome', 'N'.repeat(101)), /^--nome tem no máximo 100 caracteres/);
  assert.match(await alterar('--endereco', 'RUA A\nRUA B'), /^--endereco tem no máximo 200 caracteres, sem quebras/);
  assert.match(await refused('empresa', 'alterar', '999999', '--nome', 'X'), /^Não há empresa 999999\. Veja/);
  assert.deepEqual(await linha(id), before);
});

test('what cannot be understood is refused with a sentence', async () => {
  await refusesAll(empresa, {
    '': 'Use: balcao empresa criar | listar | alterar.',
    criar: 'Falta --nome.',
    'alterar 1': 'Diga o que muda: --nome, --cnpj, --endereco, …',
    'alterar x --nome Y': /^o id da empresa deve ser um número inteiro/,
    'alterar 1 --cep 123': '--cep deve ter oito dígitos; está «123».',
    'listar 1': 'Argumento a mais: «1».',
  });
});
