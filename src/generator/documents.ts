import { checkDocument, cnpjFor, cpfFor } from '#kernel/documents.ts';
import { seededRandom } from './random.ts';

/** Percent of the documents that are CNPJs, and of those the ones with letters, as issued since July 2026. */
const COMPANIES = 12;
const WITH_LETTERS = 25;

// Steps through all numbers below `size` in an order that looks drawn: the stride has no factor in common with it.
function scattered(size: number, start: number, stride: number): () => number {
  let at = start % size;
  return () => {
    at = (at + stride) % size;
    return at;
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Gives valid documents of persons and companies, never the same one twice; where it begins is the seed's matter. */
export function seededDocuments(seed: number): () => string {
  const random = seededRandom(seed);
  const start = (seed * 7_919) >>> 0;
  const cpfs = scattered(1_000_000_000, start, 618_033_989);
  const numeric = scattered(100_000_000, start, 61_803_399);
  const mixed = scattered(LETTERS.length * 36 ** 5, start, 61_803_397);

  const cpf = () => cpfFor(String(cpfs()).padStart(9, '0'));
  const cnpj = () => cnpjFor(`${String(numeric()).padStart(8, '0')}0001`);
  const cnpjWithLetters = () => {
    const n = mixed();
    const rest = Math.floor(n / LETTERS.length)
      .toString(36)
      .toUpperCase();
    return cnpjFor(`${LETTERS.charAt(n % LETTERS.length)}${rest.padStart(7, '0')}0001`);
  };
  return () => {
    const draw = !random.chance(COMPANIES) ? cpf : random.chance(WITH_LETTERS) ? cnpjWithLetters : cnpj;
    // Equal digits have right check digits and are no document all the same.
    for (;;) {
      const drawn = draw();
      if (checkDocument(drawn, 'estrito')) return drawn;
    }
  };
}
