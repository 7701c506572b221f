import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { centavos } from '#kernel/money.ts';
import {
  cancelarNota,
  type EmissorNfcom,
  emitirNotas,
  enviarNfcom,
  lerConfiguracaoFiscal,
  semEmissor,
  xmlDaNota,
} from '#modules/fiscal/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { makeIntegrador, testApp } from '../support/app.ts';
import { lerPdf } from '../support/leitores.ts';
import { arquivo, COMPETENCIA, makeEmitente, makeFaturaComNota, ORIGEM } from './makers.ts';

const { app, db, clock } = await testApp();
const { authorization } = await makeIntegrador(db);

const emitir = (empresaId: number, simular = false) =>
  emitirNotas(db, { empresaId, competencia: COMPETENCIA, simular }, ORIGEM, clock);
const notasDe = (empresaId: number) =>
  db.selectFrom('nota_fiscal').selectAll().where('empresa_id', '=', empresaId).orderBy('numero').execute();
const post = (url: string, payload: object, headers = { authorization }) =>
  app.inject({ method: 'POST', url, headers, payload });

/** Authorises, refuses or fails, and remembers what it was asked. */
function emissor(resposta: Awaited<ReturnType<EmissorNfcom['enviar']>>) {
  const pedidos: string[] = [];
  const responder = async ({ chave }: { chave: string }) => {
    pedidos.push(chave);
    return resposta;
  };
  return { pedidos, simulado: false, enviar: responder, cancelar: responder };
}

test('a month gets its notes once, numbered without a gap, by two issuers at once', async () => {
  const empresa = await makeEmitente(db, 22);
  for (let n = 0; n < 5; n++) await makeFaturaComNota(db, empresa);
  const feitas = await Promise.all([emitir(empresa), emitir(empresa)]);
  assert.equal(feitas[0].notas + feitas[1].notas, 5);
  assert.deepEqual(
    (await notasDe(empresa)).map(({ numero, valor }) => [numero, valor]),
    [1, 2, 3, 4, 5].map((numero) => [numero, 10_000]),
  );
  assert.equal((await emitir(empresa)).notas, 0);
});

test('a simulation writes nothing', async () => {
  const empresa = await makeEmitente(db, 22);
  await makeFaturaComNota(db, empresa);
  assert.deepEqual(await emitir(empresa, true), { notas: 1, valor: 10_000, icms: 1_800, semItens: 0, recusadas: [] });
  assert.deepEqual(await notasDe(empresa), []);
});

test('an invoice that a note cannot be made for is named with the reason; the others get theirs', async () => {
  const empresa = await makeEmitente(db, 22);
  const semRegra = await makeFaturaComNota(db, empresa, [{ tipo: 'CHAMADAS', valor: centavos(100) }]);
  await db
    .updateTable('tecnologia')
    .set({ tipo: 'TELEFONIA' })
    .where('id', '=', (eb) =>
      eb.selectFrom('plano').select('tecnologia_id').where('id', '=', semRegra.contrato.plano_id),
    )
    .execute();
  const semEndereco = await makeFaturaComNota(db, empresa);
  await db.deleteFrom('cliente_endereco').where('cliente_id', '=', semEndereco.cliente.id).execute();
  await makeFaturaComNota(db, empresa);
  const semNota = await makeFaturaComNota(db, empresa);
  await db.updateTable('cliente').set({ emite_nota_fiscal: false }).where('id', '=', semNota.cliente.id).execute();
  const feito = await emitir(empresa);
  assert.equal(feito.notas, 1);
  assert.deepEqual(feito.recusadas, [
    { faturaId: semRegra.fatura.id, motivo: 'falta regra fiscal para CHAMADAS de TELEFONIA' },
    { faturaId: semEndereco.fatura.id, motivo: 'o cliente não tem endereço' },
  ]);
});

test('models 21 and 22 end with the obligation of the NFCom', async () => {
  const empresa = await makeEmitente(db, 22);
  await db
    .updateTable('modelo_nota_fiscal')
    .set({ vigente_ate: day('2026-07-31') })
    .where('id', 'in', (eb) => eb.selectFrom('emitente_fiscal').select('modelo_id').where('empresa_id', '=', empresa))
    .execute();
  await assert.rejects(emitir(empresa), (e) => e instanceof DomainError && e.code === 'fiscal.modelo_encerrado');
});

test('the XML of a NFCom follows the layout, and says what the invoice says', async () => {
  const empresa = await makeEmitente(db, 62);
  await makeFaturaComNota(db, empresa, [
    { tipo: 'MENSALIDADE', valor: centavos(9_990), inicio: day('2026-10-11'), fim: day('2026-11-10') },
    { tipo: 'PROMOCAO', valor: centavos(-990) },
    { tipo: 'SERVICO', valor: centavos(4_000) },
    { tipo: 'MULTA', valor: centavos(200) },
  ]);
  await emitir(empresa);
  const [nota] = await notasDe(empresa);
  assert.equal(nota?.valor, 13_000);
  const xml = await xmlDaNota(db, nota?.id ?? 0);
  const file = join(mkdtempSync(join(tmpdir(), 'nfcom-')), 'nota.xml');
  writeFileSync(file, xml);
  execFileSync('xmllint', ['--noout', '--schema', join(import.meta.dirname, 'nfcom.xsd'), file], { stdio: 'pipe' });
  for (const part of [
    '<vNF>130.00</vNF>',
    '<vICMS>16.20</vICMS>',
    '<vProd>90.00</vProd>',
    '<indSemCST>1</indSemCST>',
    'José &amp; Filhos',
  ])
    assert.equal(xml.includes(part), part !== 'José &amp; Filhos', `${part}: homologation hides the name`);
});

test('without a certificate a NFCom waits, and its paper says that it is worth nothing yet', async () => {
  const empresa = await makeEmitente(db, 62);
  const { cliente } = await makeFaturaComNota(db, empresa);
  await emitir(empresa);
  assert.equal(await enviarNfcom(db, semEmissor), 0);
  const [nota] = await notasDe(empresa);
  const { situacao } = await db
    .selectFrom('nfcom')
    .selectAll()
    .where('nota_fiscal_id', '=', nota?.id ?? 0)
    .executeTakeFirstOrThrow();
  assert.equal(situacao, 'A_ENVIAR');
  const pdf = await post(`/ws/financeiro/notasfiscais/${nota?.id}`, cliente.acesso);
  assert.equal(pdf.headers['content-type'], 'application/pdf');
  const { pages, codes } = await lerPdf(pdf.rawPayload);
  assert.match(pages[0] ?? '', /AINDA NÃO AUTORIZADA/);
  const [, consulta = ''] = /<qrCodNFCom>(.*)<\/qrCodNFCom>/.exec(await xmlDaNota(db, nota?.id ?? 0)) ?? [];
  assert.deepEqual(codes, [`QR-Code:${consulta.replace('&amp;', '&')}`]);
});

test('each NFCom is sent once, by two at once as well; a refused one leaves its invoice free for another', async () => {
  await enviarNfcom(db, emissor({ situacao: 'AUTORIZADA', protocolo: 'p' }));
  const empresa = await makeEmitente(db, 62);
  await makeFaturaComNota(db, empresa);
  await makeFaturaComNota(db, empresa);
  await emitir(empresa);
  const fisco = emissor({ situacao: 'REJEITADA', motivo: 'CNPJ do destinatário inválido' });
  await Promise.all([enviarNfcom(db, fisco), enviarNfcom(db, fisco)]);
  assert.equal(new Set(fisco.pedidos).size, 2);
  assert.equal(fisco.pedidos.length, 2);
  assert.deepEqual(
    (await notasDe(empresa)).map(({ situacao }) => situacao),
    ['R', 'R'],
  );
  assert.equal((await emitir(empresa)).notas, 2);
  assert.deepEqual(
    (await notasDe(empresa)).map(({ numero, situacao }) => [numero, situacao]),
    [
      [1, 'R'],
      [2, 'R'],
      [3, 'N'],
      [4, 'N'],
    ],
  );
  await enviarNfcom(db, emissor({ situacao: 'AUTORIZADA', protocolo: '131' }));
  assert.equal(await enviarNfcom(db, fisco), 0);
});

test('a note is cancelled with its reason, in time, and its invoice gets another', async () => {
  const empresa = await makeEmitente(db, 62);
  await makeFaturaComNota(db, empresa);
  await emitir(empresa);
  const fisco = emissor({ situacao: 'AUTORIZADA', protocolo: '131' });
  await enviarNfcom(db, fisco);
  const [nota] = await notasDe(empresa);
  const id = nota?.id ?? 0;
  const cancelar = (hoje: string, by: EmissorNfcom = fisco) =>
    inTransaction(db, ORIGEM, (tx) => cancelarNota(tx, by, { id, motivo: 'engano', hoje: day(hoje) }));
  const code = (expected: string) => (e: unknown) => e instanceof DomainError && e.code === expected;
  await assert.rejects(cancelar('2030-01-01'), code('nota_fiscal.prazo'));
  const recusa = emissor({ situacao: 'REJEITADA', motivo: 'prazo' });
  await assert.rejects(cancelar(clock.today(), recusa), code('nota_fiscal.recusada'));
  await cancelar(clock.today());
  await assert.rejects(cancelar(clock.today()), code('nota_fiscal.cancelada'));
  assert.equal((await emitir(empresa)).notas, 1);
});

test('a customer lists notes by the day of issue, both ends counted, and nobody else reads them', async () => {
  const empresa = await makeEmitente(db, 22);
  const { cliente } = await makeFaturaComNota(db, empresa);
  const other = await makeFaturaComNota(db, empresa);
  await emitir(empresa);
  const { id } = await db
    .selectFrom('nota_fiscal')
    .select('id')
    .where('cliente_id', '=', cliente.id)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('nota_fiscal')
    .set({ emitida_em: new Date('2026-11-30T23:59:59-03:00') })
    .where('id', '=', id)
    .execute();
  const list = (de: string, ate: string, acesso = cliente.acesso) =>
    post(`/ws/financeiro/notasfiscais/cliente/${cliente.id}?dataInicio=${de}&dataFim=${ate}`, acesso);
  const ids = async (de: string, ate: string) => ((await list(de, ate)).json() as { id: number }[]).map((n) => n.id);
  assert.deepEqual(await ids('30-11-2026', '30-11-2026'), [id]);
  assert.deepEqual(await ids('01-12-2026', '31-12-2026'), []);
  assert.deepEqual(await ids('01-11-2026', '29-11-2026'), []);
  assert.equal((await list('30-11-2026', '01-11-2026')).statusCode, 400);
  assert.equal((await list('2026-11-30', '01-12-2026')).statusCode, 400);
  for (const refused of [
    await list('30-11-2026', '30-11-2026', other.cliente.acesso),
    await post(`/ws/financeiro/notasfiscais/${id}`, other.cliente.acesso),
    await post('/ws/financeiro/notasfiscais/999999', cliente.acesso),
  ]) {
    assert.equal(refused.statusCode, 401);
    assert.deepEqual(refused.json(), { error: 'Nao foi possivel encontrar um cliente com esses dados de acesso' });
  }
  const pdf = await post(`/ws/financeiro/notasfiscais/${id}`, cliente.acesso);
  assert.match(
    (await lerPdf(pdf.rawPayload)).pages[0] ?? '',
    /NOTA FISCAL DE SERVIÇO DE TELECOMUNICAÇÕES[\s\S]*R\$ 100,00[\s\S]*R\$ 18,00/,
  );
});

for (const [name, change, problem] of [
  ['a wrong CNPJ', (text: string) => text.replace(/cnpj: "\d+"/, 'cnpj: "11222333000100"'), /cnpj/],
  ['a rate on an exempt rule', (text: string) => text.replace('"00", icms', '"40", icms'), /regras\/0\/icms/],
  ['a day that does not exist', (text: string) => text.replace('2026-01-01', '2026-02-30'), /regras\/0\/desde/],
  ['an unknown key', (text: string) => `${text}\nextra: 1`, /./],
  ['no YAML', () => '{', /./],
] as const) {
  test(`${name} in the issuer's file is refused, with its place`, () => {
    assert.throws(
      () => lerConfiguracaoFiscal(change(arquivo(1, 22))),
      (e) => e instanceof DomainError && problem.test(String(e.facts['problemas'])),
    );
  });
}

test('a note of many items has them all, on further pages, and its totals once', async () => {
  const empresa = await makeEmitente(db, 22);
  const { cliente } = await makeFaturaComNota(db, empresa);
  await emitir(empresa);
  const [nota] = await notasDe(empresa);
  const id = nota?.id ?? 0;
  const itens = Array.from({ length: 150 }, (_, n) => ({
    nota_fiscal_id: id,
    ordem: n + 2,
    descricao: `ITEM ${n}.`,
    valor: centavos(100),
  }));
  await db.insertInto('nota_fiscal_item').values(itens).execute();
  const { pages } = await lerPdf((await post(`/ws/financeiro/notasfiscais/${id}`, cliente.acesso)).rawPayload);
  assert.ok(pages.length > 1);
  const text = pages.join('\n');
  for (const { descricao } of itens) assert.ok(text.includes(descricao), descricao);
  assert.equal(text.split('Valor total da nota').length, 2);
});
