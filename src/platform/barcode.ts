/** For each digit which of its five elements are wide. */
const WIDE = ['00110', '10001', '01001', '11000', '00101', '10100', '01100', '00011', '10010', '01010'];

/** A wide element is three narrow ones: the ratio that FEBRABAN's bar of 103 mm comes from, 405 modules for 44 digits. */
const RATIO = 3;

/**
 * Interleaved 2 of 5: the widths of the elements in modules, bars and spaces in turn, from the first bar on.
 * Throws RangeError for what is not an even number of digits.
 */
export function interleaved2of5(digits: string): number[] {
  if (!/^(\d\d)+$/.test(digits)) throw new RangeError(`not pairs of digits: «${digits}»`);
  const widths = [1, 1, 1, 1];
  for (let i = 0; i < digits.length; i += 2) {
    const [bars = '', spaces = ''] = [WIDE[Number(digits[i])], WIDE[Number(digits[i + 1])]];
    for (let j = 0; j < 5; j++) widths.push(bars[j] === '1' ? RATIO : 1, spaces[j] === '1' ? RATIO : 1);
  }
  return [...widths, RATIO, 1, 1];
}
