/** Calls about a person's data as a whole. */

import * as z from 'zod';
import { call } from './call.ts';
import { applicationIdSchema } from '../model/ids.ts';
import { secondPersonSchema } from '../model/service.ts';
import { erasureReasonSchema } from '../person/erasure.ts';

export const personCalls = {
  /** Everything on file about the person of that case, in one file that the person gets; `null`: changed their mind. */
  'person.chooseAndExport': call(
    true,
    z.strictObject({ applicationId: applicationIdSchema }),
    z.strictObject({ file: z.string(), entries: z.int() }).nullable(),
  ),
  /** Cases whose time is over, ids and days only; from the one after `after` on. */
  'person.due': call(
    false,
    z.strictObject({ after: applicationIdSchema.nullable(), limit: z.int().min(1).max(500) }),
    z.array(z.strictObject({ applicationId: applicationIdSchema, kind: z.string(), keptUntil: z.string() })),
  ),
  /** Two people; all cases of the person of that case. What was erased cannot be read again. */
  'person.erase': call(
    true,
    z.strictObject({
      applicationId: applicationIdSchema,
      revision: z.int().min(1),
      reason: erasureReasonSchema,
      second: secondPersonSchema,
    }),
    z.strictObject({ erasureId: z.string(), cases: z.int(), certificate: z.string() }),
  ),
} as const;
