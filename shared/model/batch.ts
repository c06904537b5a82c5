/** What came of a batch of cases at the devices. */

import * as z from 'zod';
import { applicationIdSchema } from './ids.ts';

export const batchReportSchema = z.strictObject({
  end: z.enum(['done', 'paused']),
  /** The kind of the failure that stopped it; null where nothing did. */
  reason: z.string().nullable(),
  printed: z.array(applicationIdSchema),
  /** Cards that were set aside or have to be looked at, and cases that may not go on. */
  failed: z.array(z.strictObject({ applicationId: applicationIdSchema, reason: z.string() })),
});

export type BatchReport = z.infer<typeof batchReportSchema>;
