/** Issue 8, the day: it is opened after a self-test of that day, or with a reason why there was none that is true. */

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { must } from '../office.ts';
import { closedDay, counted } from './rules-desk.ts';
import { openingWith } from '../../support/desk-inputs.ts';
import { foundBy, refused, rulesOffice, stopped, type RulesOffice } from './rules-office.ts';

let office: RulesOffice;
beforeAll(async () => {
  office = await rulesOffice();
});
afterAll(() => office.close());

const morning = '2026-03-03T01:00:00.000Z';
const testCard = 'SC-00000020';

test('a day is opened after a self-test of that day, or for a reason that is true', async () => {
  must(await office.call('officer1', 'device.selfTest', { blank: testCard, takes: true }));
  must(await closedDay(office));
  vi.setSystemTime(new Date(morning));
  const { boxed, inTray } = counted(office);
  const open = (untested: 'noTestCard' | 'writerFault' | null) =>
    office.attempt('officer1', 'day.open', { ...openingWith({ boxed, inTray }), untested });

  // The self-test of the day before does not serve.
  expect(await open(null)).toEqual(refused('day.notTested'));
  expect(await open('noTestCard')).toEqual(refused('day.testCardInStock'));
  expect(await open('writerFault')).toEqual(refused('day.noFaultShown'));

  const row = `INSERT INTO workDay (day, state, openedAt, openedBy, isLate, testCard, opening, firstMovement, revision)
    VALUES ('2026-03-03', 'open', '${morning}', 'officer1', 0, '${testCard}', 199, 1, 1)`;
  expect(await office.byHand(row)).toEqual(stopped('after a self-test of that day'));
  expect(await office.byHand(row, 'dropped')).toEqual(foundBy('days'));
});
