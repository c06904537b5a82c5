/** What the devices say of themselves. */

import * as z from 'zod';
import { appErrorSchema } from './intake.ts';

export const writerStatusSchema = z.strictObject({
  name: z.string(),
  driver: z.enum(['simulated', 'pcsc', 'hid']),
  state: z.enum(['absent', 'ready', 'cardPresent', 'busy', 'fault']),
  detail: z.string().nullable(),
  /** Of a writer that says so itself; left out where the driver cannot know. */
  serial: z.string().nullable().optional(),
  firmware: z.string().nullable().optional(),
  /** The last thing that went wrong with it, with its remedy. */
  lastError: appErrorSchema.nullable().optional(),
});

/** Where a printer is found: nothing but an address, so that it may stand in the log. */
export const printerAddressSchema = z
  .string()
  .max(500)
  .regex(/^ipps?:\/\/[\w.:%[\]-]+(?:\/[\w.:%/~+=&;,-]*)?$/);

/** A USB writer of the profile's allow-list that is plugged in. */
export const foundWriterSchema = z.strictObject({
  /** Of its model. */
  name: z.string(),
  /** Empty where it says none, or where this program may not read it. */
  serial: z.string(),
  /** The one that is assigned to this workstation. */
  isOwn: z.boolean(),
});

/** What a card printer uses up, or fills up. */
export const supplySchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['ribbon', 'film', 'overlay', 'cleaning', 'waste', 'other']),
  percent: z.int().min(0).max(100),
});

export const printerStatusSchema = z.strictObject({
  name: z.string(),
  /** `serial:...`, else `uuid:...`: the device itself, whatever it is called; left out where it names neither. */
  device: z.string().nullable().optional(),
  driver: z.enum(['simulated', 'ipp', 'cups', 'windows']),
  state: z.enum(['idle', 'processing', 'stopped', 'absent']),
  /** IPP printer-state-reasons (RFC 8011 section 5.4.12) without suffixes. */
  reasons: z.array(z.string()),
  supplies: z.array(supplySchema),
  cardsInHopper: z.int().min(0).nullable(),
  /** Cards that the reject tray still takes; left out where the device does not say. */
  roomForRejects: z.int().min(0).nullable().optional(),
  /** Sides that the device printed in its life; null where it does not say. */
  impressionCounter: z.int().min(0).nullable(),
});

/** Faults of the training devices: each is something that real ones do. */
export const writerFaultSchema = z.enum([
  'none',
  'tearDuringWrite',
  'wrongStatus',
  'noCard',
  'foreignCard',
  'corruptFile',
]);
export const printerFaultSchema = z.enum([
  'none',
  'hopperEmpty',
  'jamBeforeFirstSide',
  'jamBetweenSides',
  'losesAnswer',
  'swapsCards',
]);

/** Where a running step is, for the officer: what is happening to the card right now. */
export const progressSchema = z.strictObject({
  step: z.enum([
    'compose',
    'bind',
    'write',
    'readBack',
    'lock',
    'tap',
    'submit',
    'printFront',
    'printBack',
    'inspect',
    'compare',
  ]),
  done: z.int().min(0),
  total: z.int().min(0),
  unit: z.enum(['bytes', 'sides', 'checks']),
  /** Why a printer stands still or will soon, by the keywords of RFC 8011 without suffixes. */
  reasons: z.array(z.string()).optional(),
});

export type FoundWriter = z.infer<typeof foundWriterSchema>;
export type WriterStatus = z.infer<typeof writerStatusSchema>;
export type Supply = z.infer<typeof supplySchema>;
export type PrinterStatus = z.infer<typeof printerStatusSchema>;
export type WriterFault = z.infer<typeof writerFaultSchema>;
export type PrinterFault = z.infer<typeof printerFaultSchema>;
export type Progress = z.infer<typeof progressSchema>;
