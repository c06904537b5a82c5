/** Which readers are looked at for officers' cards: never the writer of residents' cards. */

import { expect, test } from 'vitest';
import { readersFor } from '../../../electron/app/officer-cards.ts';
import { fail, ok } from '../../../shared/result.ts';

const present = [
  { name: 'Card Writer 3000 00', hasCard: true },
  { name: 'Desk Reader A', hasCard: true },
  { name: 'Desk Reader B', hasCard: false },
];
const writer = { kind: 'pcsc', reader: 'writer 3000' } as const;

test('any but the writer, where there is a card', () => {
  expect(readersFor(present, writer, null)).toEqual(ok(['Desk Reader A']));
  expect(readersFor(present, { kind: 'simulated' }, null)).toEqual(ok(['Card Writer 3000 00', 'Desk Reader A']));
  expect(readersFor(present, { kind: 'pcsc', reader: '' }, null)).toEqual(
    fail('officerCard.noReader', { reason: '-' }),
  );
});

test('the one that was chosen by its name or a part of it, unless it is the writer or not there', () => {
  expect(readersFor(present, writer, 'reader a')).toEqual(ok(['Desk Reader A']));
  expect(readersFor(present, writer, 'Desk Reader B')).toEqual(ok([]));
  expect(readersFor(present, writer, '3000')).toEqual(fail('officerCard.inWriter', { reader: 'Card Writer 3000 00' }));
  expect(readersFor(present, writer, 'gone')).toEqual(fail('officerCard.noReader', { reason: 'gone' }));
});
