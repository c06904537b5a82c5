/** An application: one approved case as this workstation holds it. States: `electron/core/review/application-state.ts`. */

import * as z from 'zod';
import { approvalSchema, cardDataSchema, kindOfIssueSchema } from './approval.ts';
import { applicationIdSchema, applicationNumberSchema, sha256Schema } from './ids.ts';
import { personSchema } from './person.ts';
import { instantSchema } from './time.ts';
import { cropSchema } from '../portrait/crop.ts';

export const applicationStateSchema = z.enum(['received', 'accepted', 'returned', 'held', 'withdrawn']);

export const applicationSchema = z.strictObject({
  id: applicationIdSchema,
  number: applicationNumberSchema,
  state: applicationStateSchema,
  /** Where a release of hold leads back to; null unless held. */
  heldFrom: z.enum(['received', 'accepted', 'returned']).nullable(),
  /** Why it was returned, held or withdrawn. */
  reason: z.string().nullable(),
  kind: kindOfIssueSchema,
  urgent: z.boolean(),
  person: personSchema,
  card: cardDataSchema,
  decision: approvalSchema.shape.decision,
  /** SHA-256 of the payload of the approval or replacement in force. */
  recordHash: sha256Schema,
  expiresAt: instantSchema,
  receivedAt: instantSchema,
  /** How an officer framed the photo; null: as the program chooses (`automaticCrop`). */
  crop: cropSchema.nullable(),
  /** Account that accepted or returned it. */
  reviewedBy: z.string().nullable(),
  reviewedAt: instantSchema.nullable(),
  /** Grows with every change; a decision names the revision that was on the screen. */
  revision: z.int().min(1),
});

/** What a reviewer should look at; a warning is acknowledged one by one, it never blocks by itself. */
export const warningSchema = z.strictObject({
  kind: z.enum([
    'approvalExpiresSoon',
    'passportExpiresSoon',
    'nameNearLimit',
    'noChineseName',
    'rareCharacter',
    'minor',
    'urgent',
    'validityStartsLater',
    'photoSmall',
    'photoBlurred',
    'photoDark',
    'photoBright',
    'photoFlat',
    'photoBackgroundUneven',
    'photoBackgroundDark',
    'photoFaceNotFound',
    'photoFaceSmall',
    'photoFaceLarge',
    'photoFaceOffCentre',
    'photoTilted',
    'livingCardExists',
    'formerNumberBreaksRelation',
  ]),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});

export type ApplicationState = z.infer<typeof applicationStateSchema>;
export type Application = z.infer<typeof applicationSchema>;
export type Warning = z.infer<typeof warningSchema>;
