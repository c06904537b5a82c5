/** What an intake did: counts, and every refused line with its number and reason. */

import * as z from 'zod';
import type { AppError } from '../result.ts';
import { warningSchema } from './application.ts';

/** An `AppError` inside an answer. Answers come from our own side: the check tells a failure from anything else. */
export const appErrorSchema = z.custom<AppError>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value && 'data' in value,
);

export const intakeReportSchema = z.strictObject({
  file: z.string(),
  lines: z.int(),
  /** New applications. */
  imported: z.int(),
  replaced: z.int(),
  withdrawn: z.int(),
  held: z.int(),
  released: z.int(),
  duplicates: z.int(),
  refused: z.array(z.strictObject({ line: z.int().min(1), error: appErrorSchema })),
  /** How many of the photos that were taken in are worth a second look. Nothing is refused for it; the review asks again. */
  doubtfulPhotos: z.int(),
  /** The first of them, with what was found. */
  photosToCheck: z.array(
    z.strictObject({ line: z.int().min(1), applicationNumber: z.string(), findings: z.array(warningSchema) }),
  ),
});

export const intakeProgressSchema = z.strictObject({
  bytesDone: z.number(),
  bytesTotal: z.number(),
  lines: z.int(),
  imported: z.int(),
  refused: z.int(),
});

export type IntakeReport = z.infer<typeof intakeReportSchema>;
export type IntakeProgress = z.infer<typeof intakeProgressSchema>;
