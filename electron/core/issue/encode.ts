/** Assigns the next blank of the tray and writes its chip. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { ChipSerial } from '../../../shared/model/ids.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { mayBegin } from '../day/may-begin.ts';
import type { ChipImage } from '../chip/chip.ts';
import { encodeChipImage } from '../chip/image-file.ts';
import { sealFitsChip } from '../seal/chip-portrait.ts';
import { assignBlank, chipInside } from './assign-blank.ts';
import { checkRecord } from './check-record.ts';
import { buildChip } from './chip-of-job.ts';
import type { IssueContext } from './context.ts';
import { nextJob, situationOf } from './job-state.ts';
import { keptFaces, wasMeasuredSince } from './kept-faces.ts';
import { commitJob, findJob, moveJob } from './move-job.ts';
import { mayGoOn } from './safe-point.ts';
import { writeChip } from './write-chip.ts';

/**
 * The encoded job. Fails before anything is touched (`job.*`, `application.*`, what `checkRecord` and `keptFaces` say,
 * `job.offsetsChanged`, `day.*`, `stock.trayEmpty`, `stock.otherTray`), or with what became of the card: `encode.*`, `chip.*`,
 * `writer.*`.
 */
export async function encodeJob(input: ParsedInput<'job.encode'>, context: IssueContext): Promise<Result<Job>> {
  const permitted = requirePermission(context.actor, 'job.encode');
  if (!permitted.ok) return permitted;
  const isInside = context.printerProfile.inlineEncoder;
  return context.devices.run(
    input.jobId,
    () => encode(input, context),
    'writer',
    ...(isInside ? ['printer' as const] : []),
  );
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
  if (wasMeasuredSince(job.value, context)) return fail('job.offsetsChanged', {});
  // Asked here too: a blank is not spoilt for faces that will be refused to the printer.
  const faces = await keptFaces(job.value, content.value, context);
  if (!faces.ok) return faces;
  const image = await buildChip(job.value, content.value, context);
  if (!image.ok) return image;
  const seal = context.store.jobFile(job.value.id, 'seal.bin');
  const fits = seal === undefined ? ok(undefined) : sealFitsChip(seal, image.value, context.digest);
  if (!fits.ok) return fits;
  const inside = await chipInside(job.value, context);
  if (!inside.ok) return inside;
  const begun = beginEncoding(job.value, image.value, inside.value, context);
  return begun.ok ? writeChip(begun.value, image.value, 'first', context) : begun;
}

/** One transaction says all of it: this blank, these bytes, about to be written. */
export function beginEncoding(
  asked: Job,
  image: ChipImage,
  inside: ChipSerial | null,
  context: Pick<IssueContext, 'store' | 'actor' | 'clock' | 'profile' | 'onJobChanged'>,
): Result<Job> {
  return commitJob(context, (tx) => {
    const allowed = mayGoOn(tx, asked);
    if (!allowed.ok) return allowed;
    const assigned = assignBlank(tx, asked, inside, context);
    if (!assigned.ok) return assigned;
    const { job, changes } = assigned.value;
    const moved = moveJob(tx, job, 'encodeBegun', context.clock.now(), {
      ...changes,
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
