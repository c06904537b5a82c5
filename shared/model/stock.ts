/** Blanks (cards not yet anybody's) and cards (somebody's). States: `electron/core/stock/`. */

import * as z from 'zod';
import {
  applicationIdSchema,
  blankSerialSchema,
  cardIdSchema,
  cardNumberSchema,
  chipSerialSchema,
  jobIdSchema,
} from './ids.ts';
import { dateSchema, instantSchema } from './time.ts';

export const blankPlaceSchema = z.enum([
  'boxed',
  'inTray',
  'inWork',
  'suspended',
  'setAside',
  'finished',
  'handedOver',
  'destroyed',
  'test',
  'returned',
  'transferred',
  'lost',
]);

export const blankSchema = z.strictObject({
  serial: blankSerialSchema,
  place: blankPlaceSchema,
  box: z.string(),
  /** Position in its box; blanks leave the tray in this order. */
  position: z.int().min(0),
  jobId: jobIdSchema.nullable(),
  /** Bound at first contact; from then on this blank is this chip. */
  chipSerial: chipSerialSchema.nullable(),
  reason: z.string().nullable(),
  updatedAt: instantSchema,
});

export const cardStateSchema = z.enum(['inCustody', 'dispatched', 'handedOver', 'returned', 'revoked', 'destroyed']);

export const cardSchema = z.strictObject({
  id: cardIdSchema,
  applicationId: applicationIdSchema,
  jobId: jobIdSchema,
  number: cardNumberSchema,
  blankSerial: blankSerialSchema,
  chipSerial: chipSerialSchema,
  validFrom: dateSchema,
  validUntil: dateSchema,
  state: cardStateSchema,
  safe: z.string().nullable(),
  slot: z.string().nullable(),
  finishedAt: instantSchema,
  handedOverAt: instantSchema.nullable(),
  handedOverBy: z.string().nullable(),
  revision: z.int().min(1),
});

export type BlankPlace = z.infer<typeof blankPlaceSchema>;
export type Blank = z.infer<typeof blankSchema>;
export type CardState = z.infer<typeof cardStateSchema>;
export type Card = z.infer<typeof cardSchema>;
