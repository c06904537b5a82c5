/** What goes back to the authority: one signed result a happening, repeated until acknowledged. */

import * as z from 'zod';
import { applicationNumberSchema, blankSerialSchema, chipSerialSchema, sha256Schema } from './ids.ts';
import { dateSchema, instantSchema } from './time.ts';
import { setAsideReasonSchema } from './job.ts';

const envelope = {
  version: z.literal(1),
  resultId: z.uuid(),
  at: instantSchema,
  office: z.string(),
  workstation: z.string(),
  applicationNumber: applicationNumberSchema,
  /** The record that the happening stands on. */
  recordHash: sha256Schema,
};

const cardIdentity = { blankSerial: blankSerialSchema, chipSerial: chipSerialSchema, validFrom: dateSchema };

/** Whose fault it is what a holder complains of, and so what follows (docs/design.md section 5). */
export const complaintDecisionSchema = z.enum(['productionFault', 'authorityError', 'holderDamage', 'unfounded']);

/**
 * Why a card no longer holds; after `withdrawnAfterHandOver`, `loss` and `superseded` (the holder showed another card of
 * the number) its plastic is not in the office, and after `lostInOffice` nobody knows where it is.
 */
export const revokeReasonSchema = z.enum([
  'loss',
  'recordReplaced',
  'withdrawn',
  'withdrawnAfterHandOver',
  'superseded',
  'lostInOffice',
]);

export const resultSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('returned'), ...envelope, reason: z.string() }),
  z.strictObject({
    type: z.literal('issued'),
    ...envelope,
    ...cardIdentity,
    sodHash: sha256Schema,
    pdfHash: sha256Schema,
  }),
  z.strictObject({
    type: z.literal('setAside'),
    ...envelope,
    blankSerial: blankSerialSchema,
    chipSerial: chipSerialSchema.nullable(),
    reason: setAsideReasonSchema,
  }),
  z.strictObject({ type: z.literal('handedOver'), ...envelope, ...cardIdentity, oldCardCollected: z.boolean() }),
  /** Never called for: out of the safe after the set time. */
  z.strictObject({ type: z.literal('uncollected'), ...envelope, ...cardIdentity }),
  /** A card came back with a complaint, and whose error it was. */
  z.strictObject({ type: z.literal('complaint'), ...envelope, ...cardIdentity, decision: complaintDecisionSchema }),
  z.strictObject({
    type: z.literal('revoked'),
    ...envelope,
    /** A card of the new layout is named by its serials, never by its lifelong number. */
    card: z.strictObject(cardIdentity).nullable(),
    /** A 15-character number is retired as a number. */
    formerNumber: z.string().nullable(),
    reason: revokeReasonSchema,
  }),
]);

/** The authority's answer: which results it has. One JWS, signed like an approval. */
export const acknowledgementSchema = z.strictObject({
  type: z.literal('acknowledgement'),
  version: z.literal(1),
  issuedAt: instantSchema,
  office: z.string(),
  workstation: z.string(),
  resultIds: z.array(z.uuid()),
});

/** A result not yet acknowledged, as it waits in the database. */
export interface PendingResult {
  readonly result: IssueResult;
  readonly timesExported: number;
}

export type ComplaintDecision = z.infer<typeof complaintDecisionSchema>;
export type RevokeReason = z.infer<typeof revokeReasonSchema>;
export type IssueResult = z.infer<typeof resultSchema>;
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
