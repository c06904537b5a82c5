/** Calls about a person's data as a whole. */

import * as z from 'zod';
import { call, nothing } from './call.ts';
import { applicationIdSchema } from '../model/ids.ts';
import {
  personViewSchema,
  retentionKindSchema,
  erasureViewSchema,
  keySlotSchema,
  keysViewSchema,
  slotChangeSchema,
} from '../person/view.ts';
import { secondPersonSchema } from '../model/service.ts';
import { erasureReasonSchema } from '../person/erasure.ts';

export const personCalls = {
  /** Everything on file about the person of that case, in one file that the person gets; `null`: changed their mind. */
  'person.chooseAndExport': call(
    true,
    z.strictObject({ applicationId: applicationIdSchema }),
    z.strictObject({ file: z.string(), entries: z.int() }).nullable(),
  ),
  /** Who it is and what holds each of their cases, for two people to decide; on record as a look at the case. */
  'person.show': call(true, z.strictObject({ applicationId: applicationIdSchema }), personViewSchema),
  /** Whole years by kind, as the profile says. */
  'person.retention': call(
    false,
    nothing,
    z.strictObject({ cardIssued: z.int(), cardNeverLeft: z.int(), noCard: z.int() }),
  ),
  /** Cases whose time is over, ids and days only; from the one after `after` on. */
  'person.due': call(
    false,
    z.strictObject({ after: applicationIdSchema.nullable(), limit: z.int().min(1).max(500) }),
    z.array(z.strictObject({ applicationId: applicationIdSchema, kind: retentionKindSchema, keptUntil: z.string() })),
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
  /** Newest first; they name nobody. */
  'person.erasures': call(false, z.strictObject({ limit: z.int().min(1).max(500) }), z.array(erasureViewSchema)),
  /** The certificate as PDF, with the signed statement beside it; `null`: changed their mind. */
  'person.chooseAndSaveCertificate': call(
    true,
    z.strictObject({ erasureId: z.string() }),
    z.strictObject({ file: z.string() }).nullable(),
  ),

  /** How the keys of persons are opened here, and where copies of them are. */
  'person.keys': call(false, nothing, keysViewSchema),
  /** Two people. `passphrase`: of the envelope, for that slot alone. */
  'person.changeSlot': call(
    true,
    z.strictObject({
      act: slotChangeSchema,
      slot: keySlotSchema,
      passphrase: z.string().max(200),
      second: secondPersonSchema,
    }),
    keysViewSchema,
  ),
  'person.chooseAndCopyKeys': call(true, nothing, z.strictObject({ file: z.string(), copy: z.string() }).nullable()),
  /** Somebody says that a copy was destroyed. */
  'person.copyGone': call(true, z.strictObject({ copy: z.string() }), keysViewSchema),
} as const;
