/** The slip that links a former number to the new one, for banks and carriers; signed by the office. */

import * as z from 'zod';
import { cardNumberSchema, formerNumberSchema } from './ids.ts';
import { receiptSchema } from './receipt.ts';
import { dateSchema, instantSchema } from './time.ts';

export const numberSlipSchema = z.strictObject({
  format: z.literal('starcard number slip v1'),
  live: z.boolean(),
  office: receiptSchema.shape.office,
  issuingAuthority: receiptSchema.shape.issuingAuthority,
  slip: z.string().min(1).max(48),
  latinName: z.string(),
  chineseName: z.string().nullable(),
  birthDate: dateSchema,
  nationality: z.string(),
  formerNumber: formerNumberSchema,
  number: cardNumberSchema,
  validFrom: dateSchema,
  validUntil: dateSchema,
  issuedAt: instantSchema,
});

export type NumberSlip = z.infer<typeof numberSlipSchema>;
