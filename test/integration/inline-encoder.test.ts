/** A printer that writes chips itself: the card comes from its hopper, so its blank is known at first contact. */

import { expect, test } from 'vitest';
import { openBatch } from '../../electron/core/batch/issue-batch.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import type { IssueContext } from '../../electron/core/issue/context.ts';
import type { BlankSerial } from '../../shared/model/ids.ts';
import { kindOf, must } from './office.ts';
import { accepted, approval, composed, encoded, ledger, now, on, walkOffice, type WalkOffice } from './walk-office.ts';

/** The hopper gives its cards in its own order, whatever the tray's list says. */
function inline(walk: WalkOffice, hopper?: BlankSerial): IssueContext {
  const context = walk.context();
  const printerProfile = { ...context.printerProfile, inlineEncoder: true };
  if (hopper === undefined) return { ...context, printerProfile };
  walk.writer.placeBlank(hopper);
  return { ...context, printerProfile, training: { ...walk.training, placeBlank: () => undefined } };
}

function blankAt(walk: WalkOffice, place: number): BlankSerial {
  const blank = walk.store.tray(10)[place];
  if (blank === undefined) throw new Error('no such blank');
  return blank.serial;
}

test('a chip that was never met becomes the next blank that was never met, bound before a byte is written', async () => {
  const walk = await walkOffice();
  const job = await composed(walk, approval(1));

  const written = must(await encodeJob(on(job), inline(walk, blankAt(walk, 3))));

  const blank = written.blankSerial === null ? undefined : walk.store.blank(written.blankSerial);
  expect([blank?.chipSerial, ledger(walk)]).toEqual([written.chipSerial, { inTray: 9, inWork: 1 }]);
  const order = walk.store.auditEntries({ limit: 20 }).toReversed();
  const at = (action: string): number => order.findIndex((entry) => entry.action === action);
  expect(at('blank.bound')).toBeLessThan(at('chip.encode'));
});

test('a card that was exchanged before its first byte is a blank as before, and its chip names it from then on', async () => {
  const walk = await walkOffice();
  const [first, second] = [blankAt(walk, 3), blankAt(walk, 6)];
  const job = await composed(walk, approval(1));
  const feeds = [first, second];
  const placeBlank = (): void => walk.writer.placeBlank(feeds.shift() ?? second);
  const jammed = { ...inline(walk), training: { ...walk.training, placeBlank } };

  const refused = await encodeJob(on(job), jammed);
  const between = now(walk, job);
  const written = must(await encodeJob(on(between), inline(walk, second)));
  const other = must(await encodeJob(on(await composed(walk, approval(2))), inline(walk, first)));

  expect([kindOf(refused), between.state]).toEqual(['chip.otherCard', 'composed']);
  expect([other.blankSerial, other.chipSerial]).toEqual([between.blankSerial, between.chipSerial]);
  expect(written.blankSerial).not.toBe(other.blankSerial);
  expect(ledger(walk)).toEqual({ inTray: 8, inWork: 2 });
});

test('a card that is in the books elsewhere is not written to', async () => {
  const walk = await walkOffice();
  const { blankSerial } = await encoded(walk, approval(1));
  const job = await composed(walk, approval(2));

  const refused = await encodeJob(on(job), inline(walk, blankSerial ?? blankAt(walk, 0)));

  expect([kindOf(refused), now(walk, job)]).toMatchObject([
    'stock.chipTaken',
    { state: 'composed', blankSerial: null },
  ]);
  expect(ledger(walk)).toEqual({ inTray: 9, inWork: 1 });
});

test('writes no card while another one is in the machine, and says where each is', async () => {
  const walk = await walkOffice();
  const ids = [(await accepted(walk, approval(1))).id, (await accepted(walk, approval(2))).id];
  const steps: string[] = [];
  const context = inline(walk);
  const watched: IssueContext = {
    ...context,
    onJobChanged: ({ applicationId, state }) => void steps.push(`${ids.indexOf(applicationId)} ${state}`),
  };

  const report = await must(openBatch({ applicationIds: ids }, watched)).run();

  expect([report.end, report.printed.length]).toEqual(['done', 2]);
  expect(steps.indexOf('1 encoding')).toBeGreaterThan(steps.indexOf('0 printed'));
});
