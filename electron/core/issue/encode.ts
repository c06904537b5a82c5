/** Assigns the next blank of the tray and writes its chip. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { mayBegin } from '../day/may-begin.ts';
import type { ChipImage } from '../chip/chip.ts';
import { encodeChipImage } from '../chip/image-file.ts';
import type { Transaction } from '../ports.ts';
import { sealFitsChip } from '../seal/chip-portrait.ts';
import { checkRecord } from './check-record.ts';
import { buildChip } from './chip-of-job.ts';
import type { IssueContext } from './context.ts';
import { nextJob, situationOf } from './job-state.ts';
import { keptFaces } from './kept-faces.ts';
import { commitJob, findJob, moveJob, type JobChanges } from './move-job.ts';
import { mayGoOn } from './safe-point.ts';
import { writeChip } from './write-chip.ts';

/**
 * The encoded job. Fails before anything is touched (`job.*`, `application.*`, what `checkRecord` and `keptFaces` say,
 * `day.*`, `stock.trayEmpty`, `stock.otherTray`), or with what became of the card: `encode.*`, `chip.*`, `writer.*`.
 */
export async function encodeJob(input: ParsedInput<'job.encode'>, context: IssueContext): Promise<Result<Job>> {
  const permitted = requirePermission(context.actor, 'job.encode');
  if (!permitted.ok) return permitted;
  return context.devices.run(input.jobId, () => encode(input, context), 'writer');
}

async function encode(input: ParsedInput<'job.encode'>, context: IssueContext): Promise<Result<Job>> {
  const job = findJob(context.store, input);
  if (!job.ok) return job;
  const possible = nextJob(situationOf(job.value), 'encodeBegun');
  if (!possible.ok) return possible;
  const application = mayGoOn(context.store, job.value);
  if (!application.ok) return application;
  // Said before anything is computed; asked again in the transaction that takes the blank.
  const begins = job.value.blankSerial === null ? mayBegin(context.store, context) : ok(undefined);
  if (!begins.ok) return begins;
  const content = await checkRecord(application.value, context);
  if (!content.ok) return content;
  // Asked here too: a blank is not spoilt for faces that will be refused to the printer.
  const faces = await keptFaces(job.value, content.value, context);
  if (!faces.ok) return faces;
  const image = await buildChip(job.value, content.value, context);
  if (!image.ok) return image;
  const seal = context.store.jobFile(job.value.id, 'seal.bin');
  const fits = seal === undefined ? ok(undefined) : sealFitsChip(seal, image.value, context.digest);
  if (!fits.ok) return fits;
  const begun = begin(job.value, image.value, context);
  return begun.ok ? writeChip(begun.value, image.value, 'first', context) : begun;
}

/** One transaction says all of it: this blank, these bytes, about to be written. */
function begin(job: Job, image: ChipImage, context: IssueContext): Result<Job> {
  return commitJob(context, (tx) => {
    const allowed = mayGoOn(tx, job);
    if (!allowed.ok) return allowed;
    const blank = assignBlank(tx, job, context);
    if (!blank.ok) return blank;
    const moved = moveJob(tx, job, 'encodeBegun', context.clock.now(), {
      ...blank.value,
      sodHash: image.sodHash,
      note: null,
    });
    if (!moved.ok) return moved;
    tx.putJobFile(job.id, 'chip.json', encodeChipImage(image));
    tx.audit({
      action: 'chip.encode',
      subject: { kind: 'job', id: job.id },
      outcome: 'begun',
      detail: {
        attempt: job.attempt,
        blank: moved.value.blankSerial ?? '',
        sodDigest: tx.salted(job.applicationId, image.sodHash),
      },
    });
    return moved;
  });
}

/** The next blank of the tray, or the untouched one that an earlier refusal left with this job. */
function assignBlank(tx: Transaction, job: Job, rules: Pick<IssueContext, 'profile' | 'clock'>): Result<JobChanges> {
  if (job.blankSerial !== null) return ok({});
  const begins = mayBegin(tx, rules);
  if (!begins.ok) return begins;
  const blank = tx.tray(1)[0];
  if (blank === undefined) return fail('stock.trayEmpty', {});
  const tray = tx.trayOf(blank.serial) ?? '';
  if (tray !== rules.profile.workstation) return fail('stock.otherTray', { blank: blank.serial, tray });
  tx.audit({
    action: 'blank.assigned',
    subject: { kind: 'blank', id: blank.serial },
    outcome: 'ok',
    detail: { job: job.id, attempt: job.attempt },
  });
  return ok({ blankSerial: blank.serial, chipSerial: blank.chipSerial });
}
