/** Finished cards while they wait: under way to another office, reminded of, complained about, out of use. */

import * as z from 'zod';
import { kindOfIssueSchema } from './approval.ts';
import { applicationIdSchema, blankSerialSchema, cardIdSchema, chipSerialSchema, sha256Schema } from './ids.ts';
import { complaintDecisionSchema, revokeReasonSchema } from './results.ts';
import { blankPlaceSchema, cardSchema } from './stock.ts';
import { dateSchema, instantSchema } from './time.ts';
import { applicationStateSchema } from './application.ts';

const idSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** One card on its way to another office; `outcome` is null until it arrived there or came back. */
export const dispatchSchema = z.strictObject({
  id: idSchema,
  cardId: cardIdSchema,
  office: z.string().regex(/^[A-Z0-9-]{2,20}$/),
  dispatchedBy: z.string(),
  dispatchedAt: instantSchema,
  digest: sha256Schema,
  outcome: z.enum(['received', 'cameBack']).nullable(),
  settledBy: z.string().nullable(),
  settledAt: instantSchema.nullable(),
});

export const reminderMeansSchema = z.enum(['letter', 'telephone', 'message']);
export const reminderSchema = z.strictObject({
  cardId: cardIdSchema,
  means: reminderMeansSchema,
  remindedBy: z.string(),
  remindedAt: instantSchema,
});

/** What the holder says is wrong. */
export const complaintKindSchema = z.enum(['print', 'data', 'chip', 'damage']);

export const complaintSchema = z.strictObject({
  id: idSchema,
  cardId: cardIdSchema,
  what: complaintKindSchema,
  recordHash: sha256Schema,
  openedBy: z.string(),
  openedAt: instantSchema,
  inspectedBy: z.string().nullable(),
  inspectedAt: instantSchema.nullable(),
  /** Fields in which the chip differs from the record, or the kind of the failure; empty: all is well. */
  findings: z.string().nullable(),
  decision: complaintDecisionSchema.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  /** The second of two people, where another card of the same approval follows. */
  approvedBy: z.string().nullable(),
  approvalId: z.string().nullable(),
});

/** One line of the revocation list: a card by its serials and start, or a 15-character number. */
export const revocationSchema = z.strictObject({
  applicationId: applicationIdSchema,
  cardId: cardIdSchema.nullable(),
  blankSerial: blankSerialSchema.nullable(),
  chipSerial: chipSerialSchema.nullable(),
  validFrom: dateSchema.nullable(),
  formerNumber: z.string().nullable(),
  reason: revokeReasonSchema,
  revokedAt: instantSchema,
});

/** Views of custody: what one person would look through. */
export const custodyViewSchema = z.enum(['waiting', 'uncollected', 'underWay', 'toReturn', 'all']);

export const custodyFilterSchema = z.strictObject({
  view: custodyViewSchema,
  /** Name, card or application or passport number, blank or chip serial, safe and slot. */
  text: z.string().max(100).optional(),
  limit: z.int().min(1).max(500),
});

/** A card with whose it is and how its case stands. */
export const custodyRowSchema = z.strictObject({
  card: cardSchema,
  applicationNumber: z.string(),
  latinName: z.string(),
  chineseName: z.string().nullable(),
  kind: kindOfIssueSchema,
  urgent: z.boolean(),
  /** `accepted` where all is well; a case that was held, withdrawn or returned meanwhile is not handed over. */
  caseState: applicationStateSchema,
  /** To which office, while it is under way, and once it arrived there. */
  office: z.string().nullable(),
  /** That office has it: it comes back by a paper of theirs. */
  arrived: z.boolean(),
  /** Where the blank is that it is made of: a revoked card may still be in somebody's hands. */
  plastic: blankPlaceSchema,
  reminders: z.int().min(0),
  lastReminder: instantSchema.nullable(),
  complaint: z.enum(['open', 'productionFault', 'authorityError', 'holderDamage', 'unfounded']).nullable(),
  oldCard: z.enum(['collected', 'cancelled', 'evidence', 'destroyed']).nullable(),
});

export const custodyPageSchema = z.strictObject({
  rows: z.array(custodyRowSchema),
  counts: z.record(custodyViewSchema, z.int()),
});

export type Dispatch = z.infer<typeof dispatchSchema>;
export type Reminder = z.infer<typeof reminderSchema>;
export type Complaint = z.infer<typeof complaintSchema>;
export type Revocation = z.infer<typeof revocationSchema>;
export type CustodyView = z.infer<typeof custodyViewSchema>;
export type CustodyRow = z.infer<typeof custodyRowSchema>;
export type CustodyPage = z.infer<typeof custodyPageSchema>;
