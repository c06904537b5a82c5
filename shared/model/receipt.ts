/** The receipt of one handed-over card: what the holder signs and what the office keeps. */

import * as z from 'zod';
import { kindOfIssueSchema } from './approval.ts';
import { applicationNumberSchema, blankSerialSchema, cardNumberSchema, chipSerialSchema, sha256Schema } from './ids.ts';
import { dateSchema, instantSchema } from './time.ts';

const bilingual = z.strictObject({ zh: z.string(), en: z.string() });

export const receiptSchema = z.strictObject({
  /** Printed large and quoted on the telephone; unique in the office. */
  number: z.string().min(1).max(40),
  /** False puts SPECIMEN across the page. */
  live: z.boolean(),
  /** Code and names of the office; code of the workstation. */
  office: z.strictObject({ code: z.string(), ...bilingual.shape }),
  workstation: z.string(),
  issuingAuthority: bilingual,
  applicationNumber: applicationNumberSchema,
  kind: kindOfIssueSchema,
  cardNumber: cardNumberSchema,
  latinName: z.string(),
  chineseName: z.string().nullable(),
  validFrom: dateSchema,
  validUntil: dateSchema,
  blankSerial: blankSerialSchema,
  chipSerial: chipSerialSchema,
  /** SHA-256 of the payload of the record in force, of the printed PDF, of EF.SOD. */
  recordHash: sha256Schema,
  pdfHash: sha256Schema,
  sodHash: sha256Schema,
  /** Accounts: who accepted the review, who encoded and printed, who handed over. */
  reviewedBy: z.string(),
  issuedBy: z.string(),
  handedOverBy: z.string(),
  reviewedAt: instantSchema,
  /** When the card was finished and stored. */
  issuedAt: instantSchema,
  handedOverAt: instantSchema,
  /** Null where there was no old card to collect. */
  oldCardCollected: z.boolean().nullable(),
  /** State of the audit log when the receipt was made: RFC 6962 size and root hash (hex). */
  auditTree: z.strictObject({ size: z.int().min(0), rootHash: z.string().regex(/^[0-9a-f]{64}$/) }),
});

export type Receipt = z.infer<typeof receiptSchema>;
