/** What a printer says of itself: of its trays, in cards, and which device it is. */

import { expect, test } from 'vitest';
import { describePrinter, statusOf } from '../../../electron/adapters/printer/ipp/description.ts';
import { attributes, text } from '../../../electron/adapters/printer/ipp/values.ts';

const bytes = (words: string) => ({ kind: 'octets' as const, value: new TextEncoder().encode(words) });

test('a hopper’s cards, and the room for spoilt ones in the tray that is named for them', () => {
  const said = describePrinter(
    attributes(
      ['printer-info', text('Card printer')],
      ['printer-input-tray', bytes('type=sheetFeedAutoNonRemovableTray;level=90;name=hopper;')],
      [
        'printer-output-tray',
        bytes('type=unRemovableBin;maxcapacity=100;remaining=60;status=0;name=output;'),
        bytes('type=removableBin;maxcapacity=25;remaining=3;status=0;name=Reject;'),
      ],
    ),
  );

  expect([said.cardsInHopper, said.roomForRejects]).toEqual([90, 3]);
});

test('nothing where the printer cannot count', () => {
  const said = describePrinter(attributes(['printer-output-tray', bytes('remaining=-2;name=reject;')]));

  expect([said.cardsInHopper, said.roomForRejects]).toEqual([null, null]);
});

test('a status names the device itself, which the receipt of a card keeps', () => {
  const said = describePrinter(attributes(['printer-serial-number', text('CP-0042')]));

  expect(statusOf(said, 'ipp').device).toBe('serial:CP-0042');
});
