import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lerRetorno } from '../../src/modules/recebimento/cnab/retorno-ler.ts';
import {
  BANCO_DO_BRASIL,
  BANCO_DO_BRASIL_VALORES,
  CAIXA,
  CAIXA_RECUSA,
  SANTANDER,
  SANTANDER_PIX,
} from './publicados.ts';

const resumo = (conteudo: string) =>
  lerRetorno(conteudo).entradas.map(({ linha, movimento, nossoNumero, dinheiro, titulo, problema }) => ({
    linha,
    movimento,
    nossoNumero,
    pago: dinheiro?.pago,
    dia: dinheiro?.dia,
    creditoEm: dinheiro?.creditoEm,
    tarifa: titulo?.tarifa,
    problema,
  }));

test('the Banco do Brasil file of laravel-boleto reads by the columns of its reader: five payments', () => {
  const { header, entradas } = lerRetorno(BANCO_DO_BRASIL);
  assert.equal(header['convenio'], '003294860');
  assert.equal(entradas[0]?.lote['convenio'], '003294860');
  const comum = { movimento: '06', dia: '2011-03-21', creditoEm: '2011-03-23', tarifa: 500, problema: null };
  assert.deepEqual(resumo(BANCO_DO_BRASIL), [
    { linha: 3, nossoNumero: '32948600000000196', pago: 4000, ...comum },
    { linha: 5, nossoNumero: '32948600000000236', pago: 3000, ...comum },
    { linha: 7, nossoNumero: '32948600000000244', pago: 1500, ...comum },
    { linha: 9, nossoNumero: '32948600000000249', pago: 1500, ...comum },
    { linha: 11, nossoNumero: '32948600000005048', pago: 2880, ...comum },
  ]);
  assert.equal(entradas[0]?.dinheiro?.creditado, 3500);
  assert.equal(entradas[0]?.titulo?.recebedor, '237009880');
});

test('the values of brcobranca’s Banco do Brasil entry stand in the columns that its spec expects', () => {
  const [entrada] = lerRetorno(BANCO_DO_BRASIL_VALORES).entradas;
  assert.deepEqual(
    { ...entrada?.dinheiro, lote: undefined, sequencia: undefined, movimento: undefined },
    {
      lote: undefined,
      sequencia: undefined,
      movimento: undefined,
      encargos: 9,
      desconto: 1,
      abatimento: 2,
      iof: 3,
      pago: 34400,
      creditado: 34297,
      outrasDespesas: 4,
      outrosCreditos: 5,
      dia: '2011-12-29',
      creditoEm: '2012-01-02',
    },
  );
  assert.equal(entrada?.titulo?.tarifa, 103);
});

test('the Santander files of laravel-boleto read by the columns of its reader, with the record of Pix passed over', () => {
  const entrada = { linha: 3, nossoNumero: '0000000001040', pago: 1100, tarifa: 324, problema: null };
  const dias = { dia: '2014-06-04', creditoEm: '2014-06-05' };
  assert.deepEqual(resumo(SANTANDER), [{ movimento: '17', ...entrada, ...dias }]);
  assert.deepEqual(resumo(SANTANDER_PIX), [{ movimento: '06', ...entrada, ...dias }]);
  assert.equal(lerRetorno(SANTANDER).header['convenio'], '001111111');
});

test('the Caixa file of OpenCnabPHP: numbers with their modality, discounts, the day and the fee', () => {
  const comum = { movimento: '06', dia: '2014-01-06', creditoEm: '2014-01-07', problema: null };
  assert.deepEqual(resumo(CAIXA), [
    { linha: 3, nossoNumero: '240000000000000019', pago: 8000, tarifa: 125, ...comum },
    { linha: 5, nossoNumero: '240000000000000046', pago: 7000, tarifa: 125, ...comum },
    { linha: 7, nossoNumero: '240000000000000097', pago: 7000, tarifa: 270, ...comum },
  ]);
  const { entradas } = lerRetorno(CAIXA);
  assert.equal(entradas[1]?.dinheiro?.desconto, 1000);
  assert.equal(entradas[0]?.lote['convenioCurto'], '043210');
});

test('Caixa’s refusal of a remittance is an entry that says so', () => {
  assert.deepEqual(
    lerRetorno(CAIXA_RECUSA).entradas.map(({ linha, problema }) => ({ linha, problema })),
    [{ linha: 3, problema: { tipo: 'aviso', texto: '000001 10.0VL    CEDENTE NAO CADASTRADO' } }],
  );
});

test('CRLF, LF, blank lines and a Ctrl-Z behind the trailer make no difference', () => {
  const expected = resumo(SANTANDER).map((entry) => ({ ...entry, linha: 0 }));
  const ways = [
    SANTANDER.replaceAll('\n', '\r\n'),
    SANTANDER.replaceAll('\n', '\n\n'),
    `${SANTANDER}\x1a`,
    `\n${SANTANDER}`,
  ];
  for (const way of ways)
    assert.deepEqual(
      resumo(way).map((entry) => ({ ...entry, linha: 0 })),
      expected,
    );
});

test('a file that broke off is refused wherever it did', () => {
  const lines = BANCO_DO_BRASIL.trimEnd().split('\n');
  for (let kept = 1; kept < lines.length; kept++) {
    const cut = lines.slice(0, kept).join('\n');
    assert.throws(() => lerRetorno(cut), { code: 'retorno.cortado' }, `after ${kept} lines`);
  }
  const gap = [...lines.slice(0, 4), ...lines.slice(6)].join('\n');
  assert.throws(() => lerRetorno(gap), { code: 'retorno.cortado', facts: { linhas: 12, registros: 14 } });
  assert.throws(() => lerRetorno(BANCO_DO_BRASIL.slice(0, -10)), { code: 'retorno.cortado' });
});

test('what is no return file is refused by name', () => {
  assert.throws(() => lerRetorno(''), { code: 'retorno.vazio' });
  assert.throws(() => lerRetorno('\n \n'), { code: 'retorno.vazio' });
  assert.throws(() => lerRetorno('cep;logradouro\n1;2\n'), { code: 'retorno.nao_e_retorno' });
  const remessa = BANCO_DO_BRASIL.split('\n');
  remessa[0] = `${remessa[0]?.slice(0, 142)}1${remessa[0]?.slice(143)}`;
  assert.throws(() => lerRetorno(remessa.join('\n')), { code: 'retorno.nao_e_retorno' });
  assert.throws(() => lerRetorno(SANTANDER.replaceAll(/^033/gm, '999')), {
    code: 'retorno.banco',
    facts: { banco: '999' },
  });
  assert.throws(() => lerRetorno(SANTANDER.replace(/^0337031300001T.*$/m, (line) => line.padEnd(241, '9'))), {
    code: 'retorno.largura',
    facts: { linha: 3 },
  });
});

test('a line that cannot be read is an entry with its number; the others are read', () => {
  const lines = BANCO_DO_BRASIL.split('\n');
  const change = (n: number, how: (line: string) => string) => lines.map((line, i) => (i === n - 1 ? how(line) : line));
  const problems = (changed: string[]) =>
    lerRetorno(changed.join('\n')).entradas.flatMap(({ linha, problema }) => (problema ? [[linha, problema]] : []));
  const over = (at: number, text: string) => (line: string) =>
    line.slice(0, at - 1) + text + line.slice(at - 1 + text.length);
  assert.deepEqual(problems(change(4, over(78, 'x'))), [[3, { tipo: 'campo', campo: 'pago' }]]);
  assert.deepEqual(problems(change(4, over(138, '31022011'))), [[3, { tipo: 'campo', campo: 'dia' }]]);
  assert.deepEqual(problems(change(4, (line) => line.slice(0, 100))), [[3, { tipo: 'campo', campo: 'creditado' }]]);
  assert.deepEqual(problems(change(3, (line) => line.slice(0, 90))), [[3, { tipo: 'campo', campo: 'valor' }]]);
  assert.deepEqual(problems(change(4, over(14, 'Z'))), [
    [3, { tipo: 'sem_par' }],
    [4, { tipo: 'segmento' }],
  ]);
  assert.deepEqual(problems(change(3, over(8, '7'))), [
    [3, { tipo: 'registro' }],
    [4, { tipo: 'sem_par' }],
  ]);
  assert.deepEqual(problems(change(4, over(16, '09'))), [
    [3, { tipo: 'sem_par' }],
    [4, { tipo: 'sem_par' }],
  ]);
});
