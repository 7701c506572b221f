import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { convenios } from '#modules/cobranca/index.ts';
import { emitirFaturas } from '#modules/financeiro/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { convenio } from '../../src/commands/convenio.ts';
import { makeCliente } from '../support/makers.ts';
import { refusesAll, servedInstallation } from './support.ts';

const { balcao, refused, db } = await servedInstallation();

const { id: empresa } = await db
  .insertInto('empresa')
  .values({ nome: 'E', nome_fantasia: 'E' })
  .returning('id')
  .executeTakeFirstOrThrow();
const banco = await db
  .insertInto('banco')
  .values({ codigo: '001', nome: 'BB' })
  .returning('id')
  .executeTakeFirstOrThrow();
const { id: conta } = await db
  .insertInto('conta_financeira')
  .values({ descricao: 'CONTA', banco_id: banco.id })
  .returning('id')
  .executeTakeFirstOrThrow();
const { id: forma } = await db
  .insertInto('forma_cobranca')
  .values({ descricao: 'BOLETO', empresa_id: empresa })
  .returning('id')
  .executeTakeFirstOrThrow();

const criar = (...more: string[]) => [
  ...['convenio', 'criar', '--descricao', 'BB', '--banco', '001', '--empresa', String(empresa)],
  ...['--conta-financeira', String(conta), '--agencia', '1234', '--conta', '56789', '--carteira', '17'],
  ...more,
];

test('an agreement that the command line makes is on the next boleto, from its first number on', async () => {
  const printed = await balcao(
    ...criar('--beneficiario', '1234567', '--primeiro-numero', '500', '--formas', String(forma)),
    ...['--pix-chave', 'financeiro@exemplo.com.br', '--pix-modo', 'ESTATICO'],
  );
  const [, id = ''] = /^Convênio (\d+) criado, Banco do Brasil\.\n$/.exec(printed) ?? [];
  const { id: clienteId } = await makeCliente(db);
  const nova = {
    clienteId,
    empresaId: empresa,
    formaCobrancaId: forma,
    vencimento: day('2026-12-10'),
    competencia: null,
    origem: 'AVULSA' as const,
    contratos: [],
    linhas: [{ contratoId: null, tipo: 'AVULSA' as const, descricao: 'X', valor: centavos(1000) }],
  };
  const [fatura] = await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    emitirFaturas(tx, [nova], day('2026-12-01')),
  );
  assert.deepEqual([fatura?.boleto?.convenioId, fatura?.boleto?.numeroBoleto], [Number(id), '12345670000000500']);
  assert.match(await balcao('convenio', 'listar'), new RegExp(`${id} +001 +1234 .*ESTATICO +${forma} +1 +sim +BB`));

  assert.equal(await balcao('convenio', 'alterar', id, '--pix-modo', 'sem'), `Convênio ${id} alterado.\n`);
  assert.equal((await convenios(db)).get(forma)?.pixModo, null);
  assert.equal(await balcao('convenio', 'desativar', id), `Convênio ${id} desativado.\n`);
  assert.equal((await convenios(db)).has(forma), false);
});

test('what a bank does not take is refused before anything is written', async () => {
  const lines: readonly (readonly [readonly string[], RegExp])[] = [
    [criar('--beneficiario', '12345'), /^--beneficiario: no Banco do Brasil, deve ter 4, 6, 7 dígitos\.$/],
    [criar('--beneficiario', '1234567', '--carteira', '99'), /^--carteira: no Banco do Brasil, deve ser um de: 11/],
    [criar('--beneficiario', '1234567', '--empresa', '9999'), /^Não há empresa 9999\. Veja/],
    [criar('--beneficiario', '1234567', '--conta-financeira', '9999'), /^Não há conta financeira 9999\.$/],
    [criar('--beneficiario', '1234567', '--formas', '9999'), /^Não há forma de cobrança 9999\.$/],
    [criar('--beneficiario', '1234567', '--agencia-dv', '4'), /^--agencia-dv: pela regra do Banco do Brasil, é 3\./],
    [criar('--beneficiario', '1234567', '--conta-dv', '1'), /^--conta-dv: pela regra do Banco do Brasil, é 2\./],
    [
      criar('--beneficiario', '1234567', '--pix-modo', 'COBV', '--pix-chave', '31999994444'),
      /^--pix-chave: «31999994444»/,
    ],
    [['convenio', 'ativar', '9999'], /^Não há convênio 9999/],
  ];
  const count = async () => (await db.selectFrom('convenio').select('id').execute()).length;
  const before = await count();
  for (const [line, sentence] of lines) assert.match(await refused(...line), sentence);
  assert.equal(await count(), before);
});

test('what cannot be understood is refused with a sentence', async () => {
  await refusesAll(convenio, {
    'criar --banco 999': '--banco deve ser um de: 001, 033, 104, 237, 341, 748, 756.',
    'criar --banco 001': 'Falta --descricao.',
    'alterar 1': 'Informe --descricao, --pix-chave e --pix-modo, ou --formas.',
    'alterar 1 --pix-modo X': '--pix-modo deve ser ESTATICO, COBV ou sem; está «X».',
    'alterar 1 --pix-modo COBV': 'Falta --pix-chave.',
    alterar: 'Falta o id do convênio.',
  });
});
