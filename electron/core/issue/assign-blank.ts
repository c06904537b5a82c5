/**
 * Which blank a job gets: the next one of the tray. Where the printer writes chips itself, nobody lays a card anywhere: it
 * comes from the hopper, and which blank it is is known at first contact, before anything is written to it.
 */

import type { ChipSerial } from '../../../shared/model/ids.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { connect } from '../chip/card-commands.ts';
import { mayBegin } from '../day/may-begin.ts';
import type { Transaction } from '../ports.ts';
import { nextBlank } from '../stock/blank-state.ts';
import type { IssueContext } from './context.ts';

/** More blanks than any hopper and tray hold. */
const wholeTray = 10_000;

/** The chip of the card in the printer's encoder; null where cards are laid under a writer. Nothing is written. */
export async function chipInside(
  job: Job,
  { printerProfile, training, store, writer }: IssueContext,
): Promise<Result<ChipSerial | null>> {
  if (!printerProfile.inlineEncoder) return ok(null);
  const expected = job.blankSerial ?? store.tray(1)[0]?.serial;
  if (expected !== undefined) training?.placeBlank(expected);
  const opened = await writer.open();
  if (!opened.ok) return opened;
  try {
    const contact = await connect(writer);
    return contact.ok ? ok(contact.value.chipSerial) : { ok: false, error: contact.error.error };
  } finally {
    await writer.powerOff();
    await writer.close();
  }
}

interface Assigned {
  /** As it stands in the row; another blank may have been taken from it. */
  readonly job: Job;
  readonly changes: Partial<Pick<Job, 'blankSerial' | 'chipSerial'>>;
}

/**
 * The blank of this attempt, or the untouched one that an earlier refusal left with the job. Fails with `stock.trayEmpty`,
 * with `stock.chipTaken` where the card in the printer is one that is elsewhere in the books.
 */
export function assignBlank(
  tx: Transaction,
  job: Job,
  inside: ChipSerial | null,
  rules: Pick<IssueContext, 'profile' | 'clock'>,
): Result<Assigned> {
  const at = rules.clock.now();
  if (inside === null) {
    if (job.blankSerial !== null) return ok({ job, changes: {} });
    const blank = tx.tray(1)[0];
    if (blank === undefined) return fail('stock.trayEmpty', {});
    const taken = assigned(tx, job, blank, '', rules);
    if (!taken.ok) return taken;
    return ok({ job, changes: { blankSerial: blank.serial, chipSerial: blank.chipSerial } });
  }
  if (job.blankSerial !== null && job.chipSerial === inside) return ok({ job, changes: {} });
  const blank = blankInside(tx, inside);
  if (!blank.ok) return blank;
  // The hopper gave another card than the one that was refused before its first byte: that one is a blank as before.
  const free = job.blankSerial === null ? ok(job) : release(tx, job, at);
  if (!free.ok) return free;
  const taken = assigned(tx, job, blank.value, job.blankSerial ?? '', rules);
  if (!taken.ok) return taken;
  if (blank.value.chipSerial === null) {
    tx.bindChip(blank.value.serial, inside, at);
    const subject = { kind: 'blank', id: blank.value.serial } as const;
    tx.audit({ action: 'blank.bound', subject, outcome: 'ok', detail: { job: job.id, chipSerial: inside } });
  }
  return ok({ job: free.value, changes: { blankSerial: blank.value.serial, chipSerial: inside } });
}

/** A chip that was met before names its blank; else it is the next one of the tray that was never met. */
function blankInside(tx: Transaction, inside: ChipSerial): Result<Blank> {
  const known = tx.blankOfChip(inside);
  if (known !== undefined) {
    return known.place === 'inTray' ? ok(known) : fail('stock.chipTaken', { blank: known.serial, chip: inside });
  }
  const next = tx.tray(wholeTray).find(({ chipSerial }) => chipSerial === null);
  return next === undefined ? fail('stock.trayEmpty', {}) : ok(next);
}

function release(tx: Transaction, job: Job, at: Date): Result<Job> {
  const blank = job.blankSerial === null ? undefined : tx.blank(job.blankSerial);
  if (blank === undefined) return fail('notFound', { what: 'blank' });
  const place = nextBlank(blank.place, 'released');
  if (!place.ok) return place;
  const updatedAt = at.toISOString();
  tx.moveBlanks({ act: 'released', at }, [{ ...blank, place: place.value, jobId: null, updatedAt }]);
  const free: Job = { ...job, blankSerial: null, chipSerial: null, updatedAt, revision: job.revision + 1 };
  tx.updateJob(free);
  return ok(free);
}

/** The one moment that the working day gates: a card that was begun is asked nothing more (core/day/may-begin.ts). */
function assigned(
  tx: Transaction,
  job: Job,
  { serial }: Blank,
  blankReleased: string,
  rules: Pick<IssueContext, 'profile' | 'clock'>,
): Result<void> {
  const begins = mayBegin(tx, rules);
  if (!begins.ok) return begins;
  const tray = tx.trayOf(serial) ?? '';
  if (tray !== rules.profile.workstation) return fail('stock.otherTray', { blank: serial, tray });
  const released = blankReleased === '' ? {} : { blankReleased };
  tx.audit({
    action: 'blank.assigned',
    subject: { kind: 'blank', id: serial },
    outcome: 'ok',
    detail: { job: job.id, attempt: job.attempt, ...released },
  });
  return ok(undefined);
}
