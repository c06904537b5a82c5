/** One thing has one word, and a number that may be 1 is followed by no plural. */

import { expect, test } from 'vitest';
import { decisionLines } from '../../../shared/messages/papers.ts';
import { handOverErrors as handOverInEnglish } from '../../../shared/messages/en/errors/hand-over.ts';
import { stockErrors as stockInEnglish } from '../../../shared/messages/en/errors/stock.ts';
import { custody } from '../../../shared/messages/en/window-custody.ts';
import { day } from '../../../shared/messages/en/window-day.ts';
import { handOver } from '../../../shared/messages/en/window-hand-over.ts';
import { persons } from '../../../shared/messages/en/window-persons.ts';
import { sitting } from '../../../shared/messages/en/window-sitting.ts';
import { stock } from '../../../shared/messages/en/window-stock.ts';
import { zh } from '../../../shared/messages/zh.ts';

const inChinese = [
  ...Object.values(zh.window),
  ...Object.values(zh.errors).flatMap(({ what, next }) => [what, next]),
  ...Object.values(decisionLines).flatMap((lines) => lines.map((line) => line.zh)),
];

test.each([
  ['换领', '换发, as the kinds of work have it'],
  ['封存码', '启用码 or 应急码, whichever it is'],
  ['转运', '发往其他机构'],
  ['见配置文件', '签发配置'],
  ['调拨单据', '随证单据: what is transferred are blanks'],
])('%s is not said: %s', (word) => {
  expect(inChinese.filter((text) => text.includes(word))).toEqual([]);
});

test('a kind of work that a text names in quotes is one of the window', () => {
  const kinds = new Set(Object.entries(zh.window).flatMap(([key, text]) => (key.startsWith('kind.') ? [text] : [])));
  const quoted = inChinese.flatMap((text) => [...text.matchAll(/(?:改按|请按)“(.+?)”/g)].map(([, kind = '']) => kind));
  expect(quoted.length).toBeGreaterThan(0);
  expect(quoted.filter((kind) => !kinds.has(kind))).toEqual([]);
});

test('no plural follows a number in English', () => {
  const texts = [custody, day, handOver, persons, sitting, stock].flatMap((part) => Object.values(part));
  const failures = [handOverInEnglish, stockInEnglish].flatMap((part) => Object.values(part).map(({ what }) => what));
  const plural = /\{(?:count|cases|entries|inTray|envelopes|unfinished)\} (?:old )?[a-z]+s\b/;
  expect([...texts, ...failures].filter((text) => plural.test(text))).toEqual([]);
});
