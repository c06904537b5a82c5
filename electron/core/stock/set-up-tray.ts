/** The training set-up fills the tray with invented blanks and opens the day, so that a trainee can begin at once. */

import { blankSerialSchema, type BlankSerial } from '../../../shared/model/ids.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { dayInChina } from '../../../shared/card/china-day.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Store, Transaction } from '../ports.ts';
import { setUp } from '../access/system-actor.ts';
import { officeTotal } from './balance.ts';

export interface BoxOfBlanks {
  readonly box: string;
  /** Number of the first blank of the box; the others follow without a gap. */
  readonly firstSerial: number;
  readonly count: number;
}

export interface SetUpContext {
  readonly store: Store;
  readonly now: Date;
}

/** Answers the serials in the order of the tray. Fails with `stock.blankKnown`; then not one blank was received. */
export function setUpTray(box: BoxOfBlanks, { store, now }: SetUpContext): Result<readonly BlankSerial[]> {
  const serials = Array.from({ length: box.count }, (_, position) => serialOf(box.firstSerial + position));
  const updatedAt = now.toISOString();
  return store.commit(setUp, (tx) => {
    const known = serials.find((serial) => tx.blank(serial) !== undefined);
    if (known !== undefined) return fail('stock.blankKnown', { blank: known });
    const [firstSerial, lastSerial] = [serials[0], serials.at(-1)];
    if (firstSerial === undefined || lastSerial === undefined) throw new Error('a box of nothing');
    tx.insertBox({
      name: box.box,
      deliveryNote: 'TRAINING',
      firstSerial,
      lastSerial,
      count: box.count,
      receivedAt: updatedAt,
      receivedBy: setUp.account,
      approvalId: null,
      openedAt: updatedAt,
      openedBy: setUp.account,
    });
    const blanks = serials.map((serial, position): Blank => {
      return {
        serial,
        place: 'inTray',
        box: box.box,
        position,
        jobId: null,
        chipSerial: null,
        reason: null,
        updatedAt,
      };
    });
    tx.moveBlanks({ act: 'setUp', at: now }, blanks);
    tx.audit({
      action: 'blank.received',
      subject: { kind: 'blank', id: box.box },
      outcome: 'ok',
      detail: { first: firstSerial, last: lastSerial, count: serials.length },
    });
    return ok(serials);
  });
}

/**
 * Opens the day for whoever trains, unless one is open, today's was closed already, or there is something that two people
 * have to explain first: those are there to be practised.
 */
export function setUpDay({ store, now }: SetUpContext): Result<void> {
  const last = store.lastClosedDay();
  const today = dayInChina(now);
  if (store.openDay() !== undefined || store.unexplained().length > 0) return ok(undefined);
  if (last !== undefined && (last.day >= today || (store.lastClose() ?? '') > now.toISOString())) return ok(undefined);
  return store.commit(setUp, (tx) => openIn(tx, today, now));
}

function openIn(tx: Transaction, day: string, now: Date): Result<void> {
  const opening = officeTotal(tx.countBlanks());
  tx.insertDay({
    day,
    state: 'open',
    openedAt: now.toISOString(),
    openedBy: setUp.account,
    closedAt: null,
    closedBy: null,
    isLate: false,
    testCard: null,
    untested: null,
    opening,
    firstMovement: tx.lastMovement() + 1,
    balance: null,
    note: null,
    revision: 1,
  });
  tx.audit({ action: 'day.opened', subject: { kind: 'day', id: day }, outcome: 'ok', detail: { opening } });
  return ok(undefined);
}

/** Fixed width, so that serials sort as they are counted. */
function serialOf(number: number): BlankSerial {
  return blankSerialSchema.parse(`SC-${String(number).padStart(8, '0')}`);
}
