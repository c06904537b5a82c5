// A card jams between its sides: half a card is set aside, and the same approval goes on with a new blank.

import { expect } from '@playwright/test';
import { starcardJson } from '../support/command-line.ts';
import * as desk from '../e2e/desk.ts';
import { cardsInTray, impressions, readLastSix } from '../e2e/plastic.ts';
import { test } from '../e2e/starcard-test.ts';
import { words } from '../e2e/texts.ts';

test('a card that jams between its sides is set aside and made again with a new blank', async ({ starcard, data }) => {
  const { page } = starcard;
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const [one] = await desk.casesOf(page, 'changeOfData');
  if (one === undefined) throw new Error('no case');
  await desk.accept(page, one.number);
  await desk.show(page, 'devices');
  await desk.setPrinterFault(page, 'jamBetweenSides');

  await desk.openCase(page, 'toIssue', one.number);
  await desk.pressThrough(page, 'compose', 'encode', 'print', 'suspended');
  await expect(page.getByRole('alert')).toBeVisible();
  await desk.sayFinding(page, 'spoiled');
  await desk.expectStage(page, 'setAside');
  await desk.reprint(page, 'printSpoilt', 'officer2');
  await desk.pressThrough(page, 'encode', 'print', 'verify');
  await desk.lookIntoTray(page);
  await desk.verify(page, await readLastSix(data));
  await desk.store(page, 'A', '01');

  await desk.show(page, 'devices');
  await expect(page.getByTestId('stock-setAside').getByRole('cell')).toHaveText('1');
  await expect(page.getByTestId('stock-finished').getByRole('cell')).toHaveText('1');
  const dialog = await desk.openHandOver(page, one.cardNumber);
  await expect(dialog).toContainText(words('zh', 'custody.place', { safe: 'A', slot: '01' }));
  await starcard.close();

  // One side on the spoilt card, two on the good one; only the good one came out.
  expect({ cards: cardsInTray(data).length, sides: impressions(data) }).toEqual({ cards: 1, sides: 3 });
  expect(await starcardJson(['audit', 'verify', '--data', data])).toMatchObject({ intact: true });
});
