import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { commands } from '../../src/commands/list.ts';
import { settings } from '../../src/config.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The rows of the table under a heading, without the code marks. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = readme.split(`### ${heading}\n`);
  return (section.split('\n#')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
    );
}

test('the README has every setting with its default, in the order of the program', () => {
  const documented = rowsUnder('Settings').map(([name, fallback]) => `${name}=${fallback}`);
  assert.deepEqual(
    documented,
    Object.values(settings).map(({ name, fallback }) => `${name}=${fallback}`),
  );
});

test('the README has every command', () => {
  assert.deepEqual(
    rowsUnder('Commands').map(([name]) => name),
    commands.map(({ name }) => name),
  );
});
