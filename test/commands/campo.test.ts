import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { caixa } from '../../src/commands/caixa.ts';
import { equipamento } from '../../src/commands/equipamento.ts';
import { sva } from '../../src/commands/sva.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { insert, makeCaixa, makeLoja } from '../support/vendas.ts';
import { refusesAll, servedInstallation } from './support.ts';

const { balcao, refused, db } = await servedInstallation();
const novoContrato = async () => (await makeContrato(db, (await makeCliente(db)).id)).id;

test('an output is shown, changed with its justification and told of in its history', async () => {
  const { caixa: caixaId, saidas } = await makeCaixa(db, await makeLoja(db), 2);
  const contrato = await novoContrato();
  await sql`update saida_caixa set status = 'OCUPADA', contrato_id = ${contrato} where id = ${saidas[0]}`.execute(db);
  const justificativa = await insert(db, 'justificativa_caixa', { descricao: 'NAO CONECTA', tipo: 'MANUTENCAO' });
  assert.match(await balcao('caixa', 'justificativas'), new RegExp(`^${justificativa} +MANUTENCAO +NAO CONECTA$`, 'm'));
  const trocar = [
    'caixa',
    'trocar',
    '--contrato',
    String(contrato),
    '--caixa',
    String(caixaId),
    '--saida',
    String(saidas[1]),
  ];
  assert.match(await refused(...trocar, '--justificativa', '2000000000'), /^Não existe a justificativa/);
  assert.equal(
    await balcao(...trocar, '--justificativa', String(justificativa)),
    `O contrato ${contrato} está na saída ${saidas[1]} da caixa ${caixaId}.\n`,
  );
  const shown = await balcao('caixa', 'mostrar', '--caixa', String(caixaId));
  assert.match(shown, new RegExp(`^${saidas[0]} +.* DEFEITO$`, 'm'));
  assert.match(shown, new RegExp(`^${saidas[1]} +.* OCUPADA +${contrato}$`, 'm'));
  assert.match(await balcao('caixa', 'historico', '--contrato', String(contrato)), /NAO CONECTA +caixa\.trocar$/m);
  assert.match(await refused('caixa', 'livre', '--saida', String(saidas[1])), /é do contrato/);
  assert.equal(await balcao('caixa', 'livre', '--saida', String(saidas[0])), `A saída ${saidas[0]} está LIVRE.\n`);
});

test('equipment is installed with its MAC, listed, and taken back into stock', async () => {
  const contrato = await novoContrato();
  const serial = `ZTEG-${process.pid}`;
  const instalar = ['equipamento', 'instalar', serial, '--fabricante', 'zte', '--contrato'];
  assert.equal(
    await balcao(...instalar, String(contrato), '--mac', '000c.43c2.8f8f'),
    `O equipamento ${serial} está no contrato ${contrato}.\n`,
  );
  assert.match(
    await balcao('equipamento', 'listar', '--contrato', String(contrato)),
    new RegExp(`^\\d+ +${serial} +ZTE +${contrato} +INSTALADO +00:0C:43:C2:8F:8F$`, 'm'),
  );
  assert.match(await refused(...instalar, String(await novoContrato())), /está em outro contrato\. Recolha-o antes\.$/);
  assert.equal(await balcao('equipamento', 'recolher', serial), `O equipamento ${serial} está no estoque.\n`);
  assert.match(
    await balcao('auditoria', '--tabela', 'equipamento', '--json'),
    /"operacao":"equipamento\.recolher"[\s\S]*"operacao":"equipamento\.instalar"/,
  );
});

test('provisioning is carried out by the server, and what came of it is shown', async () => {
  const contrato = String(await novoContrato());
  const said = await balcao(
    'equipamento',
    'provisionar',
    `HWTC-${process.pid}`,
    '--fabricante',
    'huawei',
    '--contrato',
    contrato,
  );
  const [, comando = ''] = /^Comando (\d+) na fila/.exec(said) ?? [];
  let shown = '';
  // No bridge is set: the server says so.
  for (let n = 0; n < 20 && !shown.includes('FALHOU'); n++)
    shown = await balcao('equipamento', 'comandos', '--contrato', contrato);
  assert.match(
    shown,
    new RegExp(`^${comando} .* HWTC-${process.pid} +${contrato} +PROVISIONAR +FALHOU +sem_configuracao +1$`, 'm'),
  );
});

test('a product is taken once with the authorisation on record, and ended', async () => {
  const contrato = String(await novoContrato());
  const produto = String(await insert(db, 'sva_produto', { descricao: 'CANAIS' }));
  const escolha = ['--contrato', contrato, '--produto', produto];
  assert.match(await refused('sva', 'contratar', ...escolha), /^Falta --autorizacao\.$/);
  const contratar = ['sva', 'contratar', ...escolha, '--autorizacao', 'gravação 77'];
  assert.equal(await balcao(...contratar), `O contrato ${contrato} tem o produto ${produto}.\n`);
  assert.equal(await refused(...contratar), `O contrato ${contrato} já tem o produto ${produto}.`);
  assert.equal(
    await balcao('sva', 'encerrar', ...escolha),
    `O contrato ${contrato} não tem mais o produto ${produto}.\n`,
  );
  const made = await balcao('sva', 'usuario', 'playhub');
  const [, senha = ''] = /^Usuário playhub do PlayHub, senha (\S+)\nGuarde a senha/.exec(made) ?? [];
  assert.ok(senha);
  assert.ok(!(await balcao('auditoria', '--json')).includes(senha));
});

test('what cannot be understood is refused with a sentence', async () => {
  await refusesAll(caixa, {
    '': 'Use: balcao caixa mostrar | trocar | livre | defeito | ocupada | historico | justificativas.',
    'mostrar 1 --caixa 1': 'Argumento a mais: «1».',
    'livre 1 --saida 1': 'Argumento a mais: «1».',
    'justificativas 1': 'Argumento a mais: «1».',
    mostrar: 'Falta --caixa.',
    'trocar --contrato x': /^--contrato deve ser um número inteiro/,
    'mostrar --caixa 1 --nada': 'A opção --nada não existe ou está sem valor.',
  });
  await refusesAll(equipamento, {
    'instalar X --fabricante ninguem --contrato 1': 'O fabricante deve ser um de: ZTE, NOKIA, HUAWEI, FIBERHOME.',
    'instalar X --fabricante ZTE --contrato 1 --mac 00:0C': '--mac deve ter 12 dígitos hexadecimais; está «00:0C».',
    'instalar --fabricante ZTE': 'Falta o número de série.',
    'wifi ZTE --nome a!': /^--nome: até 8 parâmetros/,
  });
  await refusesAll(sva, {
    'encerrar --contrato 1': 'Falta --produto.',
    usuario: 'Falta o login do usuário.',
    'produtos 1': 'Argumento a mais: «1».',
  });
});
