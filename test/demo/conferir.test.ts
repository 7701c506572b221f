import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cnpjIsValid } from '#kernel/documents.ts';
import { hashSenha, listaDeEmpresas } from '#modules/acesso/index.ts';
import { faturar } from '#modules/faturamento/index.ts';
import { type Achado, conferir } from '#modules/financeiro/index.ts';
import { gerarRemessa } from '#modules/recebimento/index.ts';
import { loadDemo } from '../../src/demo/loader.ts';
import { testApp } from '../support/app.ts';

const { db, clock } = await testApp();
await loadDemo(db, clock, hashSenha);
const ORIGEM = { origem: 'teste', operacao: 'teste' };

async function confere(): Promise<{ faturas: number; trazidas: number }> {
  const achados: Achado[] = [];
  const { faturas, trazidas } = await conferir(db, (achado) => achados.push(achado));
  assert.deepEqual(achados, []);
  return { faturas, trazidas };
}

test('the books of the loaded demo are right to the cent, every invoice with its lines', async () => {
  assert.deepEqual(await confere(), { faturas: 30, trazidas: 0 });
});

test('they are so after its contracts were billed, and the boletos go to the bank', async () => {
  const { faturas } = await faturar(db, { hoje: clock.today() }, ORIGEM);
  assert.ok(faturas > 0);
  assert.equal((await confere()).faturas, 30 + faturas);

  const { remessa, registradas } = await gerarRemessa({ db, clock }, 1, ORIGEM);
  assert.ok(remessa && registradas > 0);
  assert.match(remessa.conteudo, /^033.{13}2011222333000181/);
  const beneficiaria = (await listaDeEmpresas(db)).find(({ cnpj }) => cnpj && cnpjIsValid(cnpj));
  assert.equal(beneficiaria?.nomeFantasia, 'EMPRESA A');
});
