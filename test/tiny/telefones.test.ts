import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Fones,
  planejarTelefones,
  type TelefoneGravado,
} from '../../src/modules/clientes/contato-erp/telefones-rules.ts';

const NADA: Fones = { fone: null, celular: null, fax: null };

const linha = (
  id: number,
  tipo: TelefoneGravado['tipo'],
  numero: string,
  principal = false,
  ddd: string | null = '31',
) => ({
  id,
  ddd,
  numero,
  tipo,
  principal,
});

/** What the rows are after the plan was carried out, as the database would; refuses what its indexes refuse. */
function cumprir(antes: readonly TelefoneGravado[], fones: Partial<Fones>): TelefoneGravado[] {
  const plano = planejarTelefones(antes, { ...NADA, ...fones }, 'RESIDENCIAL');
  let linhas = antes.filter(({ id }) => !plano.excluir.includes(id)).map((telefone) => ({ ...telefone }));
  const conferir = () => {
    assert.ok(linhas.filter(({ principal }) => principal).length <= 1, 'two main telephones');
    assert.equal(new Set(linhas.map(({ ddd, numero }) => `${ddd} ${numero}`)).size, linhas.length, 'a number twice');
  };
  for (const { id, ...colunas } of plano.alterar) {
    linhas = linhas.map((telefone) => (telefone.id === id ? { ...telefone, ...colunas } : telefone));
    conferir();
  }
  if (plano.promover !== null) {
    linhas = linhas.map((telefone) => (telefone.id === plano.promover ? { ...telefone, principal: true } : telefone));
    conferir();
  }
  for (const [i, novo] of plano.incluir.entries()) {
    linhas.push({ id: 1000 + i, ...novo });
    conferir();
  }
  assert.equal(linhas.length === 0 || linhas.some(({ principal }) => principal), true, 'no main telephone');
  return linhas;
}

const resumo = (linhas: readonly TelefoneGravado[]) =>
  linhas.map(({ id, tipo, ddd, numero, principal }) => [id, tipo, `${ddd ?? ''}${numero}`, principal]);

test('new ones: the first is the main one; a text that is no telephone is kept as it came', () => {
  assert.deepEqual(resumo(cumprir([], { fone: 'ramal 5', celular: '(31) 99999-4444', fax: '31 3222-1111' })), [
    [1000, 'RESIDENCIAL', 'ramal 5', true],
    [1001, 'CELULAR', '31999994444', false],
    [1002, 'FAX', '3132221111', false],
  ]);
});

test('one is changed where it stands and stays the main one; one left out goes, and another becomes the main one', () => {
  const antes = [linha(1, 'COMERCIAL', '32221111', true), linha(2, 'CELULAR', '999994444')];
  assert.deepEqual(resumo(cumprir(antes, { fone: '3132222222', celular: '31999994444' })), [
    [1, 'COMERCIAL', '3132222222', true],
    [2, 'CELULAR', '31999994444', false],
  ]);
  assert.deepEqual(resumo(cumprir(antes, { celular: '31999994444' })), [[2, 'CELULAR', '31999994444', true]]);
  assert.deepEqual(resumo(cumprir(antes, {})), []);
});

test('further telephones of a kind stay', () => {
  const antes = [linha(1, 'RESIDENCIAL', '32221111'), linha(2, 'RESIDENCIAL', '32222222', true)];
  assert.deepEqual(resumo(cumprir(antes, { fone: '3132223333' })), [
    [1, 'RESIDENCIAL', '3132221111', false],
    [2, 'RESIDENCIAL', '3132223333', true],
  ]);
});

test('a number that is there already changes its kind, also when two change places', () => {
  const antes = [linha(1, 'RESIDENCIAL', '999991111', true), linha(2, 'CELULAR', '999992222')];
  assert.deepEqual(resumo(cumprir(antes, { fone: '31999992222', celular: '31999991111' })), [
    [1, 'CELULAR', '31999991111', true],
    [2, 'RESIDENCIAL', '31999992222', false],
  ]);
});

test('a number that comes twice stands once: a mobile as the mobile', () => {
  assert.deepEqual(resumo(cumprir([], { fone: '31999991111', celular: '31 99999-1111', fax: '31999991111' })), [
    [1000, 'CELULAR', '31999991111', true],
  ]);
  assert.deepEqual(resumo(cumprir([], { fone: '3132221111', celular: '3132221111' })), [
    [1000, 'RESIDENCIAL', '3132221111', true],
  ]);
});

test('a stored number of an odd length, sent back as it was shown, stays', () => {
  const antes = [linha(1, 'RESIDENCIAL', '12345678', true)];
  assert.deepEqual(resumo(cumprir(antes, { fone: '(31) 1234-5678' })), [[1, 'RESIDENCIAL', '3112345678', true]]);
});

test('whatever is there and whatever comes, one main telephone remains and no number stands twice', () => {
  const numeros = ['32221111', '999991111', '999992222', '32223333', 'texto'];
  const texto = fc.option(fc.constantFrom('3132221111', '(31) 99999-1111', '31999992222', '3132223333', 'texto'), {
    nil: null,
  });
  const tipos = ['RESIDENCIAL', 'COMERCIAL', 'CELULAR', 'FAX'] as const;
  const linhas = fc.uniqueArray(fc.record({ numero: fc.constantFrom(...numeros), tipo: fc.constantFrom(...tipos) }), {
    selector: ({ numero }) => numero,
  });
  fc.assert(
    fc.property(linhas, fc.nat(), texto, texto, texto, (gravadas, qual, fone, celular, fax) => {
      const antes = gravadas.map(({ numero, tipo }, i) =>
        linha(i + 1, tipo, numero, i === qual % gravadas.length, numero === 'texto' ? null : '31'),
      );
      cumprir(antes, { fone, celular, fax });
    }),
    { numRuns: 2000 },
  );
});
