import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { mudarStatus, type StatusContrato } from '#modules/contratos/index.ts';
import { atualizarRede, executarComando, lerComandos, NasCaladoError } from '#modules/radius/index.ts';
import { sendRadiusWith } from '#platform/radius/client.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { makeInternauta, makeNas } from '../support/rede.ts';

const { db } = await testDatabase();
const enviar = sendRadiusWith([150, 150, 300]);

/** A NAS that answers as told and keeps what it was sent; it checks both authenticators by itself. */
async function nasDeMentira(
  ip: string,
  segredo: string,
  responder: (vez: number) => { code: number; causa?: number } | null,
) {
  const socket: Socket = createSocket('udp4');
  const recebidos: Buffer[] = [];
  socket.on('message', (packet, from) => {
    const zero = Buffer.concat([packet.subarray(0, 4), Buffer.alloc(16), packet.subarray(20)]);
    const authenticator = createHash('md5').update(zero).update(segredo).digest();
    assert.deepEqual(packet.subarray(4, 20), authenticator, 'Request Authenticator');
    const at = packet.length - 16;
    assert.deepEqual([packet[at - 2], packet[at - 1]], [80, 18], 'Message-Authenticator');
    const blank = Buffer.from(zero);
    blank.fill(0, at);
    assert.deepEqual(packet.subarray(at), createHmac('md5', segredo).update(blank).digest());
    recebidos.push(Buffer.from(packet));
    const resposta = responder(recebidos.length);
    if (!resposta) return;
    const causa =
      resposta.causa === undefined
        ? Buffer.alloc(0)
        : Buffer.from([101, 6, 0, 0, resposta.causa >> 8, resposta.causa & 255]);
    const answer = Buffer.concat([Buffer.alloc(4), packet.subarray(4, 20), causa]);
    answer.set([resposta.code, packet[1] ?? 0, 0, answer.length]);
    createHash('md5').update(answer).update(segredo).digest().copy(answer, 4);
    socket.send(answer, from.port, from.address);
  });
  await new Promise<void>((done) => socket.bind(0, ip, done));
  after(() => socket.close());
  return { recebidos, porta: socket.address().port };
}

const texto = (packet: Buffer | undefined, type: number): string | undefined => {
  for (let at = 20; packet && at < packet.length; at += packet[at + 1] ?? 255) {
    if (packet[at] === type) return packet.subarray(at + 2, at + (packet[at + 1] ?? 0)).toString();
  }
  return undefined;
};

async function conectado(ip: string) {
  const novo = await makeInternauta(db);
  await atualizarRede(db, { contratoId: novo.contrato.id });
  await sql`select radius.contabilizar('Start', ${`u${novo.contrato.id}`}, ${`s${novo.contrato.id}`}, ${novo.login}, ${ip}, '', '', '', '', '', '',
    '', '', '100.64.1.1', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '')`.execute(db);
  return novo;
}

async function mudar(contratoId: number, para: StatusContrato): Promise<void> {
  await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    mudarStatus(tx, { contratoId, para, motivo: 'TESTE' }),
  );
  await atualizarRede(db, { contratoId });
}

const ultimo = async (contratoId: number) => (await lerComandos(db, { contratoId, limite: 1 }))[0];

test('suspension ends the session by a Disconnect-Request that names it, once', async () => {
  const nas = await nasDeMentira('127.0.1.1', 'segredo-um-1', () => ({ code: 41 }));
  await makeNas(db, { ip: '127.0.1.1', segredo: 'segredo-um-1', coaPorta: nas.porta });
  const { contrato, login } = await conectado('127.0.1.1');
  const alheio = await conectado('127.0.1.1');
  await mudar(contrato.id, 'SUSPENSO');
  await atualizarRede(db, { contratoId: contrato.id });
  const comandos = await lerComandos(db, { contratoId: contrato.id, limite: 10 });
  assert.equal(comandos.length, 1, 'the job done twice gives one command');
  const comandoId = comandos[0]?.id ?? 0;
  await executarComando(db, enviar, { comandoId });
  await executarComando(db, enviar, { comandoId });
  assert.equal(nas.recebidos.length, 1);
  assert.equal(nas.recebidos[0]?.[0], 40);
  assert.equal(texto(nas.recebidos[0], 1), login);
  assert.equal(texto(nas.recebidos[0], 44), `s${contrato.id}`);
  assert.deepEqual([(await ultimo(contrato.id))?.situacao, (await ultimo(contrato.id))?.tentativas], ['FEITO', 1]);
  assert.equal(await ultimo(alheio.contrato.id), undefined);
});

test('where the NAS takes CoA the session goes on, with the attributes of its new group', async () => {
  const nas = await nasDeMentira('127.0.1.2', 'segredo-dois', () => ({ code: 44 }));
  await makeNas(db, { ip: '127.0.1.2', segredo: 'segredo-dois', coaPorta: nas.porta, aoMudar: 'COA' });
  const { contrato, login } = await conectado('127.0.1.2');
  await mudar(contrato.id, 'SUSPENSO');
  await executarComando(db, enviar, { comandoId: (await ultimo(contrato.id))?.id ?? 0 });
  assert.equal(nas.recebidos[0]?.[0], 43);
  const sent = nas.recebidos[0]?.toString('latin1') ?? '';
  assert.ok(sent.includes('bloqueados') && sent.includes('512k/512k'));
  const { rows } = await sql<{
    groupname: string;
  }>`select groupname from radius.radacct where username = ${login}`.execute(db);
  assert.equal(rows[0]?.groupname, 'bloqueado');
  await mudar(contrato.id, 'HABILITADO');
  await executarComando(db, enviar, { comandoId: (await ultimo(contrato.id))?.id ?? 0 });
  assert.ok(nas.recebidos[1]?.toString('latin1').includes('50000k/100000k'));
  await mudar(contrato.id, 'CANCELADO');
  assert.equal((await ultimo(contrato.id))?.tipo, 'DESCONECTAR', 'nothing is left to change it to');
});

test('a NAS that refuses CoA is asked to disconnect', async () => {
  const nas = await nasDeMentira('127.0.1.3', 'segredo-tres', (vez) =>
    vez === 1 ? { code: 45, causa: 405 } : { code: 41 },
  );
  await makeNas(db, { ip: '127.0.1.3', segredo: 'segredo-tres', coaPorta: nas.porta, aoMudar: 'COA' });
  const { contrato } = await conectado('127.0.1.3');
  await mudar(contrato.id, 'SUSPENSO');
  await executarComando(db, enviar, { comandoId: (await ultimo(contrato.id))?.id ?? 0 });
  await executarComando(db, enviar, { comandoId: (await ultimo(contrato.id))?.id ?? 0 });
  const situacoes = (await lerComandos(db, { contratoId: contrato.id, limite: 9 })).map(({ tipo, situacao, erro }) => [
    tipo,
    situacao,
    erro,
  ]);
  assert.deepEqual(situacoes, [
    ['DESCONECTAR', 'FEITO', null],
    ['COA', 'RECUSADO', 'Error-Cause 405'],
  ]);
});

test('a silent NAS is sent the same packet again, and the job is tried again later', async () => {
  let fala = false;
  const nas = await nasDeMentira('127.0.1.4', 'segredo-quatro', () => (fala ? { code: 41 } : null));
  await makeNas(db, { ip: '127.0.1.4', segredo: 'segredo-quatro', coaPorta: nas.porta });
  const { contrato } = await conectado('127.0.1.4');
  await mudar(contrato.id, 'SUSPENSO');
  const comandoId = (await ultimo(contrato.id))?.id ?? 0;
  await assert.rejects(executarComando(db, enviar, { comandoId }), NasCaladoError);
  assert.equal(nas.recebidos.length, 3);
  assert.deepEqual(nas.recebidos[0], nas.recebidos[2]);
  assert.deepEqual(
    [(await ultimo(contrato.id))?.situacao, (await ultimo(contrato.id))?.terminado_em],
    ['SEM_RESPOSTA', null],
  );
  fala = true;
  await executarComando(db, enviar, { comandoId });
  assert.deepEqual([(await ultimo(contrato.id))?.situacao, (await ultimo(contrato.id))?.tentativas], ['FEITO', 2]);
});

test('an answer made with another secret is none', async () => {
  const nas = await nasDeMentira('127.0.1.5', 'segredo-cinco', () => ({ code: 41 }));
  const answers = await sendRadiusWith([200])({ host: '127.0.1.5', port: nas.porta, secret: 'segredo-cinco' }, 40, []);
  assert.equal(answers?.code, 41);
  const outro = createSocket('udp4');
  outro.on('message', (packet, from) => {
    const answer = Buffer.from(packet.subarray(0, 20));
    answer[0] = 41;
    answer.writeUInt16BE(20, 2);
    outro.send(answer, from.port, from.address);
  });
  await new Promise<void>((done) => outro.bind(0, '127.0.1.5', done));
  after(() => outro.close());
  assert.equal(
    await sendRadiusWith([200])({ host: '127.0.1.5', port: outro.address().port, secret: 'x' }, 40, []),
    null,
  );
});

test('nothing is sent for a session that is over, that is right again, or of a NAS that is unknown', async () => {
  const nas = await nasDeMentira('127.0.1.6', 'segredo-seis', () => ({ code: 42, causa: 503 }));
  await makeNas(db, { ip: '127.0.1.6', segredo: 'segredo-seis', coaPorta: nas.porta });
  const acabou = await conectado('127.0.1.6');
  await mudar(acabou.contrato.id, 'SUSPENSO');
  await sql`select radius.contabilizar('Stop', ${`u${acabou.contrato.id}`}, 's', ${acabou.login}, '127.0.1.6', '', '', '9', '', '', '',
    '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '')`.execute(db);
  const voltou = await conectado('127.0.1.6');
  await mudar(voltou.contrato.id, 'SUSPENSO');
  await mudar(voltou.contrato.id, 'HABILITADO');
  const estranho = await conectado('127.0.1.7');
  await mudar(estranho.contrato.id, 'SUSPENSO');
  for (const { contrato } of [acabou, voltou, estranho]) {
    await executarComando(db, enviar, { comandoId: (await ultimo(contrato.id))?.id ?? 0 });
  }
  assert.equal(nas.recebidos.length, 0);
  assert.equal((await ultimo(acabou.contrato.id))?.situacao, 'DESNECESSARIO');
  assert.equal((await ultimo(voltou.contrato.id))?.situacao, 'DESNECESSARIO');
  assert.equal((await ultimo(estranho.contrato.id))?.situacao, 'SEM_NAS');
  const esquecida = await conectado('127.0.1.6');
  await mudar(esquecida.contrato.id, 'CANCELADO');
  await executarComando(db, enviar, { comandoId: (await ultimo(esquecida.contrato.id))?.id ?? 0 });
  assert.equal((await ultimo(esquecida.contrato.id))?.situacao, 'DESNECESSARIO', 'the NAS has forgotten it');
});
