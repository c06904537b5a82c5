/** Starts the work on an accepted application: composes both faces and keeps the PDF that will be printed. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Application } from '../../../shared/model/application.ts';
import { jobIdSchema, type JobId } from '../../../shared/model/ids.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ChipImage } from '../chip/chip.ts';
import type { Reader, Transaction } from '../ports.ts';
import { mayUseKeys } from '../keys/key-session.ts';
import { chipPortraitOf } from '../seal/chip-portrait.ts';
import { makeSeal } from '../seal/make-seal.ts';
import { requirePermission } from '../access/permissions.ts';
import { cancelIn, leadsToReprint } from './cancel.ts';
import { checkRecord, type ApprovedContent } from './check-record.ts';
import { buildChip } from './chip-of-job.ts';
import { composeFaces } from './compose-faces.ts';
import type { IssueContext } from './context.ts';
import { nextJob, situationOf } from './job-state.ts';
import { wasMeasuredSince } from './kept-faces.ts';
import { makesAnother } from './makes-another.ts';
import { commitJob } from './move-job.ts';
import { accepted } from './safe-point.ts';

const FIRST_ATTEMPT = 1;

/**
 * The new job, `composed`. The faces are made from what the authority signed, so the signature is checked here too.
 * Fails as composition and chip do where the content cannot be printed or written.
 * Fails with `application.madeElsewhere` for a case that came with a card of another office, with `job.isReprint` where an earlier job of this record may have made a card, and
 * with `job.alreadyOpen` while an earlier job of the application can still become a card.
 */
export async function composeJob(input: ParsedInput<'job.compose'>, context: IssueContext): Promise<Result<Job>> {
  const permitted = requirePermission(context.actor, 'job.compose');
  if (!permitted.ok) return permitted;
  const application = findAccepted(input, context.store);
  if (!application.ok) return application;
  const content = await checkRecord(application.value, context);
  if (!content.ok) {
    const { error } = content;
    // Intake takes no such record; one that came with a finished card was verified for the office that made it.
    const isElsewhere = error.kind === 'intake.wrongOffice';
    return isElsewhere ? fail('application.madeElsewhere', { office: error.data.office }) : content;
  }
  const jobId = jobIdSchema.parse(context.random.id());
  // A rehearsal: what no chip can hold is found now, while the application can still be returned without ado.
  const chip = await buildChip({ id: jobId, attempt: FIRST_ATTEMPT }, content.value, context);
  if (!chip.ok) return chip;
  const seal = sealOf(content.value, chip.value, context);
  if (!seal.ok) return seal;
  const pdf = await composeFaces({ ...content.value, seal: seal.value }, context);
  if (!pdf.ok) return pdf;
  return keepComposed(application.value, { jobId, pdf: pdf.value, seal: seal.value }, context);
}

function findAccepted(input: ParsedInput<'job.compose'>, reader: Reader): Result<Application> {
  const application = reader.application(input.applicationId);
  if (application === undefined) return fail('notFound', { what: 'application' });
  if (application.revision !== input.revision) return fail('changedMeanwhile', { what: 'application' });
  return accepted(reader, application);
}

/** Signed once for this job, over what the chip will hold: print and chip can be proven to belong together. */
function sealOf({ person, card }: ApprovedContent, chip: ChipImage, context: IssueContext): Result<Uint8Array> {
  const chipPortrait = chipPortraitOf(chip);
  if (!chipPortrait.ok) return chipPortrait;
  const { profile, clock, store } = context;
  const open = mayUseKeys(store, profile);
  if (!open.ok) return open;
  return makeSeal({ person, card, profile, chipPortrait: chipPortrait.value, signedAt: clock.now() }, context);
}

interface Composed {
  readonly jobId: JobId;
  readonly pdf: Uint8Array;
  readonly seal: Uint8Array;
}

/** The job with its faces, on file; the case is asked once more. Fails as `composeJob` does on case and earlier jobs. */
export function keepComposed(
  application: Application,
  { jobId, pdf, seal }: Composed,
  context: IssueContext,
): Result<Job> {
  const now = context.clock.now().toISOString();
  const job: Job = {
    id: jobId,
    applicationId: application.id,
    state: 'composed',
    suspendedIn: null,
    setAsideReason: null,
    note: null,
    attempt: FIRST_ATTEMPT,
    blankSerial: null,
    chipSerial: null,
    recordHash: application.recordHash,
    pdfHash: context.digest.sha256Hex(pdf),
    sodHash: null,
    slot: null,
    printOffsets: context.printerProfile.offsets,
    startedBy: context.actor.account,
    createdAt: now,
    updatedAt: now,
    revision: 1,
  };
  return commitJob(context, (tx) => {
    const unchanged = findAccepted({ applicationId: application.id, revision: application.revision }, tx);
    if (!unchanged.ok) return unchanged;
    const free = closeEarlier(tx, application, context);
    if (!free.ok) return free;
    tx.insertJob(job);
    tx.putJobFile(job.id, 'card.pdf', pdf);
    tx.putJobFile(job.id, 'seal.bin', seal);
    tx.audit({
      action: 'job.composed',
      subject: { kind: 'job', id: job.id },
      outcome: 'ok',
      detail: {
        application: application.id,
        recordDigest: tx.salted(application.id, job.recordHash),
        pdfDigest: tx.salted(application.id, job.pdfHash),
      },
    });
    return ok(job);
  });
}

/**
 * One job of a case can become a card. One that was composed before the printer was measured anew, and of which nothing was
 * written, makes room. A job from a replaced record is closed where nothing of it is in a machine, and is
 * no obstacle once its card is on file; else the person at the machine deals with the card first.
 */
function closeEarlier(tx: Transaction, application: Application, context: IssueContext): Result<void> {
  const complaint = tx.complaintOf(application.id);
  if (complaint?.decision === 'authorityError' && complaint.recordHash === application.recordHash)
    return fail('complaint.waitsForRecord', {});
  const earlier = tx.jobOf(application.id);
  if (earlier === undefined) return ok(undefined);
  if (makesAnother(tx, application, earlier)) return ok(undefined);
  if (earlier.state === 'cancelled') return leadsToReprint(tx, earlier) ? fail('job.isReprint', {}) : ok(undefined);
  const isStale = earlier.recordHash !== application.recordHash;
  const isUntouched = earlier.state === 'composed' && wasMeasuredSince(earlier, context);
  const mayClose = isUntouched || (isStale && nextJob(situationOf(earlier), 'cancelled').ok);
  if (!mayClose) return fail('job.alreadyOpen', { job: earlier.id });
  const cancelled = cancelIn(tx, earlier, isStale ? 'recordReplaced' : 'offsetsChanged', context);
  return cancelled.ok ? ok(undefined) : cancelled;
}
