// The program is killed while a device works on a card, and started again on the same folder: the card is looked at by a
// person, nothing is lost, and nothing is printed twice (docs/design.md section 2, rule 2).

import { expect, type Page } from '@playwright/test';
import type { Progress } from '../../shared/model/device.ts';
import type { QueueRow } from '../../shared/model/queue.ts';
import { starcardJson } from '../support/command-line.ts';
import * as desk from '../e2e/desk.ts';
import { launchStarcard, type Starcard } from '../e2e/launch.ts';
import { cardsInTray, impressions, readLastSix } from '../e2e/plastic.ts';
import { test } from '../e2e/starcard-test.ts';
import { words } from '../e2e/texts.ts';
import { atStep } from './at-step.ts';

// Killed means killed in the middle: the devices take their time.
test.use({ speed: 'device' });

test('killed while printing: a person looks at the card, it is verified and finished, printed once', async ({
  starcard,
  data,
}) => {
  const one = await acceptOne(starcard.page);
  await desk.openCase(starcard.page, 'toIssue', one.number);
  await desk.pressThrough(starcard.page, 'compose', 'encode', 'print');
  await killAt(starcard, 'printFront');

  const again = await reopen(data);
  const { page } = again;
  await openSuspended(page, one, 'printing');
  await expectChoices(page, 'bothSidesPrinted', 'noSidePrinted', 'spoiled');
  await desk.lookIntoTray(page);
  await desk.sayFinding(page, 'bothSidesPrinted');
  await desk.expectStage(page, 'verify');
  await finish(page, one, data);
  await again.close();

  await expectPrintedOnce(data);
});

test('killed while encoding: the chip is read, and the same card goes on', async ({ starcard, data }) => {
  const one = await acceptOne(starcard.page);
  await desk.openCase(starcard.page, 'toIssue', one.number);
  await desk.pressThrough(starcard.page, 'compose', 'encode');
  await killAt(starcard, 'write');

  const again = await reopen(data);
  const { page } = again;
  await openSuspended(page, one, 'encoding');
  await expectChoices(page, 'readChip', 'spoiled');
  await desk.sayFinding(page, 'readChip');
  await desk.expectStage(page, 'print');
  await desk.press(page);
  await desk.expectStage(page, 'verify');
  await desk.lookIntoTray(page);
  await finish(page, one, data);
  await desk.show(page, 'devices');
  await expect(page.getByTestId('stock-setAside').getByRole('cell')).toHaveText('0');
  await again.close();

  await expectPrintedOnce(data);
});

/** Signs in, imports the samples and accepts one first issue. */
async function acceptOne(page: Page): Promise<QueueRow> {
  await desk.signIn(page, 'officer1');
  await desk.importSamples(page);
  const [one] = await desk.casesOf(page, 'firstIssue');
  if (one === undefined) throw new Error('no case');
  await desk.accept(page, one.number);
  return one;
}

/** Presses, and the program is killed when the device says that it has come to the step: no farewell, no clean-up. */
async function killAt({ app, page }: Starcard, step: Progress['step']): Promise<void> {
  await atStep(app, step, 'die');
  const main = app.process();
  const gone = new Promise<void>((resolve) => main.once('exit', () => resolve()));
  // The page goes with the program, perhaps before it could say that it was pressed.
  await Promise.all([gone, desk.press(page).catch(() => undefined)]);
}

async function reopen(data: string): Promise<Starcard> {
  const again = await launchStarcard({ data, args: ['--speed', 'device'] });
  await desk.signIn(again.page, 'officer1');
  return again;
}

/** The case waits under "attention"; its screen asks what the person sees and offers nothing else to press. */
async function openSuspended(page: Page, { number }: QueueRow, effect: 'encoding' | 'printing'): Promise<void> {
  await desk.openCase(page, 'attention', number);
  await desk.expectStage(page, 'suspended');
  await expect(page.getByTestId('suspended')).toContainText(words('zh', `issue.suspended.${effect}`));
  await expect(page.getByTestId('stage')).toContainText(words('zh', `issue.suspended.${effect}Ask`));
  await expect(page.getByTestId('primary-action')).toBeDisabled();
}

async function expectChoices(page: Page, ...findings: readonly string[]): Promise<void> {
  const choices = page.getByTestId('stage').getByRole('radio');
  await expect(choices).toHaveCount(findings.length);
  for (const finding of findings) await expect(page.getByTestId(`choice-${finding}`)).toBeVisible();
}

/** From the card in hand to the safe. */
async function finish(page: Page, { cardNumber }: QueueRow, data: string): Promise<void> {
  await desk.verify(page, await readLastSix(data));
  await desk.store(page, 'A', '01');
  await desk.show(page, 'custody');
  await expect(page.getByTestId('custody-table')).toContainText(cardNumber);
}

async function expectPrintedOnce(data: string): Promise<void> {
  expect({ cards: cardsInTray(data).length, sides: impressions(data) }).toEqual({ cards: 1, sides: 2 });
  expect(await starcardJson(['audit', 'verify', '--data', data])).toMatchObject({ intact: true });
}
