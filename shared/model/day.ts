/** The working day: opened, handed from shift to shift, counted and closed. */

import * as z from 'zod';
import { dateSchema, instantSchema } from './time.ts';

/** What one person writes at an opening, a change of shift or a close: so many characters at most. */
export const LONGEST_NOTE = 1000;

/** What lies about the office and can be counted by hand; everything else has left it, or is at a machine. */
export const countedPlaces = ['boxed', 'inTray', 'setAside', 'test', 'returned', 'suspended', 'finished'] as const;

const count = z.int().min(0).max(1_000_000);

/** Tray and safe: all that is counted in the middle of the work. */
export const quickCountSchema = z.strictObject({ boxed: count, inTray: count });

export const fullCountSchema = z.strictObject({
  boxed: count,
  inTray: count,
  setAside: count,
  test: count,
  returned: count,
  suspended: count,
  finished: count,
});

/** Why the writer was not tried on the day that is opened. */
export const untestedReasonSchema = z.enum(['noTestCard', 'writerFault', 'testCardFault']);

export const dayStateSchema = z.enum(['open', 'closing', 'closed']);

/** Opening, coming and going of the office: the sums of both sides are equal unless something is missing. */
export const balanceSchema = z.strictObject({
  opening: z.int(),
  received: z.int(),
  transferredIn: z.int(),
  found: z.int(),
  /** Old cards and others that came back from where they had left to. */
  cameBack: z.int(),
  /** In the office at the end, by place. */
  inOffice: z.record(z.string(), z.int()),
  /** Left the office during the day, by place. */
  left: z.record(z.string(), z.int()),
});

export const workDaySchema = z.strictObject({
  day: dateSchema,
  state: dayStateSchema,
  openedAt: instantSchema,
  openedBy: z.string(),
  closedAt: instantSchema.nullable(),
  closedBy: z.string().nullable(),
  /** Closed on a later day than its own. */
  isLate: z.boolean(),
  /** Serial of the test card that the writer was tried with on that day, and passed. */
  testCard: z.string().nullable(),
  /** Why it was opened without such a test. Both are null on days of version 0.1 and of the training set-up. */
  untested: untestedReasonSchema.nullable(),
  /** Blanks in the office when it was opened. */
  opening: z.int().min(0),
  firstMovement: z.int().min(1),
  balance: balanceSchema.nullable(),
  /** Of the opening and of the close, a line each. */
  note: z
    .string()
    .max(2 * LONGEST_NOTE + 1)
    .nullable(),
  revision: z.int().min(1),
});

export const countOccasionSchema = z.enum(['open', 'shift', 'close']);

export const differenceCauseSchema = z.enum(['miscounted', 'misplaced', 'missing', 'surplus', 'other']);

/** A count that differs from the ledger: no card is begun until two people have explained it. */
export const stockDifferenceSchema = z.strictObject({
  number: z.int().min(1),
  day: dateSchema,
  occasion: countOccasionSchema,
  /** By place; only those that differ. */
  expected: z.record(z.string(), z.int()),
  counted: z.record(z.string(), z.int()),
  raisedAt: instantSchema,
  raisedBy: z.string(),
  cause: differenceCauseSchema.nullable(),
  explanation: z.string().nullable(),
  explainedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  explainedAt: instantSchema.nullable(),
});

export const shiftSchema = z.strictObject({
  number: z.int().min(1),
  day: dateSchema,
  at: instantSchema,
  givenBy: z.string(),
  takenBy: z.string(),
  suspended: z.int().min(0),
  note: z.string().max(LONGEST_NOTE),
});

/** One check of the opening: whether it is well, and what there is to know. */
export const dayCheckSchema = z.strictObject({
  check: z.enum(['clock', 'documentSigner', 'sealSigner', 'writer', 'printer', 'selfTest']),
  ok: z.boolean(),
  /** A date, a state of a device, the test card that passed today; shown as it is. */
  detail: z.string(),
});

/** What still lies about at the close: each is seen before the day ends. */
export const leftOverSchema = z.strictObject({
  envelopes: z.int(),
  returnedCards: z.int(),
  custody: z.int(),
  unfinishedJobs: z.int(),
  suspended: z.int(),
  resultsWaiting: z.int(),
});

export const dayViewSchema = z.strictObject({
  /** The day that is open or being closed. */
  current: workDaySchema.nullable(),
  /** The last one that was closed. */
  last: workDaySchema.nullable(),
  today: dateSchema,
  /** The open day is an earlier one: its close was missed. */
  isOverdue: z.boolean(),
  /** The kind of the failure that a first card would meet now; null where it may begin. */
  blockedBy: z.string().nullable(),
  differences: z.array(stockDifferenceSchema),
  shifts: z.array(shiftSchema),
  leftOver: leftOverSchema,
});

export type FullCount = z.infer<typeof fullCountSchema>;
export type UntestedReason = z.infer<typeof untestedReasonSchema>;
export type WorkDay = z.infer<typeof workDaySchema>;
export type Balance = z.infer<typeof balanceSchema>;
export type StockDifference = z.infer<typeof stockDifferenceSchema>;
export type CountOccasion = z.infer<typeof countOccasionSchema>;
export type Shift = z.infer<typeof shiftSchema>;
export type DayCheck = z.infer<typeof dayCheckSchema>;
export type DayView = z.infer<typeof dayViewSchema>;
