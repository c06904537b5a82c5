/** The steps of a hand-over as they are done at the desk, and the old card that the new one takes the place of. */

import * as z from 'zod';
import { requirements } from '../hand-over/kinds.ts';
import { kindOfIssueSchema } from './approval.ts';
import { bytesSchema } from './bytes.ts';
import { applicationIdSchema, cardIdSchema, sha256Schema } from './ids.ts';
import { differenceSchema } from './issue.ts';
import { plainText } from './plain-text.ts';
import { cardSchema } from './stock.ts';
import { dateSchema, instantSchema } from './time.ts';

/** What is done with the card on the desk; the other requirements are of the old card. */
export const handOverStepSchema = z.enum(['identity', 'chip', 'holder', 'signature']);

/** As typed from the document; what is typed is compared, never shown beforehand. */
const documentNumberSchema = z.string().trim().min(4).max(30);

/** Who stands at the desk. A proxy shows papers of authority and a document of their own. */
export const collectorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('holder') }),
  z.strictObject({
    kind: z.literal('proxy'),
    name: plainText(60),
    documentNumber: documentNumberSchema,
    relation: z.enum(['parent', 'spouse', 'child', 'guardian', 'lawyer', 'employer', 'other']),
    /** Number or date of the paper, by which it is found in the files of the office. */
    paper: plainText(60),
  }),
]);

export const identityInputSchema = z.strictObject({
  cardId: cardIdSchema,
  passportNumber: documentNumberSchema,
  /** The face before the desk is the one that is printed on the card (for a proxy: on their own document). */
  portraitMatches: z.boolean(),
  collector: collectorSchema,
});

export const holderInputSchema = z.strictObject({
  cardId: cardIdSchema,
  means: z.enum(['screen', 'sheet']),
  language: z.enum(['zh', 'en']),
  facesRight: z.boolean(),
  chipRight: z.boolean(),
});

/** A line as it was drawn: x and y in ten-thousandths of the field's width. */
const strokeSchema = z
  .array(z.tuple([z.int().min(0).max(10_000), z.int().min(0).max(10_000)]))
  .min(1)
  .max(2000);

export const signatureSchema = z.discriminatedUnion('means', [
  z.strictObject({ means: z.literal('pen'), strokes: z.array(strokeSchema).min(1).max(200) }),
  /** On the printed receipt, which is kept there. */
  z.strictObject({ means: z.literal('paper'), filedAs: plainText(40) }),
]);

/** What binds a signature to a receipt. */
export const signedReceiptSchema = z.strictObject({ receiptHash: sha256Schema, signature: signatureSchema });

export const oldCardStateSchema = z.enum(['collected', 'cancelled', 'evidence', 'destroyed']);
export const cardLayoutSchema = z.enum(['2004', '2017', '2023']);

/** One old card as the office accounts for it. No number: whose it is, the application says. */
export const oldCardSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  applicationId: applicationIdSchema,
  /** Where it was made here. */
  cardId: cardIdSchema.nullable(),
  layout: cardLayoutSchema,
  /** `chip`: number, reader record and face were read; `eye`: the printed number was typed. */
  readBy: z.enum(['chip', 'eye']),
  /** Fields in which it differs from the new approval, as a change of data does. */
  differences: z.string(),
  state: oldCardStateSchema,
  collectedBy: z.string(),
  collectedAt: instantSchema,
  cancelledBy: z.string().nullable(),
  cancelledAt: instantSchema.nullable(),
  evidenceReason: z.string().nullable(),
  destroyedBy: z.string().nullable(),
  witness: z.string().nullable(),
  approvalId: z.string().nullable(),
  destroyedAt: instantSchema.nullable(),
  revision: z.int().min(1),
});

/** What is read off an old card: the number as printed, and what its chip gave where it could be read. */
export const oldCardInputSchema = z.strictObject({
  applicationId: applicationIdSchema,
  /** Typed from the plastic: 15 or 18 characters. */
  number: z.string().trim().min(1).max(30),
  /** The 256 bytes that a reader gives; null where the chip is silent or there is none. */
  record: bytesSchema.nullable(),
  /** The JPEG of the face that was read with it. */
  face: bytesSchema.nullable(),
});

/** What was found of an old card, for the person to look at beside the new portrait. */
export const oldCardReadingSchema = z.strictObject({
  layout: cardLayoutSchema,
  readBy: z.enum(['chip', 'eye']),
  /** Null where the chip was not read. */
  fields: z
    .strictObject({
      latinName: z.string(),
      chineseName: z.string().nullable(),
      sex: z.enum(['M', 'F']),
      birthDate: z.string(),
      nationality: z.string(),
      validFrom: z.string(),
      validUntil: z.string(),
    })
    .nullable(),
  /**
   * Whether the relation item of the new number leads back to this one; `same` for the lifelong number itself, `earlier`
   * for one that a card of this person on file still has and that their record no longer gives.
   */
  relation: z.enum(['same', 'earlier', 'holds', 'otherNationality', 'none']),
  /** Where it says something else than the new approval. */
  differences: z.array(differenceSchema),
  face: bytesSchema.nullable(),
});

export const stepDoneSchema = z.strictObject({ by: z.string(), at: instantSchema });

/** How far the hand-over of one card is today. */
export const handOverViewSchema = z.strictObject({
  card: cardSchema,
  kind: kindOfIssueSchema,
  urgent: z.boolean(),
  steps: z.array(z.strictObject({ requirement: z.enum(requirements), done: stepDoneSchema.nullable() })),
  oldCard: oldCardSchema.nullable(),
  /** The first day on which it may leave, where that is still to come. */
  notBefore: dateSchema.nullable(),
});

/** What the new chip says, for the holder's own look. */
export const chipViewSchema = z.strictObject({
  latinName: z.string(),
  chineseName: z.string().nullable(),
  sex: z.enum(['M', 'F']),
  birthDate: z.string(),
  nationality: z.string(),
  cardNumber: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
  photo: bytesSchema,
});

export type HandOverStep = z.infer<typeof handOverStepSchema>;
export type Collector = z.infer<typeof collectorSchema>;
export type Signature = z.infer<typeof signatureSchema>;
export type OldCard = z.infer<typeof oldCardSchema>;
export type OldCardState = z.infer<typeof oldCardStateSchema>;
export type OldCardInput = z.output<typeof oldCardInputSchema>;
export type OldCardReading = z.infer<typeof oldCardReadingSchema>;
export type HandOverView = z.infer<typeof handOverViewSchema>;
export type ChipView = z.infer<typeof chipViewSchema>;
