import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cnab } from '../../src/commands/cnab.ts';
import { pix } from '../../src/commands/pix.ts';
import { arquivoDe, makeRecebimento } from '../recebimento/makers.ts';
import { dataFolder } from '../support/program.ts';
import { refusesAll, servedInstallation } from './support.ts';

test('what was not understood is said before anything is opened', () =>
  refusesAll(cnab, {
    '': 'Use: balcao cnab remessa | retorno | pendentes | aplicar | encerrar | reenviar.',
    remessa: 'Falta --convenio.',
    'remessa --convenio x': '--convenio deve ser um número inteiro de 1 a 2147483647; está «x».',
    'remessa --convenio 1 a': 'Argumento a mais: «a».',
    retorno: 'Use: balcao cnab retorno <arquivo> [<arquivo> …]',
    'aplicar 1': 'Falta --fatura.',
    'aplicar 1 --fatura 2 --valor x': '--valor deve ser um valor em reais; está «x».',
    'aplicar 1 --fatura 2 --dia 31/12/2026': '--dia deve ser AAAA-MM-DD; está «31/12/2026».',
    'encerrar 1': 'Falta --motivo.',
    reenviar: 'Use: balcao cnab reenviar <fatura> [<fatura> …]',
  }));

test('of Pix too', () =>
  refusesAll(pix, {
    '': 'Use: balcao pix conciliar | cobrar | pendentes | aplicar | devolver | devolucoes | webhook.',
    'conciliar --dias 0': '--dias deve ser um número inteiro de 1 a 90; está «0».',
    aplicar: 'Use: balcao pix aplicar <endToEndId> --fatura N',
    devolver: 'Use: balcao pix devolver <endToEndId> --motivo "…" [--valor 10,00]',
    'devolver E1': 'Falta --motivo.',
    'devolver E1 --motivo x --valor 0': '--valor deve ser um valor em reais; está «0».',
    'devolucoes 1': 'Argumento a mais: «1».',
    webhook: 'Configure BALCAO_PIX_URL, BALCAO_PIX_WEBHOOK_URL e BALCAO_PIX_WEBHOOK_SEGREDO.',
  }));

test('a remittance, its repetition, a return file, one that is cut, and an entry placed by hand', async () => {
  const t = await servedInstallation();
  const r = await makeRecebimento(t.db, '001');
  const hoje = new Date().toISOString().slice(0, 10);
  const [a, b] = [await r.faturaComBoleto(), await r.faturaComBoleto()];
  const pasta = dataFolder();
  const convenio = String(r.convenio.id);
  const feita = await t.balcao('cnab', 'remessa', '--convenio', convenio, '--saida', pasta);
  const nome = `CB001-${r.convenio.codigoBeneficiario}-000001.REM`;
  assert.equal(feita, `${join(pasta, nome)}: remessa 1, 2 registros e 0 baixas.\n`);
  const conteudo = readFileSync(join(pasta, nome), 'latin1');
  assert.equal(conteudo.length, 10 * 242);
  writeFileSync(join(pasta, nome), '');
  await t.balcao('cnab', 'remessa', '--convenio', convenio, '--saida', pasta, '--numero', '1');
  assert.equal(readFileSync(join(pasta, nome), 'latin1'), conteudo);
  assert.equal(
    await t.balcao('cnab', 'remessa', '--convenio', convenio),
    'Nada a remeter: nenhum boleto espera registro ou baixa.\n',
  );
  assert.equal(await t.refused('cnab', 'remessa', '--convenio', '987654'), 'Não existe o convênio 987654.');

  const arquivo = arquivoDe(r, [
    { nossoNumero: a.nossoNumero, movimento: '06', pago: 10000, dia: hoje },
    { nossoNumero: 55_555, movimento: '06', pago: 10000, dia: hoje },
  ]);
  const [bom, cortado] = [join(pasta, 'BOM.RET'), join(pasta, 'CORTADO.RET')];
  writeFileSync(bom, arquivo, 'latin1');
  writeFileSync(cortado, arquivo.slice(0, 1000), 'latin1');
  const lido = await t.balcao('cnab', 'retorno', bom);
  assert.match(
    lido,
    /BOM\.RET: 1 aplicados \(R\$ 100,00\), 0 repetidos, 0 informativos, 1 sem lugar\.\n {2}linha 5: liquidação: nosso número \d+ desconhecido \(R\$ 100,00\)\n$/,
  );
  assert.match(await t.balcao('cnab', 'retorno', bom), /já lido por inteiro, nada mudou\.\n$/);
  assert.match(
    await t.refused('cnab', 'retorno', cortado),
    /CORTADO\.RET: O arquivo está cortado: tem 5 linhas e nenhum trailer\. Nada foi lido\.$/,
  );
  const [, item = ''] = /^(\d+) +BOM\.RET/m.exec(await t.balcao('cnab', 'pendentes')) ?? [];
  assert.equal(
    await t.balcao('cnab', 'aplicar', item, '--fatura', String(b.id)),
    `Item ${item} aplicado à fatura ${b.id}: quitada.\n`,
  );
  assert.equal(await t.refused('cnab', 'aplicar', item, '--fatura', String(b.id)), `O item ${item} já tem lugar.`);
  assert.equal(await t.balcao('cnab', 'pendentes'), 'Nada sem lugar.\n');
  assert.equal(await t.balcao('pix', 'pendentes'), 'Nada sem lugar.\n');
  assert.match(await t.refused('pix', 'conciliar'), /^Não há banco configurado para o Pix/);
  assert.match(await t.refused('pix', 'devolver', 'E1', '--motivo', 'x'), /^Não há banco configurado para o Pix/);
  assert.equal(await t.balcao('pix', 'devolucoes'), 'Nenhuma devolução.\n');
});
