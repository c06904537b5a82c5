/** Rule 3: the finished card is held against the record: the chip, the plastic itself, and what eyes see. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { AuditDetail, AuditEvent, AuditOutcome } from '../../../shared/model/audit.ts';
import type { Difference, VisualDefect } from '../../../shared/model/issue.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Inspection } from '../chip/chip.ts';
import { compareWithRecord } from '../chip/compare.ts';
import type { Reader, Transaction } from '../ports.ts';
import { keptChipPortrait } from './chip-of-job.ts';
import type { IssueContext } from './context.ts';
import { nextJob, situationOf } from './job-state.ts';
import { commitJob, findJob, moveJob } from './move-job.ts';
import { readPlastic, type PlasticReading } from './read-plastic.ts';
import { mayGoOn } from './safe-point.ts';
import { setAsideIn } from './set-aside-card.ts';
import { inspectCardOf } from './tap.ts';

type Verified = CallOutput<'job.verify'>;

/**
 * The verified job, without differences. A chip that contradicts the record comes back as a job that was set aside, with
 * the differences. Fails with `verify.plasticMismatch` or `verify.sealMismatch` (look again; the second time
 * `verify.plasticOfAnother`, and the card is set aside), with `verify.visualDefects` (for the person to set it aside), and
 * with `seal.*` where a scan says nothing about the card.
 */
export async function verifyJob(input: ParsedInput<'job.verify'>, context: IssueContext): Promise<Result<Verified>> {
  const permitted = requirePermission(context.actor, 'job.verify');
  if (!permitted.ok) return permitted;
  return context.devices.run(input.jobId, () => verify(input, context));
}

async function verify(input: ParsedInput<'job.verify'>, context: IssueContext): Promise<Result<Verified>> {
  const job = findJob(context.store, input);
  if (!job.ok) return job;
  const possible = nextJob(situationOf(job.value), 'verified');
  if (!possible.ok) return possible;
  const application = mayGoOn(context.store, job.value);
  if (!application.ok) return application;
  const inspection = await inspectCardOf(job.value, application.value, context);
  if (!inspection.ok) return inspection;
  const differences = contradictions(inspection.value, job.value, application.value, context);
  if (!differences.ok) return differences;
  if (differences.value.length > 0) return setAsideChip(job.value, differences.value, context);
  const plastic = readPlastic(input.plastic, job.value, application.value, inspection.value, context);
  if (!plastic.ok) return plastic;
  if (plastic.value.objection !== null)
    return plasticDiffers(job.value, plastic.value, plastic.value.objection, context);
  const reported = defectsReported(context.store, job.value);
  if (reported !== null) return fail('verify.visualDefects', { defects: reported });
  if (input.visualDefects.length > 0) return defective(job.value, input.visualDefects, context);
  return pass(job.value, plastic.value, await devicesOf(context), context);
}

/** What an inspection system would object to, and every field in which chip and record differ. */
function contradictions(
  inspection: Inspection,
  job: Job,
  { person, card }: Application,
  { store }: IssueContext,
): Result<Difference[]> {
  const photo = keptChipPortrait(job, store);
  if (!photo.ok) return photo;
  if (job.sodHash === null) return fail('notFound', { what: 'chip' });
  return ok([...compareWithRecord(inspection, { person, card, photo: photo.value, sodHash: job.sodHash })]);
}

function setAsideChip(job: Job, differences: Difference[], context: IssueContext): Result<Verified> {
  const fields = differences.map((difference) => difference.field).join(', ');
  const moved = commitJob(context, (tx) => {
    audit(tx, job, 'refused', { problem: 'chip', fields: fields.slice(0, 500) });
    return setAsideIn(tx, job, { reason: 'chipMismatch', note: fields.slice(0, 500) }, context);
  });
  return moved.ok ? ok({ job: moved.value, differences }) : moved;
}

/** A slip of the eye, or of the hand that held the scanner, is forgiven once; the log itself remembers that it was. */
function plasticDiffers(
  job: Job,
  { by, fields }: PlasticReading,
  objection: AppError,
  context: IssueContext,
): Result<Verified> {
  const again = hasDifferedBefore(context.store, job);
  const recorded = commitJob(context, (tx) => {
    const detail = fields.length === 0 ? {} : { fields: fields.join(', ') };
    audit(tx, job, 'refused', { problem: 'plastic', plastic: by, ...detail });
    return again ? setAsideIn(tx, job, { reason: 'plasticMismatch', note: null }, context) : ok(job);
  });
  if (!recorded.ok) return recorded;
  return again ? fail('verify.plasticOfAnother', {}) : { ok: false, error: objection };
}

function hasDifferedBefore(reader: Reader, job: Job): boolean {
  return refusalsOf(reader, job, 'plastic').length > 0;
}

/** A defect that somebody saw does not go away by not ticking it the second time: the card is set aside. */
function defectsReported(reader: Reader, job: Job): string | null {
  const defects = refusalsOf(reader, job, 'visual')[0]?.['defects'];
  return defects === undefined ? null : String(defects);
}

/** What the log holds against this card, newest first. */
function refusalsOf(reader: Reader, job: Job, problem: 'plastic' | 'visual'): readonly AuditDetail[] {
  return reader
    .auditEntries({ action: 'card.verify', outcome: 'refused', subjectId: job.id, limit: 100 })
    .map(({ detail }) => detail)
    .filter((detail) => detail['problem'] === problem && detail['attempt'] === job.attempt);
}

function defective(job: Job, defects: readonly VisualDefect[], context: IssueContext): Result<Verified> {
  const named = defects.join(', ');
  const recorded = commitJob(context, (tx) => {
    audit(tx, job, 'refused', { problem: 'visual', defects: named });
    return ok(job);
  });
  return recorded.ok ? fail('verify.visualDefects', { defects: named }) : recorded;
}

/** Which devices made the card: what the issuance receipt names. */
async function devicesOf({
  writer,
  printer,
}: IssueContext): Promise<{ readonly writer: string; readonly printer: string }> {
  const [written, printed] = [await writer.status(), await printer.status()];
  const plain = (name: string): string => name.replaceAll(/[^\w.:, /+-]/g, '').slice(0, 100);
  return { writer: plain(written.serial ?? written.name), printer: plain(printed.device ?? printed.name) };
}

function pass(
  job: Job,
  { by }: PlasticReading,
  devices: { readonly writer: string; readonly printer: string },
  context: IssueContext,
): Result<Verified> {
  const moved = commitJob(context, (tx) => {
    const allowed = mayGoOn(tx, job);
    if (!allowed.ok) return allowed;
    audit(tx, job, 'ok', {
      chipSerial: job.chipSerial ?? '',
      ...(job.sodHash === null ? {} : { sodDigest: tx.salted(job.applicationId, job.sodHash) }),
      plastic: by,
      ...devices,
    });
    return moveJob(tx, job, 'verified', context.clock.now(), { note: null });
  });
  return moved.ok ? ok({ job: moved.value, differences: [] }) : moved;
}

type VerifyDetail = Omit<Extract<AuditEvent, { action: 'card.verify' }>['detail'], 'attempt' | 'blank'>;

function audit(tx: Transaction, job: Job, outcome: AuditOutcome, detail: VerifyDetail): void {
  tx.audit({
    action: 'card.verify',
    subject: { kind: 'job', id: job.id },
    outcome,
    detail: { attempt: job.attempt, blank: job.blankSerial ?? '', ...detail },
  });
}
