/** A box of blanks arrives and goes into the tray: each serial gets its row, once. */

import { blankSerialSchema, type BlankSerial } from '../../../shared/model/ids.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Actor, Store } from '../ports.ts';
import { nextBlank } from './blank-state.ts';

export interface BoxOfBlanks {
  readonly box: string;
  /** Number of the first blank of the box; the others follow without a gap. */
  readonly firstSerial: number;
  readonly count: number;
}

export interface ReceiveContext {
  readonly store: Store;
  readonly actor: Actor;
  readonly now: Date;
}

/** Answers the serials in the order of the tray. Fails with `stock.blankKnown`; then not one blank was received. */
export function receiveBlanks(box: BoxOfBlanks, context: ReceiveContext): Result<readonly BlankSerial[]> {
  const serials = Array.from({ length: box.count }, (_, position) => serialOf(box.firstSerial + position));
  const loaded = nextBlank('boxed', 'loaded');
  if (!loaded.ok) return loaded;
  return context.store.commit(context.actor, (tx) => {
    for (const [position, serial] of serials.entries()) {
      if (tx.blank(serial) !== undefined) return fail('stock.blankKnown', { blank: serial });
      const blank: Blank = {
        serial,
        place: loaded.value,
        box: box.box,
        position,
        jobId: null,
        chipSerial: null,
        reason: null,
        updatedAt: context.now.toISOString(),
      };
      tx.insertBlank(blank);
    }
    tx.audit({
      action: 'blank.received',
      subject: { kind: 'blank', id: box.box },
      outcome: 'ok',
      detail: { first: serials[0] ?? '', last: serials.at(-1) ?? '', count: serials.length },
    });
    return ok(serials);
  });
}

/** Fixed width, so that serials sort as they are counted. */
function serialOf(number: number): BlankSerial {
  return blankSerialSchema.parse(`SC-${String(number).padStart(8, '0')}`);
}
