import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { agendarEmail, agendarSms, enviarEmail } from '#modules/notificacoes/index.ts';
import { MailError } from '#platform/mail.ts';
import { inTransaction } from '#platform/transaction.ts';
import { mensagens } from '../../src/commands/mensagens.ts';
import { makeCliente } from '../support/makers.ts';
import { refusesAll, servedInstallation } from './support.ts';

const { balcao, refused, db } = await servedInstallation();
const origem = { origem: 'teste', operacao: 'teste' };
const telefone = { ddd: '31', numero: '999994444' };
const idDe = async (causa: string) =>
  (await db.selectFrom('mensagem').select('id').where('causa', '=', causa).executeTakeFirstOrThrow()).id;

/** A message that the server gave up before the test could look. */
async function falhada(causa: string, clienteId: number): Promise<number> {
  await inTransaction(db, origem, async (tx) => {
    await agendarEmail(tx, {
      clienteId,
      para: 'fulano.silva@exemplo.com.br',
      modelo: 'titularidade',
      valores: { nome: 'A' },
      causa,
      anexos: [{ tipo: 'fatura', id: 90 }],
    });
    await sql`update mensagem_fila set falhou_em = agora(), tentativas = 8
      where mensagem_id = (select id from mensagem where causa = ${causa})`.execute(tx);
    await sql`update mensagem set estado = 'FALHOU', tentativas = 8, erro = '550 no such user', encerrada_em = agora()
      where causa = ${causa}`.execute(tx);
  });
  return idDe(causa);
}

test('what consent held back is listed with the wish that did, by customer, state, channel and template', async () => {
  const { id: clienteId } = await makeCliente(db, { recebe_sms: false });
  const { id: outro } = await makeCliente(db);
  const aviso = (cliente: number) =>
    inTransaction(db, origem, (tx) =>
      agendarSms(tx, {
        clienteId: cliente,
        telefone,
        modelo: 'aviso-inadimplencia',
        valores: { nome: 'A', contratos: '1', valor: 'R$ 1,00', suspensaoParcial: '1', suspensao: '2', rescisao: '3' },
        causa: `aviso ${cliente}`,
      }),
    );
  await aviso(clienteId);
  await aviso(outro);
  const id = await idDe(`aviso ${clienteId}`);
  const held = await balcao('mensagens', 'listar', '--estado', 'dispensada');
  assert.match(
    held,
    new RegExp(
      `^${id} .* SMS +\\(31\\) \\*{5}4444 +${clienteId} +aviso-inadimplencia +DISPENSADA +0 +o cliente não recebe SMS$`,
      'm',
    ),
  );
  assert.equal(held.trim().split('\n').length, 2);
  const json = async (...args: string[]) =>
    (await balcao('mensagens', 'listar', '--json', ...args))
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { cliente_id: number }).cliente_id);
  assert.deepEqual(await json('--cliente', String(outro), '--canal', 'sms'), [outro]);
  assert.deepEqual(await json('--modelo', 'aviso-inadimplencia', '--limite', '1'), [outro]);
  assert.deepEqual(await json('--ate', '2020-01-01'), []);
  assert.deepEqual(await json('--de', '2020-01-01', '--ate', '2020-12-31'), []);
  const shown = await balcao('mensagens', 'mostrar', String(id));
  assert.match(shown, /^Situação: +DISPENSADA$/m);
  assert.match(shown, /^Dispensada: +o cliente não recebe SMS$/m);
  assert.ok(!(held + shown).includes('99999'), 'no whole number');
  assert.match(await refused('mensagens', 'reenviar', String(id)), /está DISPENSADA; só o que falhou/);
});

test('a failed one is shown with tries, reason and what is attached, and goes back into the queue', async () => {
  const { id: clienteId } = await makeCliente(db);
  const id = await falhada('falhada 1', clienteId);
  const shown = await balcao('mensagens', 'mostrar', String(id));
  assert.match(shown, /^Anexos: +fatura 90$/m);
  assert.match(shown, /^Motivo: +550 no such user$/m);
  assert.match(shown, /^Reenviável: +até /m);
  assert.match(shown, /8 +FALHOU +550 no such user$/m);
  assert.equal(
    await balcao('mensagens', 'reenviar', String(id)),
    '1 mensagem(ns) de volta na fila; o servidor (balcao servir) envia.\n',
  );
  // The server tries it at once: the invoice that is attached does not exist.
  let erro: string | null = null;
  for (let n = 0; n < 100 && !erro?.startsWith('o anexo não existe'); n++) {
    await setTimeout(50);
    ({ erro } = await db.selectFrom('mensagem').select('erro').where('id', '=', id).executeTakeFirstOrThrow());
  }
  assert.match(erro ?? '', /^o anexo não existe: fatura/);
  const trail = await balcao('auditoria', '--tabela', 'mensagem', '--registro', String(id), '--json');
  assert.match(trail, /"operacao":"mensagens\.reenviar"/);
});

test('of several none goes back when one cannot; what carried a secret was never kept', async () => {
  const { id: clienteId } = await makeCliente(db);
  const boa = await falhada('falhada 2', clienteId);
  const mail = { send: () => Promise.reject(new MailError('recusado')) };
  const secreta = { clienteId, modelo: 'senha.email', to: 'a@exemplo.com.br', subject: 's', text: 'senha: x' };
  await assert.rejects(enviarEmail({ db, mail }, secreta));
  const { id } = await db
    .selectFrom('mensagem')
    .select('id')
    .where('modelo', '=', 'senha.email')
    .executeTakeFirstOrThrow();
  assert.match(await refused('mensagens', 'reenviar', String(boa), String(id)), /O conteúdo da mensagem .* senha/);
  const { estado } = await db.selectFrom('mensagem').select('estado').where('id', '=', boa).executeTakeFirstOrThrow();
  assert.equal(estado, 'FALHOU');
  assert.match(await refused('mensagens', 'mostrar', '2000000000'), /Não existe a mensagem/);
});

test('what cannot be understood is refused with a sentence', async () => {
  await refusesAll(mensagens, {
    '': 'Use: balcao mensagens listar | mostrar | reenviar.',
    'listar --estado x': '--estado deve ser um de: pendente, enviada, falhou, dispensada; está «x».',
    'listar --canal fax': '--canal deve ser um de: email, sms; está «fax».',
    'listar --de 2026-02-30': '--de deve ser um dia, AAAA-MM-DD; está «2026-02-30».',
    'listar 1': 'Argumento a mais: «1».',
    mostrar: 'Falta o ID da mensagem.',
    'mostrar x': /^o ID da mensagem deve ser um número inteiro/,
    reenviar: 'Falta o ID da mensagem.',
    'reenviar 1 x': /^o ID da mensagem deve ser um número inteiro/,
  });
});
