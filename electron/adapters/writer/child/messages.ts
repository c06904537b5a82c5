/** What the program and the process of its writer's driver say to each other, checked on both sides. */

import * as z from 'zod';
import { bytesSchema } from '../../../../shared/model/bytes.ts';
import { foundWriterSchema, writerStatusSchema } from '../../../../shared/model/device.ts';
import { appErrorSchema } from '../../../../shared/model/intake.ts';
import { writerModelSchema } from '../../../../shared/model/profile.ts';

/** Which writer to drive. */
const realWriterSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pcsc'), reader: z.string() }),
  z.strictObject({
    kind: z.literal('hid'),
    /** Null where none is pinned. */
    serial: z.string().nullable(),
    models: z.array(writerModelSchema).readonly(),
  }),
]);

const limitsSchema = z.strictObject({ commandData: z.int().min(1), responseData: z.int().min(1) });

function resultOf<T extends z.ZodType>(value: T) {
  return z.union([
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), error: appErrorSchema }),
  ]);
}

/** The calls of a chip writer and what each answers. */
export const writerCalls = {
  status: writerStatusSchema,
  open: resultOf(z.undefined()),
  powerOn: resultOf(z.strictObject({ atr: bytesSchema, carries: limitsSchema })),
  transmit: resultOf(bytesSchema),
  powerOff: z.undefined(),
  close: z.undefined(),
  found: resultOf(z.array(foundWriterSchema)),
  readers: resultOf(z.array(z.strictObject({ name: z.string(), hasCard: z.boolean() }))),
  assign: z.undefined(),
} as const;

export const callNameSchema = z.enum([
  'status',
  'open',
  'powerOn',
  'transmit',
  'powerOff',
  'close',
  'found',
  'readers',
  'assign',
]);

/** To the driver's process. `start` comes first, once. */
export const orderSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('start'),
    writer: realWriterSchema,
    /** Tells of every change unasked, and keeps the device open between jobs. */
    watches: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('call'),
    id: z.int().min(1),
    name: callNameSchema,
    /** Of `transmit`. */
    command: bytesSchema.optional(),
    /** Of `assign`: the serial number of a USB writer, or the name of a PC/SC reader. */
    serial: z.string().optional(),
  }),
]);

/** From the driver's process. */
export const reportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), id: z.int().min(1), value: z.unknown() }),
  z.strictObject({ kind: z.literal('changed'), status: writerStatusSchema }),
]);

export type RealWriter = z.infer<typeof realWriterSchema>;
export type CallName = z.infer<typeof callNameSchema>;
export type Order = z.infer<typeof orderSchema>;
export type Report = z.infer<typeof reportSchema>;
