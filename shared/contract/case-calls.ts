/** Calls on a case at the desk that a second person may have to agree to: `second` signs in on the spot. */

import * as z from 'zod';
import { applicationIdSchema, cardIdSchema, jobIdSchema } from '../model/ids.ts';
import { applicationViewSchema } from '../model/issue.ts';
import { jobSchema, reprintReasonSchema } from '../model/job.ts';
import { secondPersonSchema, serviceDetailsSchema, serviceIdSchema, serviceViewSchema } from '../model/service.ts';
import { dateSchema } from '../model/time.ts';
import { call } from './call.ts';

const second = secondPersonSchema;
/** As it was on the screen. */
const revision = z.int().min(1);
/** `listNumber`: of the list that both people saw. */
const onServices = z.strictObject({ cardId: cardIdSchema, listNumber: z.int().min(0), second });

export const caseCalls = {
  /** `second`: where the staffing plan has two people answer for a warning that is set aside. */
  'review.accept': call(
    true,
    z.strictObject({
      applicationId: applicationIdSchema,
      revision,
      acknowledged: z.array(z.string()),
      second: second.optional(),
    }),
    applicationViewSchema,
  ),
  /** As `job.restart`, where the card that was set aside may bear a printed side. */
  'job.reprint': call(
    true,
    z.strictObject({ jobId: jobIdSchema, revision, reason: reprintReasonSchema, second }),
    jobSchema,
  ),
  'service.add': call(true, onServices.extend({ service: serviceDetailsSchema }), serviceViewSchema),
  'service.renew': call(true, onServices.extend({ serviceId: serviceIdSchema, until: dateSchema }), serviceViewSchema),
  'service.withdraw': call(true, onServices.extend({ serviceId: serviceIdSchema }), serviceViewSchema),
} as const;
