import assert from 'node:assert/strict';
import { test } from 'node:test';
import { esperaPeloCodigo, type Historico } from '#modules/clientes/codigo-email/rules.ts';

const now = new Date('2026-12-10T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const many = (count: number, seconds: number) => Array.from({ length: count }, () => ago(seconds));
const none: Historico = { ultimo: undefined, enviadas: [], falhas: [] };

const cases: [string, Partial<Historico>, number][] = [
  ['nothing sent yet', {}, 0],
  ['a code of this moment', { ultimo: now }, 60],
  ['a code of 59.5 seconds ago', { ultimo: ago(59.5) }, 1],
  ['a code of a minute ago', { ultimo: ago(60) }, 0],
  ['a code of tomorrow: the clock was put back', { ultimo: ago(-86_400) }, 0],
  ['nine sent today', { enviadas: many(9, 3600) }, 0],
  ['ten sent an hour ago', { enviadas: many(10, 3600) }, 23 * 3600],
  ['ten sent, the first of them a day ago', { enviadas: [...many(9, 100), ago(86_400)] }, 0],
  ['four failures', { falhas: many(4, 1) }, 0],
  ['five failures of a minute ago', { falhas: many(5, 60) }, 540],
  ['the longest wait counts', { ultimo: ago(1), falhas: many(5, 590) }, 59],
];
for (const [name, history, seconds] of cases) {
  test(`${name}: wait ${seconds} s`, () => assert.equal(esperaPeloCodigo(now, { ...none, ...history }), seconds));
}
