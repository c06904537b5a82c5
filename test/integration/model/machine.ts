/**
 * What writer and printer would come to, told as outcomes: the same events, entries and safe points as the use cases. What
 * needs no device is the use case itself.
 */

import { requirePermission } from '../../../electron/core/access/permissions.ts';
import { keepComposed } from '../../../electron/core/issue/compose-job.ts';
import { beginEncoding as beginToEncode } from '../../../electron/core/issue/encode.ts';
import { nextJob, situationOf, type JobEvent } from '../../../electron/core/issue/job-state.ts';
import { commitJob, findJob, moveJob } from '../../../electron/core/issue/move-job.ts';
import { lastPrintName, nextPrintName } from '../../../electron/core/issue/print-name.ts';
import { mayGoOn } from '../../../electron/core/issue/safe-point.ts';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import type { Transaction } from '../../../electron/core/ports.ts';
import type { Application } from '../../../shared/model/application.ts';
import {
  chipSerialSchema,
  jobIdSchema,
  sha256Schema,
  type BlankSerial,
  type ChipSerial,
} from '../../../shared/model/ids.ts';
import type { Job } from '../../../shared/model/job.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { ModelContext } from './model-office.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every chip has a serial of its own, as its blank has. */
function chipOf(blank: string): ChipSerial {
  return chipSerialSchema.parse(systemDigest.sha256Hex(bytes(blank)).slice(0, 16).toUpperCase());
}

/** The writer is tried with a test card: begun, and then what came of it. */
export function tryWriter(testCard: BlankSerial, outcome: 'ok' | 'failed', context: ModelContext): Result<void> {
  const permitted = requirePermission(context.actor, 'device.selfTest');
  if (!permitted.ok) return permitted;
  const subject = { kind: 'blank', id: testCard } as const;
  return context.store.commit(context.actor, (tx) => {
    tx.audit({ action: 'device.selfTest', subject, outcome: 'begun', detail: {} });
    const detail = outcome === 'ok' ? { chipSerial: chipOf(testCard) } : { error: 'chip.readBackDiffers' };
    tx.audit({ action: 'device.selfTest', subject, outcome, detail });
    return ok(undefined);
  });
}

/** Faces and seal as if they were drawn; whether there may be a job is the use case's own question. */
export function compose(application: Application, context: ModelContext): Result<Job> {
  const permitted = requirePermission(context.actor, 'job.compose');
  if (!permitted.ok) return permitted;
  const jobId = jobIdSchema.parse(context.random.id());
  const pdf = bytes(`faces of ${application.person.latinName}`);
  return keepComposed(application, { jobId, pdf, seal: bytes(jobId) }, context);
}

/** Takes the next blank of the tray, as writing a chip begins by doing. */
export function beginEncoding(job: Job, context: ModelContext): Result<Job> {
  const permitted = requirePermission(context.actor, 'job.encode');
  if (!permitted.ok) return permitted;
  const found = findJob(context.store, { jobId: job.id, revision: job.revision });
  if (!found.ok) return found;
  const possible = nextJob(situationOf(job), 'encodeBegun');
  if (!possible.ok) return possible;
  const sodHash = sha256Schema.parse(systemDigest.sha256Hex(bytes(`${job.id} ${job.attempt}`)));
  return beginToEncode(job, { files: [], sodHash }, null, context);
}

/** One more event of the way, with its entry; a chip that was touched is known by its own serial from then on. */
export function goOn(job: Job, event: JobEvent, context: ModelContext): Result<Job> {
  const permitted = requirePermission(context.actor, 'job.verify');
  if (!permitted.ok) return permitted;
  return commitJob(context, (tx) => {
    const allowed = event === 'printBegun' || event === 'verified' ? mayGoOn(tx, job) : undefined;
    if (allowed !== undefined && !allowed.ok) return allowed;
    putEntry(tx, job, event);
    const chip = event === 'encoded' ? chipOf(job.blankSerial ?? '') : null;
    const held = job.blankSerial === null ? undefined : tx.blank(job.blankSerial);
    const at = context.clock.now();
    if (chip !== null && held !== undefined && held.chipSerial === null) {
      tx.bindChip(held.serial, chip, at);
      const subject = { kind: 'blank', id: held.serial } as const;
      tx.audit({ action: 'blank.bound', subject, outcome: 'ok', detail: { job: job.id, chipSerial: chip } });
    }
    return moveJob(tx, job, event, at, chip === null ? {} : { chipSerial: chip });
  });
}

function putEntry(tx: Transaction, job: Job, event: JobEvent): void {
  const subject = { kind: 'job', id: job.id } as const;
  const detail = { attempt: job.attempt, blank: job.blankSerial ?? '' };
  if (event === 'printBegun') {
    const printName = nextPrintName(tx, job);
    tx.audit({ action: 'card.print', subject, outcome: 'begun', detail: { ...detail, printName } });
  } else if (job.state === 'printing') {
    const printName = lastPrintName(tx, job.id) ?? '';
    const outcome = event === 'printed' ? 'ok' : event === 'printRefused' ? 'failed' : 'unknown';
    tx.audit({ action: 'card.print', subject, outcome, detail: { ...detail, printName } });
  } else if (event === 'verified') {
    const checked = { ...detail, chipSerial: job.chipSerial ?? '', plastic: 'seal' };
    tx.audit({ action: 'card.verify', subject, outcome: 'ok', detail: checked });
  } else {
    tx.audit({ action: 'chip.encode', subject, outcome: event === 'outcomeUnknown' ? 'unknown' : 'ok', detail });
  }
}
