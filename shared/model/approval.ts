/** The records that come from the authority: the payload of one JWS each (`docs/formats.md`). */

import * as z from 'zod';
import { applicationNumberSchema, cardNumberSchema, formerNumberSchema, sha256Schema } from './ids.ts';
import { personSchema } from './person.ts';
import { plainText } from './plain-text.ts';
import { dateSchema, instantSchema } from './time.ts';

export const kindOfIssueSchema = z.enum([
  'firstIssue',
  'expiry',
  'changeOfData',
  'damage',
  'loss',
  'voluntaryExchange',
]);

export const cardDataSchema = z.strictObject({
  number: cardNumberSchema,
  /** The 15-character number of the holder's former card, if there was one. */
  formerNumber: formerNumberSchema.optional(),
  /** Three digits that lead from the new number back to the former; `000` is a value; absent = no former number. */
  relation: z
    .string()
    .regex(/^\d{3}$/)
    .optional(),
  /** How often the card was renewed, 0 for the first. */
  renewalCount: z.int().min(0).max(99),
  validFrom: dateSchema,
  validUntil: dateSchema,
});

const envelope = {
  version: z.literal(1),
  // One id, one payload: so one way only to write it (RFC 9562 section 4 writes lower case).
  recordId: z.uuidv4().lowercase(),
  issuedAt: instantSchema,
  expiresAt: instantSchema,
  audience: z.strictObject({
    office: z.string().regex(/^[A-Z0-9-]{2,20}$/),
    /** Present only where the authority assigned the case to one workstation. */
    workstation: z
      .string()
      .regex(/^[A-Z0-9-]{2,20}$/)
      .optional(),
  }),
  applicationNumber: applicationNumberSchema,
};

const approvalContent = {
  kind: kindOfIssueSchema,
  urgent: z.boolean(),
  decision: z.strictObject({
    number: plainText(40),
    date: dateSchema,
    authority: plainText(80),
  }),
  person: personSchema,
  photo: z.strictObject({
    mediaType: z.literal('image/jpeg'),
    /** Base64 (RFC 4648 section 4) of the JPEG file. */
    data: z.base64().min(4),
  }),
  card: cardDataSchema,
};

export const approvalSchema = z.strictObject({ type: z.literal('approval'), ...envelope, ...approvalContent });

/** A whole new approval in place of an earlier one, named by the SHA-256 of its payload. */
export const replacementSchema = z.strictObject({
  type: z.literal('replacement'),
  ...envelope,
  replaces: sha256Schema,
  ...approvalContent,
});

const aboutEarlier = { ...envelope, concerns: sha256Schema, reason: plainText(200) };

export const withdrawalSchema = z.strictObject({ type: z.literal('withdrawal'), ...aboutEarlier });
export const holdSchema = z.strictObject({ type: z.literal('hold'), ...aboutEarlier });
export const releaseSchema = z.strictObject({ type: z.literal('release'), ...aboutEarlier });

export const recordSchema = z.discriminatedUnion('type', [
  approvalSchema,
  replacementSchema,
  withdrawalSchema,
  holdSchema,
  releaseSchema,
]);

export type KindOfIssue = z.infer<typeof kindOfIssueSchema>;
export type CardData = z.infer<typeof cardDataSchema>;
export type ApprovalRecord = z.infer<typeof approvalSchema>;
export type ReplacementRecord = z.infer<typeof replacementSchema>;
export type WithdrawalRecord = z.infer<typeof withdrawalSchema>;
export type HoldRecord = z.infer<typeof holdSchema>;
export type ReleaseRecord = z.infer<typeof releaseSchema>;
export type AuthorityRecord = z.infer<typeof recordSchema>;
