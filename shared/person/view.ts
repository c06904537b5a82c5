/** A person's data as a whole, as the window shows it: what holds it, how it ended, and what opens its keys. */

import * as z from 'zod';
import { applicationStateSchema } from '../model/application.ts';
import { applicationIdSchema, applicationNumberSchema } from '../model/ids.ts';
import { dateSchema, instantSchema } from '../model/time.ts';
import { erasureReasonSchema } from './erasure.ts';

export const retentionKindSchema = z.enum(['cardIssued', 'cardNeverLeft', 'noCard']);

/** What still needs a case's data (`person.stillNeeded`). */
export const heldBySchema = z.enum(['hold', 'job', 'card', 'complaint', 'oldCard', 'livingCard', 'results']);

export const personViewSchema = z.strictObject({
  /** The case that was asked for, at this revision. */
  applicationId: applicationIdSchema,
  revision: z.int(),
  latinName: z.string(),
  chineseName: z.string().nullable(),
  /** All cases of the card number: they go together. */
  cases: z.array(
    z.strictObject({
      id: applicationIdSchema,
      number: applicationNumberSchema,
      state: applicationStateSchema,
      kind: retentionKindSchema,
      keptUntil: dateSchema,
      isOver: z.boolean(),
      heldBy: heldBySchema.nullable(),
    }),
  ),
});

export const erasureViewSchema = z.strictObject({
  id: z.string(),
  reason: erasureReasonSchema,
  state: z.enum(['begun', 'done']),
  startedBy: z.string(),
  approvedBy: z.string(),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  cases: z.int(),
});

/** Ways to open the master of the keys, in the order in which they are tried. */
export const keySlotSchema = z.enum(['file', 'system', 'module', 'passphrase']);
/** `renew`: the master is wrapped anew, the passphrase by a new one. */
export const slotChangeSchema = z.enum(['add', 'renew', 'remove']);

export const keysViewSchema = z.strictObject({
  slots: z.array(
    z.strictObject({
      slot: keySlotSchema,
      isThere: z.boolean(),
      /** Whether it could be made here: a key store that is unlocked, a module that is configured. */
      isPossible: z.boolean(),
    }),
  ),
  generation: z.int(),
  copies: z.array(
    z.strictObject({
      id: z.string(),
      madeAt: instantSchema,
      generation: z.int(),
      goneAt: instantSchema.nullable(),
    }),
  ),
});

export type PersonView = z.infer<typeof personViewSchema>;
export type ErasureView = z.infer<typeof erasureViewSchema>;
export type KeySlot = z.infer<typeof keySlotSchema>;
export type SlotChange = z.infer<typeof slotChangeSchema>;
export type KeysView = z.infer<typeof keysViewSchema>;
