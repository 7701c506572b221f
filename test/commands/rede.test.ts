import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { rede } from '../../src/commands/rede.ts';
import { makeInternauta } from '../support/rede.ts';
import { refusesAll, servedInstallation } from './support.ts';

const { balcao, refused, db } = await servedInstallation();
const folder = await mkdtemp(join(tmpdir(), 'balcao-rede-'));
after(() => rm(folder, { recursive: true, force: true }));
const arquivo = async (nome: string, texto: string | Buffer) => {
  const file = join(folder, nome);
  await writeFile(file, texto);
  return file;
};
const HORA = 3_600_000;

/** A session that began an hour ago and goes on, as its packet tells it. */
async function conectar(login: string, ip: string, nas = '10.77.0.1'): Promise<Date> {
  const inicio = new Date(Math.floor(Date.now() / 1000) * 1000 - HORA);
  await sql`select radius.contabilizar('Start', ${`${login}${ip}`}, ${`${login}${ip}`}, ${login}, ${nas},
    ${String(inicio.getTime() / 1000)}, '', '', '', '', '', '', '', ${ip}, '', '', '', '', '', '', '', '00:00:00:00:00:01', '', '', '', '', '', '', '')`.execute(
    db,
  );
  return inicio;
}

test('a NAS is registered, its secret shown once, listed without it, and removed', async () => {
  const made = await balcao(
    'rede',
    'nas',
    'criar',
    '--ip',
    '10.77.0.1',
    '--nome',
    'bng-a',
    '--fabricante',
    'MikroTik',
    '--porta-coa',
    '1700',
    '--ao-mudar',
    'coa',
    '--intervalo',
    '300',
  );
  const [, segredo = ''] =
    /^NAS bng-a \(10\.77\.0\.1\) cadastrado\. .*\nSegredo, que não será mostrado de novo: (\S{8,})\n$/.exec(made) ?? [];
  assert.ok(segredo, made);
  const own = await balcao(
    'rede',
    'nas',
    'criar',
    '--ip',
    '10.77.0.2',
    '--nome',
    'bng-b',
    '--fabricante',
    'huawei',
    '--segredo',
    'meu-segredo-77',
  );
  assert.ok(!own.includes('meu-segredo-77'), 'one that was given is not shown');
  const list = await balcao('rede', 'nas', 'listar');
  assert.match(list, /^NOME +ENDEREÇO +FABRICANTE +PORTA COA +AO MUDAR +INTERVALO +SESSÕES ABERTAS$/m);
  assert.match(list, /^bng-a +10\.77\.0\.1 +mikrotik +1700 +coa +300 s +0$/m);
  assert.match(list, /^bng-b +10\.77\.0\.2 +huawei +3799 +desconectar +600 s +0$/m);
  assert.equal(
    await refused('rede', 'nas', 'criar', '--ip', '10.77.0.1', '--nome', 'bng-c', '--fabricante', 'mikrotik'),
    'Já existe um NAS com o endereço 10.77.0.1 ou o nome bng-c.',
  );
  assert.match(
    await refused('rede', 'nas', 'criar', '--ip', '10.77.0.3', '--nome', 'bng-c', '--fabricante', 'ninguem'),
    /^O fabricante «ninguem» não tem atributos .*mikrotik/,
  );
  assert.match(
    await refused('rede', 'nas', 'criar', '--ip', '10.77.0', '--nome', 'x', '--fabricante', 'huawei'),
    /não é um endereço IP/,
  );
  assert.match(await balcao('rede', 'nas', 'remover', '--ip', '10.77.0.2'), /^NAS 10\.77\.0\.2 removido/);
  assert.equal(
    await refused('rede', 'nas', 'remover', '--ip', '10.77.0.2'),
    'Não existe um NAS com o endereço 10.77.0.2.',
  );
  const trail = await balcao('auditoria', '--tabela', 'nas', '--json');
  assert.match(trail, /"operacao":"rede\.nas\.criar"/);
  assert.match(trail, /"operacao":"rede\.nas\.remover"/);
  assert.ok(!trail.includes(segredo) && !trail.includes('meu-segredo-77'), 'no secret in the trail');
});

test('who had an address: told with customer and contract, and the question itself is on record', async () => {
  const { assinante, contrato, login } = await makeInternauta(db);
  const inicio = await conectar(login, '100.64.7.7');
  const quando = new Date(inicio.getTime() + 60_000).toISOString();
  const said = await balcao('rede', 'quem', '--ip', '100.64.7.7', '--quando', quando, '--motivo', 'ofício 123');
  assert.match(said, /^100\.64\.7\.7 em .* \(UTC\): 1 sessão\(ões\)\.$/m);
  assert.match(
    said,
    new RegExp(`contrato ${contrato.id} +cliente ${assinante.id} .* documento ${assinante.documento}`),
  );
  assert.match(said, /aberta, última notícia/);
  const before = new Date(inicio.getTime() - 60_000).toISOString();
  assert.match(await balcao('rede', 'quem', '--ip', '100.64.7.7', '--quando', before), /: nenhuma sessão\.\n$/);
  const [line = ''] = (await balcao('rede', 'quem', '--ip', '100.64.7.7', '--quando', quando, '--json')).split('\n');
  assert.equal((JSON.parse(line) as { contrato_id: number }).contrato_id, contrato.id);

  const { rows } = await sql<{ operador: string; motivo: string | null; ip: string; achados: string }>`
    select operador, motivo, host(ip) as ip, to_jsonb(c)::text as achados from radius.consulta c order by id`.execute(
    db,
  );
  assert.deepEqual(
    rows.map(({ operador, motivo, ip }) => [operador, motivo, ip]),
    [
      [userInfo().username, 'ofício 123', '100.64.7.7'],
      [userInfo().username, null, '100.64.7.7'],
      [userInfo().username, null, '100.64.7.7'],
    ],
    'one that found nobody as well',
  );
  const trail = (await balcao('auditoria', '--operacao', 'rede.quem', '--tabela', 'consulta', '--json'))
    .trim()
    .split('\n');
  assert.equal(trail.length, 3);
  assert.match(await refused('rede', 'quem', '--ip', '100.64.7', '--quando', quando), /não é um endereço IP/);
});

test('CGNAT blocks are imported once, bad lines told by their number; then the port tells the subscriber', async () => {
  const { contrato, login } = await makeInternauta(db);
  const inicio = await conectar(login, '100.64.8.1');
  const csv =
    'ip_publico;porta_inicial;porta_final;ip_privado\n203.0.113.8;1024;2047;100.64.8.1\n203.0.113.8;2048;3071;100.64.8.2\n';
  const bons = await arquivo('blocos.csv', csv);
  assert.equal(
    await balcao('rede', 'cgnat', 'importar', bons),
    'Blocos novos: 2; já existentes: 0; linhas recusadas: 0.\n',
  );
  assert.equal(
    await balcao('rede', 'cgnat', 'importar', bons),
    'Blocos novos: 0; já existentes: 2; linhas recusadas: 0.\n',
  );
  const quando = new Date(inicio.getTime() + 60_000).toISOString();
  const quem = (porta: string) => balcao('rede', 'quem', '--ip', '203.0.113.8', '--porta', porta, '--quando', quando);
  assert.match(await quem('1500'), new RegExp(`contrato ${contrato.id} .*`));
  assert.match(await quem('2500'), /: nenhuma sessão\./);
  assert.match(await refused('rede', 'cgnat', 'importar', join(folder, 'nenhum.csv')), /^Não foi possível ler/);
  assert.match(
    await refused('rede', 'cgnat', 'importar', await arquivo('curto.csv', 'ip_publico;porta_inicial\n1.1.1.1;1\n')),
    /^Faltam colunas: /,
  );
});

test('what was sent to NASes and what does not add up is shown', async () => {
  const { contrato, login } = await makeInternauta(db);
  await conectar(login, '100.64.9.1');
  await conectar('login-de-ninguem', '100.64.9.2');
  await sql`update radius.radacct set groupname = 'outro' where username = ${login}`.execute(db);
  const said = await balcao('rede', 'conferir');
  assert.match(said, /^Sessões abertas: \d+, das quais caladas/m);
  assert.match(said, /^Sessões e dias somam os mesmos bytes: sim\.$/m);
  assert.match(said, /^ {2}login-de-ninguem: 1 sessões, 0 bytes$/m);
  assert.match(await balcao('rede', 'comandos', '--contrato', String(contrato.id)), /^QUANDO +CONTRATO +TIPO +NAS/);
  assert.equal(await balcao('rede', 'freeradius', 'atualizar').then((text) => /contratos na fila/.test(text)), true);
});

test('the user of FreeRADIUS is made with the line for its settings, and made again with another password', async () => {
  const nome = `fr_teste_${process.pid}`;
  after(() =>
    sql
      .raw(`drop owned by ${nome}; drop role ${nome}`)
      .execute(db)
      .catch(() => {}),
  );
  const senha = async () => {
    const said = await balcao('rede', 'freeradius', 'usuario', '--nome', nome);
    const [, found = ''] =
      new RegExp(`^BALCAO_RADIUS_BANCO="host=\\S+ port=\\d+ dbname=\\S+ user=${nome}"\nPGPASSWORD="(\\S+)"$`, 'm').exec(
        said,
      ) ?? [];
    assert.ok(found, said);
    return found;
  };
  assert.notEqual(await senha(), await senha());
});

test('what cannot be understood is refused with a sentence', async () => {
  await refusesAll(rede, {
    '': 'Use: balcao rede nas | freeradius | quem | cgnat | comandos | conferir.',
    nas: 'Use: balcao rede nas criar | listar | remover.',
    'nas criar': 'Falta --ip.',
    'nas criar --ip 10.0.0.1 --nome a --fabricante b --ao-mudar nada':
      '--ao-mudar deve ser desconectar ou coa; está «nada».',
    'nas criar --ip 10.0.0.1 --nome a --fabricante b --intervalo 5': /^--intervalo deve ser um número inteiro de 60/,
    'quem --ip 10.0.0.1': 'Falta --quando.',
    'quem --ip 10.0.0.1 --quando 2026-01-31T14:00:00': /^--quando deve ser um instante com o fuso/,
    'quem --ip 10.0.0.1 --quando 2026-02-30T14:00:00Z': /^--quando deve ser um instante/,
    'quem --ip 10.0.0.1 --quando 2026-01-31T14:00:00Z --porta 70000': /^--porta deve ser/,
    'cgnat importar': 'Falta o arquivo.',
    'freeradius usuario': 'Falta --nome.',
    'freeradius usuario --nome X': '--nome deve ter letras minúsculas, dígitos e _.',
    'comandos --contrato x': /^--contrato deve ser/,
    'conferir --limite 0': /^--limite deve ser/,
  });
});
