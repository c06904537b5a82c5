/** The printer is measured anew between composing and printing: its offsets are an input of composition. */

import { expect, test } from 'vitest';
import { openBatch } from '../../electron/core/batch/issue-batch.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import type { IssueContext } from '../../electron/core/issue/context.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { kindOf, must } from './office.ts';
import { approval, composed, encoded, ledger, now, on, walkOffice, type WalkOffice } from './walk-office.ts';

/** As after the calibration sheet of this device was measured. */
function measured(walk: WalkOffice): IssueContext {
  const context = walk.context();
  const offsets = { portrait: { xMm: 0.4, yMm: -0.2 }, emblem: { xMm: 0, yMm: 0.1 } };
  return { ...context, printerProfile: { ...context.printerProfile, offsets } };
}

test('takes no blank for faces at the old place; composed again, they are at the new one', async () => {
  const walk = await walkOffice();
  const job = await composed(walk, approval(1));
  const application = walk.store.application(job.applicationId);
  if (application === undefined) throw new Error('no application');
  const asked = { applicationId: application.id, revision: application.revision };

  const refused = await encodeJob(on(job), measured(walk));
  const before = ledger(walk);
  const again = must(await composeJob(asked, measured(walk)));
  const written = must(await encodeJob(on(again), measured(walk)));
  const twice = await composeJob(asked, walk.context());

  expect([kindOf(refused), before]).toEqual(['job.offsetsChanged', { inTray: 10 }]);
  expect([now(walk, job).state, again.pdfHash === job.pdfHash, written.state]).toEqual(['cancelled', false, 'encoded']);
  expect(kindOf(twice)).toBe('job.alreadyOpen');
});

test('prints a written card as it was composed, hashed and shown', async () => {
  const walk = await walkOffice();
  const job = await encoded(walk, approval(1));

  must(await printJob(on(job), measured(walk)));

  expect(systemDigest.sha256Hex(walk.printer.cardInTray()?.pdf ?? new Uint8Array())).toBe(job.pdfHash);
});

test('a batch composes again by itself what nothing was written of', async () => {
  const walk = await walkOffice();
  const job = await composed(walk, approval(1));

  const report = await must(openBatch({ applicationIds: [job.applicationId] }, measured(walk))).run();

  const printed = walk.store.jobOf(job.applicationId);
  expect([report.end, report.printed.length, report.failed]).toEqual(['done', 1, []]);
  expect(printed?.printOffsets?.portrait).toEqual({ xMm: 0.4, yMm: -0.2 });
  expect(printed?.pdfHash).not.toBe(job.pdfHash);
});
