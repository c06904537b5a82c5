/** What came of a batch of cases at the devices. */

import * as z from 'zod';
import { applicationIdSchema } from './ids.ts';
import { appErrorSchema } from './intake.ts';
import { jobSchema } from './job.ts';

export const batchReportSchema = z.strictObject({
  end: z.enum(['done', 'paused']),
  /** The kind of the failure that stopped it; null where nothing did. */
  reason: z.string().nullable(),
  printed: z.array(applicationIdSchema),
  /** Made at a printer that counts nothing: the finished card is still to be presented. */
  toLookAt: z.array(applicationIdSchema),
  /** Cards that were set aside or have to be looked at, and cases that may not go on. */
  failed: z.array(z.strictObject({ applicationId: applicationIdSchema, reason: z.string() })),
});

/** Why a case goes before others. Closed words: they go into the log. */
export const urgentReasonSchema = z.enum(['holderWaits', 'travel', 'authorityAsks', 'cardSpoilt']);

/**
 * `tapping`: the card is read once more before it is fed, to see whose it is. `toLookAt`: the printer is done with it, and
 * only the finished card can tell whether it is printed.
 */
export const batchStationSchema = z.enum([
  'waiting',
  'writing',
  'written',
  'tapping',
  'printing',
  'printed',
  'toLookAt',
  'failed',
]);

/** One case of the batch as the desk sees it. */
export const batchCaseSchema = z.strictObject({
  applicationId: applicationIdSchema,
  number: z.string(),
  latinName: z.string(),
  urgent: z.boolean(),
  station: batchStationSchema,
  /** Null unless failed. */
  error: appErrorSchema.nullable(),
  job: jobSchema.nullable(),
});

/** The batch of this workstation: those at the devices first, then those that wait, in their order. */
export const batchViewSchema = z.strictObject({
  isRunning: z.boolean(),
  /** Asked to pause, and still busy with the cards at the devices. */
  isPausing: z.boolean(),
  /** What stopped it; null where nothing did. */
  error: appErrorSchema.nullable(),
  cases: z.array(batchCaseSchema),
});

export type UrgentReason = z.infer<typeof urgentReasonSchema>;
export type BatchStation = z.infer<typeof batchStationSchema>;
export type BatchCase = z.infer<typeof batchCaseSchema>;
export type BatchView = z.infer<typeof batchViewSchema>;
export type BatchReport = z.infer<typeof batchReportSchema>;
