/** A job: the work on one application's card. States: `electron/core/issue/job-state.ts`. */

import * as z from 'zod';
import { applicationIdSchema, blankSerialSchema, chipSerialSchema, jobIdSchema, sha256Schema } from './ids.ts';
import { offsetsSchema } from './printer-profile.ts';
import { instantSchema } from './time.ts';

export const jobStateSchema = z.enum([
  'composed',
  'encoding',
  'encoded',
  'printing',
  'printed',
  'verified',
  'suspended',
  'setAside',
  'cancelled',
]);

/** Named causes, so that spoilage can be counted; `note` on the job says more. */
export const setAsideReasonSchema = z.enum([
  'chipFault',
  'chipMismatch',
  'printFault',
  'plasticMismatch',
  'visualDefect',
  'outcomeUnknown',
  'recordChanged',
  'other',
]);

/** Why another card is made in place of one that may be printed. Closed words: they go into the log. */
export const reprintReasonSchema = z.enum(['printSpoilt', 'chipUnusable', 'plasticFlawed', 'cardMissing']);

export const jobSchema = z.strictObject({
  id: jobIdSchema,
  applicationId: applicationIdSchema,
  state: jobStateSchema,
  /** Which effect has an unknown outcome; null unless suspended. */
  suspendedIn: z.enum(['encoding', 'printing']).nullable(),
  setAsideReason: setAsideReasonSchema.nullable(),
  note: z.string().max(500).nullable(),
  /** Counts blanks used on this job, 1 for the first. Names the print job together with the id. */
  attempt: z.int().min(1),
  blankSerial: blankSerialSchema.nullable(),
  chipSerial: chipSerialSchema.nullable(),
  /** The record that the faces and the chip were made from; a later record makes them stale. */
  recordHash: sha256Schema,
  pdfHash: sha256Schema,
  sodHash: sha256Schema.nullable(),
  /** With which the faces were composed; null in a job of version 0.1, which had none but the printer's own. */
  printOffsets: offsetsSchema.nullable(),
  /** The numbered slot in which a written card waits while another written one is unprinted; null elsewhere. */
  slot: z.int().min(1).nullable(),
  startedBy: z.string(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  revision: z.int().min(1),
});

export type JobState = z.infer<typeof jobStateSchema>;
export type ReprintReason = z.infer<typeof reprintReasonSchema>;
export type SetAsideReason = z.infer<typeof setAsideReasonSchema>;
export type Job = z.infer<typeof jobSchema>;
