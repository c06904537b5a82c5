/** What an intake did: counts, and every refused line with its number and reason. */

import * as z from 'zod';

/** An `AppError` on its way through a schema: the kind is checked against the closed union by its texts. */
export const appErrorSchema = z.strictObject({
  kind: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});

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
