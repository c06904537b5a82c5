/** What writer and printer would come to, told as outcomes: the same events, entries and safe points as the use cases. */

import { mayBegin } from '../../../electron/core/day/may-begin.ts';
import type { IssueContext } from '../../../electron/core/issue/context.ts';
import type { JobEvent } from '../../../electron/core/issue/job-state.ts';
import { commitJob, moveJob } from '../../../electron/core/issue/move-job.ts';
import { accepted, mayGoOn } from '../../../electron/core/issue/safe-point.ts';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import type { Application } from '../../../shared/model/application.ts';
import { chipSerialSchema, sha256Schema, type ChipSerial } from '../../../shared/model/ids.ts';
import { jobSchema, type Job } from '../../../shared/model/job.ts';
import { fail, type Result } from '../../../shared/result.ts';

const hash = sha256Schema.parse('1'.repeat(64));

/** Every chip has a serial of its own, as its blank has. */
function chipOf(blank: string): ChipSerial {
  const digest = systemDigest.sha256Hex(new TextEncoder().encode(blank));
  return chipSerialSchema.parse(digest.slice(0, 16).toUpperCase());
}

export function compose(application: Application, context: IssueContext): Result<Job> {
  const now = context.clock.now().toISOString();
  const job = jobSchema.parse({
    id: context.random.id(),
    applicationId: application.id,
    state: 'composed',
    suspendedIn: null,
    setAsideReason: null,
    note: null,
    attempt: 1,
    blankSerial: null,
    chipSerial: null,
    recordHash: application.recordHash,
    pdfHash: hash,
    sodHash: null,
    startedBy: context.actor.account,
    slot: null,
    printOffsets: null,
    createdAt: now,
    updatedAt: now,
    revision: 1,
  });
  return commitJob(context, (tx) => {
    const current = tx.application(application.id);
    if (current === undefined) return fail('notFound', { what: 'application' });
    const good = accepted(tx, current);
    if (!good.ok) return good;
    const earlier = tx.jobOf(application.id);
    if (earlier !== undefined && earlier.state !== 'cancelled') return fail('job.alreadyOpen', { job: earlier.id });
    tx.insertJob(job);
    tx.putJobFile(job.id, 'card.pdf', new TextEncoder().encode(`faces of ${current.person.latinName}`));
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
    return { ok: true, value: job };
  });
}

/** Takes the next blank of the tray, as writing a chip begins by doing. */
export function beginEncoding(job: Job, context: IssueContext): Result<Job> {
  return commitJob(context, (tx) => {
    const allowed = mayGoOn(tx, job);
    if (!allowed.ok) return allowed;
    const day = mayBegin(tx, context);
    if (!day.ok) return day;
    const [next] = tx.tray(1);
    const blank = job.blankSerial ?? next?.serial;
    if (blank === undefined) return fail('stock.trayEmpty', {});
    const moved = moveJob(tx, job, 'encodeBegun', context.clock.now(), { blankSerial: blank, sodHash: hash });
    if (!moved.ok) return moved;
    tx.audit({
      action: 'chip.encode',
      subject: { kind: 'job', id: job.id },
      outcome: 'begun',
      detail: { attempt: job.attempt, blank, sodDigest: tx.salted(job.applicationId, hash) },
    });
    return moved;
  });
}

/** One more event of the way, with its entry; a chip that was touched is known by its own serial from then on. */
export function goOn(job: Job, event: JobEvent, context: IssueContext): Result<Job> {
  return commitJob(context, (tx) => {
    const allowed = event === 'printBegun' || event === 'verified' ? mayGoOn(tx, job) : undefined;
    if (allowed !== undefined && !allowed.ok) return allowed;
    const blank = job.blankSerial ?? '';
    const chip = event === 'encoded' ? chipOf(blank) : null;
    const held = job.blankSerial === null ? undefined : tx.blank(job.blankSerial);
    const at = context.clock.now();
    if (chip !== null && held !== undefined && held.chipSerial === null) tx.bindChip(held.serial, chip, at);
    const subject = { kind: 'job', id: job.id } as const;
    const outcome = event === 'outcomeUnknown' ? 'unknown' : 'ok';
    const { attempt } = job;
    if (event === 'verified') {
      const detail = { attempt, blank, chipSerial: job.chipSerial ?? '', plastic: 'seal' };
      tx.audit({ action: 'card.verify', subject, outcome, detail });
    } else tx.audit({ action: 'chip.encode', subject, outcome, detail: { attempt, blank } });
    return moveJob(tx, job, event, at, chip === null ? {} : { chipSerial: chip });
  });
}
