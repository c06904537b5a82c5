/** One shift hands over to the next: tray and safe counted, suspended cards and notes seen; both sign. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Shift } from '../../../shared/model/day.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { byTwo, names } from '../access/by-two.ts';
import type { StockContext } from '../stock/context.ts';
import { dayInChina } from '../../../shared/card/china-day.ts';
import { checkCount, recordCount } from './count.ts';

/** The shift that begins. Fails with `day.notOpen`, `day.countDiffers`, and as the second person's sign-in does. */
export async function handShift(input: ParsedInput<'day.handShift'>, context: StockContext): Promise<Result<Shift>> {
  const { actor, clock, store } = context;
  const permitted = requirePermission(actor, 'day.handShift');
  if (!permitted.ok) return permitted;
  const open = store.openDay();
  if (open === undefined) return fail('day.notOpen', { day: dayInChina(clock.now()) });
  const { day } = open;
  const count = { day, occasion: 'shift', counted: input.count, countedTwice: input.countedTwice } as const;
  const checked = checkCount(count, context);
  if (!checked.ok) return checked;
  return byTwo(
    {
      action: 'day.handShift',
      subjectId: day,
      find: (reader) =>
        reader.openDay()?.day === day ? ok(reader.countBlanks().suspended) : fail('day.notOpen', { day }),
      shown: (suspended) => [day, input.count, suspended, input.note],
      act(tx, suspended, approval) {
        const counted = recordCount(tx, count, context);
        if (!counted.ok) return counted;
        const { note } = input;
        const at = clock.now().toISOString();
        const shift = {
          number: tx.nextShiftHandOver(),
          day,
          at,
          givenBy: actor.account,
          takenBy: approval.approver,
          suspended,
          note,
        };
        tx.insertShiftHandOver({ ...shift, approvalId: approval.id });
        const detail = { suspended, ...names(approval) };
        tx.audit({ action: 'day.shiftHanded', subject: { kind: 'day', id: day }, outcome: 'ok', detail });
        return ok(shift);
      },
    },
    input.second,
    context,
  );
}
