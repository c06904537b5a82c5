/** The stock ledger: every change of a blank's place is a row, and the rows alone say where a blank is. */

import * as z from 'zod';
import { blankSerialSchema, jobIdSchema } from './ids.ts';
import { blankPlaceSchema } from './stock.ts';
import { dateSchema, instantSchema } from './time.ts';

export const stockActSchema = z.enum([
  /** By two people, with a delivery note. */
  'received',
  /** Made by the training set-up; no live office has one. */
  'setUp',
  /** Was there when the ledger began. */
  'carriedOver',
  'transferredIn',
  'loaded',
  'unloaded',
  'assigned',
  'released',
  'suspended',
  'resumed',
  'setAside',
  'finished',
  'handedOver',
  'returned',
  'destroyed',
  'takenForTest',
  'transferred',
  'sentBack',
  'lost',
  'found',
]);

/** What a day's balance has: an act of two people beside each that is not the way of a job. */
export const twoPersonActs = [
  'received',
  'transferredIn',
  'destroyed',
  'transferred',
  'sentBack',
  'lost',
  'found',
] as const satisfies readonly StockAct[];

export const stockMovementSchema = z.strictObject({
  /** 1, 2, 3 without a gap. */
  number: z.int().min(1),
  blankSerial: blankSerialSchema,
  act: stockActSchema,
  /** Null where it came to this workstation. */
  fromPlace: blankPlaceSchema.nullable(),
  toPlace: blankPlaceSchema,
  /** The working day that it counts for. */
  day: dateSchema,
  at: instantSchema,
  actor: z.string(),
  workstation: z.string(),
  jobId: jobIdSchema.nullable(),
  reason: z.string().nullable(),
  approvalId: z.string().nullable(),
  /** The entry of the log that accounts for it. */
  auditSequence: z.int().min(0),
  /** SHA-256 over the chain before it and this row (docs/formats.md, Stock ledger). */
  chain: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Why a blank that no job holds is set aside. */
export const stockReasonSchema = z.enum(['damaged', 'misprinted', 'chipDead', 'wrongSerial', 'other']);

/** A spoilt blank lies in a numbered envelope until it is destroyed. */
export const envelopeSchema = z.strictObject({
  number: z.int().min(1),
  blankSerial: blankSerialSchema,
  reason: z.string().nullable(),
  at: instantSchema,
  actor: z.string(),
  hasPhoto: z.boolean(),
});

export const boxSchema = z.strictObject({
  name: z.string(),
  deliveryNote: z.string(),
  firstSerial: blankSerialSchema,
  lastSerial: blankSerialSchema,
  count: z.int().min(1),
  receivedAt: instantSchema,
  receivedBy: z.string(),
  openedAt: instantSchema.nullable(),
  openedBy: z.string().nullable(),
  /** How many of it lie in the safe. */
  left: z.int().min(0),
});

export const destructionMethodSchema = z.enum(['shredded', 'punched', 'cut']);

export const destructionSchema = z.strictObject({
  number: z.int().min(1),
  day: dateSchema,
  at: instantSchema,
  actor: z.string(),
  witness: z.string(),
  method: destructionMethodSchema,
  count: z.int().min(1),
});

export const transferSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  direction: z.enum(['out', 'in']),
  /** `office/workstation` at the other end. */
  peer: z.string(),
  count: z.int().min(1),
  at: instantSchema,
  actor: z.string(),
});

export type StockAct = z.infer<typeof stockActSchema>;
export type StockMovement = z.infer<typeof stockMovementSchema>;
export type StockReason = z.infer<typeof stockReasonSchema>;
export type Envelope = z.infer<typeof envelopeSchema>;
export type Box = z.infer<typeof boxSchema>;
export type Destruction = z.infer<typeof destructionSchema>;
export type Transfer = z.infer<typeof transferSchema>;
