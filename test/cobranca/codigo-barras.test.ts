import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, type Day, day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import {
  bancos,
  type Convenio,
  fatorDeVencimento,
  lerLinha,
  linhaDigitavel,
  linhaFormatada,
  montarBoleto,
} from '#modules/cobranca/index.ts';
import { convenioDe } from './makers.ts';

test('the due-date factor restarts at 1000 on 22/02/2025, and again 9,000 days later', () => {
  for (const [vencimento, fator] of [
    ['2000-07-03', 1000],
    ['2017-05-10', 7155],
    ['2025-02-21', 9999],
    ['2025-02-22', 1000],
    ['2025-02-23', 1001],
    ['2026-12-10', 1656],
    ['2029-05-20', 2548],
    ['2049-10-13', 9999],
    ['2049-10-14', 1000],
  ] as const) {
    assert.equal(fatorDeVencimento(day(vencimento)), fator, vencimento);
  }
});

const algum: fc.Arbitrary<{ convenio: Convenio; nossoNumero: number; valor: number; dias: number }> = fc.record({
  convenio: fc.constantFrom(
    convenioDe({ banco: '001', carteira: '17', codigoBeneficiario: '1234567' }),
    convenioDe({ banco: '001', carteira: '18', codigoBeneficiario: '123456', conta: '403005' }),
    convenioDe({ banco: '033', carteira: '101' }),
    convenioDe({ banco: '104', carteira: '14', codigoBeneficiario: '123456' }),
    convenioDe({ banco: '237', carteira: '09' }),
    convenioDe({ banco: '341', carteira: '109' }),
    convenioDe({ banco: '748', variacao: '05' }),
    convenioDe({ banco: '756', variacao: '01' }),
  ),
  nossoNumero: fc.integer({ min: 1, max: 99_999 }),
  valor: fc.integer({ min: 0, max: 9_999_999_999 }),
  dias: fc.integer({ min: 0, max: 4000 }),
});

const HOJE = day('2026-11-25');
const boletoDe = ({
  convenio,
  nossoNumero,
  valor,
  dias,
}: {
  convenio: Convenio;
  nossoNumero: number;
  valor: number;
  dias: number;
}) => {
  const vencimento: Day = addDays(HOJE, dias - 2000);
  return { vencimento, ...montarBoleto(convenio, { nossoNumero, valor: centavos(valor), vencimento }) };
};

test('a digit line says the bank, the value and the due date of its boleto, with or without punctuation', () => {
  fc.assert(
    fc.property(algum, (dado) => {
      const { codigoBarras, vencimento } = boletoDe(dado);
      const linha = linhaDigitavel(codigoBarras);
      for (const texto of [linha, linhaFormatada(linha), codigoBarras]) {
        assert.deepEqual(lerLinha(texto, HOJE), {
          codigoBarras,
          banco: dado.convenio.banco,
          valor: dado.valor,
          vencimento,
          campoLivre: codigoBarras.slice(19),
        });
      }
    }),
  );
});

test('any one wrong digit of a digit line is refused, by the field it stands in', () => {
  fc.assert(
    fc.property(algum, fc.integer({ min: 0, max: 46 }), fc.integer({ min: 1, max: 9 }), (dado, place, more) => {
      const linha = linhaDigitavel(boletoDe(dado).codigoBarras);
      const wrong = linha.slice(0, place) + ((Number(linha[place]) + more) % 10) + linha.slice(place + 1);
      const campo = place < 10 ? 1 : place < 21 ? 2 : place < 32 ? 3 : 4;
      // Modulus 11 maps three remainders to the general digit 1, so two neighbours of it may pass for each other.
      if (campo === 4) {
        try {
          const lido = lerLinha(wrong, HOJE);
          assert.equal(lido.codigoBarras[4], '1');
        } catch (error) {
          assert.equal((error as { code?: string }).code, 'linha.digito');
        }
      } else {
        assert.throws(() => lerLinha(wrong, HOJE), { code: 'linha.digito', facts: { campo } });
      }
    }),
  );
});

test('what is no digit line is refused with how many digits it has', () => {
  for (const [texto, digitos] of [
    ['', 0],
    ['12345', 5],
    ['8'.repeat(48), 48],
  ] as const) {
    assert.throws(() => lerLinha(texto, HOJE), { code: 'linha.tamanho', facts: { digitos } });
  }
});

test('a value of eleven digits does not fit into a bar code, and says so', () => {
  const titulo = { nossoNumero: 1, valor: centavos(10_000_000_000), vencimento: HOJE };
  assert.throws(() => montarBoleto(convenioDe({ banco: '033', carteira: '101' }), titulo), {
    code: 'boleto.valor_grande',
  });
});

test('every bank gives 25 digits for its highest number', () => {
  const fields = { carteira: '17', codigoBeneficiario: '1234567', agencia: '9999', conta: '99999', variacao: '99' };
  for (const [banco, { maiorNumero, montar }] of Object.entries(bancos)) {
    const carteira = banco === '033' ? '101' : banco === '748' || banco === '756' ? '1' : fields.carteira;
    const codigoBeneficiario = banco === '748' ? '99999' : fields.codigoBeneficiario;
    const convenio = convenioDe({ ...fields, banco: banco as Convenio['banco'], carteira, codigoBeneficiario });
    assert.match(montar(convenio, maiorNumero(convenio)).campoLivre, /^\d{25}$/, banco);
    assert.throws(() => montar(convenio, maiorNumero(convenio) + 1), { code: 'convenio.nao_cabe' }, banco);
  }
});
