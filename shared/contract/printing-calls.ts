/** Calls for many cards at a time, and for the printer and what it uses up. */

import * as z from 'zod';
import { batchReportSchema, batchViewSchema, urgentReasonSchema } from '../model/batch.ts';
import { printerAddressSchema } from '../model/device.ts';
import { applicationIdSchema } from '../model/ids.ts';
import { offsetsSchema, printerProfileSchema } from '../model/printer-profile.ts';
import { countedSupplySchema, supplyForecastSchema } from '../model/supplies.ts';
import { call, nothing } from './call.ts';

export const batchCalls = {
  /** Writes and prints these cases one behind the other; answers when all are done or it has paused. */
  'batch.run': call(
    true,
    z.strictObject({
      applicationIds: z.array(applicationIdSchema).min(1).max(200),
      /** Some of them, or others, that go first. */
      urgent: z
        .strictObject({ applicationIds: z.array(applicationIdSchema).max(200), reason: urgentReasonSchema })
        .optional(),
    }),
    batchReportSchema,
  ),
  /** After the cards that are at a device now. */
  'batch.pause': call(true, nothing, nothing),
  /** A paused batch goes on, the written card first. */
  'batch.resume': call(true, nothing, batchReportSchema),
  /** Nothing more is begun; the written card is printed. */
  'batch.cancel': call(true, nothing, nothing),
  'batch.state': call(false, nothing, batchViewSchema.nullable()),
  /** At the next card boundary, also where it was not of the batch. */
  'batch.hurry': call(
    true,
    z.strictObject({ applicationId: applicationIdSchema, reason: urgentReasonSchema }),
    nothing,
  ),
  /** Just before `before`, or behind all. */
  'batch.move': call(
    true,
    z.strictObject({ applicationId: applicationIdSchema, before: applicationIdSchema.nullable() }),
    nothing,
  ),
  'batch.remove': call(true, z.strictObject({ applicationId: applicationIdSchema }), nothing),
} as const;

export const printerCalls = {
  /** For how many of the cases that are ready the printer's supplies will do. */
  'printer.forecast': call(false, nothing, z.array(supplyForecastSchema)),
  /** A new ribbon, film or overlay is in, or the printer was cleaned. */
  'printer.supplyChanged': call(true, z.strictObject({ supply: countedSupplySchema }), nothing),
  /** It shows by light or sound which device it is. */
  'printer.identify': call(false, nothing, nothing),
  /** As measured on a calibration card; every card is placed by them from then on. */
  'printer.keepOffsets': call(
    true,
    z.strictObject({ profile: printerProfileSchema.shape.id, offsets: offsetsSchema }),
    nothing,
  ),
  /** After a printer was exchanged on purpose: the next one at this address is taken for the right one. */
  'printer.forget': call(true, z.strictObject({ address: printerAddressSchema }), nothing),
} as const;
