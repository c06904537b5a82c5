/** The calls of the working day: open, hand over the shift, close. */

import * as z from 'zod';
import {
  dayCheckSchema,
  dayViewSchema,
  fullCountSchema,
  LONGEST_NOTE,
  quickCountSchema,
  shiftSchema,
  untestedReasonSchema,
  workDaySchema,
} from '../model/day.ts';
import { secondPersonSchema } from '../model/service.ts';
import { dateSchema } from '../model/time.ts';
import { call, nothing } from './call.ts';

const note = z.string().trim().max(LONGEST_NOTE);
/** True once it was counted a second time and came to the same. */
const countedTwice = z.boolean();

export const dayCalls = {
  'day.view': call(false, nothing, dayViewSchema),
  /** Clock, certificates, devices, self-test: asked before the day is opened. */
  'day.checks': call(false, nothing, z.array(dayCheckSchema)),
  'day.open': call(
    true,
    z.strictObject({
      count: quickCountSchema,
      countedTwice,
      /** Null: the writer passed its self-test today, as the log has it. Else why there was none. */
      untested: untestedReasonSchema.nullable(),
      /** The clock is right although much time has passed. */
      clockConfirmed: z.boolean(),
      note,
    }),
    workDaySchema,
  ),
  /** `second` takes over from whoever is signed in. */
  'day.handShift': call(
    true,
    z.strictObject({ count: quickCountSchema, countedTwice, note, second: secondPersonSchema }),
    shiftSchema,
  ),
  /** No new card from here on; those under way go on. */
  'day.beginClose': call(true, nothing, workDaySchema),
  'day.resume': call(true, nothing, workDaySchema),
  'day.close': call(
    true,
    z.strictObject({
      count: fullCountSchema,
      countedTwice,
      /** Envelopes and unfinished jobs were looked at. */
      leftOverSeen: z.boolean(),
      note,
    }),
    workDaySchema,
  ),
  'day.chooseAndSaveCountSheet': call(
    true,
    z.strictObject({ day: dateSchema }),
    z.strictObject({ file: z.string() }).nullable(),
  ),
} as const;
