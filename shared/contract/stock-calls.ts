/** The calls of stock: boxes, tray, spoilt blanks, destruction, transfers. Each `second` signs in on the spot. */

import * as z from 'zod';
import { bytesSchema } from '../model/bytes.ts';
import { differenceCauseSchema } from '../model/day.ts';
import { blankSerialSchema } from '../model/ids.ts';
import {
  boxSchema,
  destructionMethodSchema,
  destructionSchema,
  envelopeSchema,
  stockMovementSchema,
  stockReasonSchema,
  transferSchema,
} from '../model/ledger.ts';
import { secondPersonSchema } from '../model/service.ts';
import { blankPlaceSchema, blankSchema } from '../model/stock.ts';
import { call } from './call.ts';

const nothing = z.strictObject({});
const second = secondPersonSchema;
const boxName = z
  .string()
  .trim()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,39}$/);
const paper = z.string().trim().min(1).max(60);
const many = z.int().min(1).max(5000);
const serials = z.array(blankSerialSchema).max(500);

export const stockViewSchema = z.strictObject({
  places: z.record(blankPlaceSchema, z.int()),
  boxes: z.array(boxSchema),
  /** Whose tray it is, and the serial that the machine takes next. */
  tray: z.strictObject({ workstation: z.string(), next: blankSerialSchema.nullable() }),
  envelopes: z.array(envelopeSchema),
  /** Test cards and cards that came back: they too wait to be destroyed. */
  waiting: z.array(blankSchema),
  destructions: z.array(destructionSchema),
  transfers: z.array(transferSchema),
  peers: z.array(z.strictObject({ name: z.string(), verifierKey: z.string() })),
  /** The key that others have to know to take our transfers. */
  verifierKey: z.string(),
});

export const stockCalls = {
  'stock.view': call(false, nothing, stockViewSchema),
  /** Where a blank is and was. */
  'stock.history': call(
    false,
    z.strictObject({ serial: blankSerialSchema }),
    z.strictObject({
      blank: blankSchema,
      movements: z.array(stockMovementSchema),
      envelope: envelopeSchema.nullable(),
    }),
  ),
  'stock.receive': call(
    true,
    z.strictObject({ box: boxName, deliveryNote: paper, first: blankSerialSchema, last: blankSerialSchema, second }),
    boxSchema,
  ),
  'stock.openBox': call(true, z.strictObject({ box: boxName }), boxSchema),
  'stock.load': call(true, z.strictObject({ box: boxName, count: many }), z.strictObject({ inTray: z.int() })),
  /** From the end of the tray back into the safe. */
  'stock.unload': call(true, z.strictObject({ count: many }), z.strictObject({ inTray: z.int() })),
  'stock.setAside': call(
    true,
    z.strictObject({ serial: blankSerialSchema, reason: stockReasonSchema }),
    envelopeSchema,
  ),
  /** A JPEG of the spoilt card; `null` when they change their mind. */
  'stock.chooseAndKeepPhoto': call(true, z.strictObject({ serial: blankSerialSchema }), envelopeSchema.nullable()),
  'stock.photo': call(true, z.strictObject({ serial: blankSerialSchema }), z.strictObject({ jpeg: bytesSchema })),
  'stock.destroy': call(true, z.strictObject({ serials, method: destructionMethodSchema, second }), destructionSchema),
  'stock.chooseAndSaveDestruction': call(
    true,
    z.strictObject({ number: z.int().min(1) }),
    z.strictObject({ file: z.string() }).nullable(),
  ),
  'stock.sendBack': call(true, z.strictObject({ serials, note: paper, second }), z.strictObject({ count: z.int() })),
  'stock.addPeer': call(true, z.strictObject({ verifierKey: z.string().trim().max(300), second }), nothing),
  'stock.transferOut': call(
    true,
    z.strictObject({ box: boxName, count: many, peer: z.string().max(80), second }),
    transferSchema,
  ),
  /** The same signed file as often as it is asked for. */
  'stock.chooseAndSaveTransfer': call(
    true,
    z.strictObject({ id: transferSchema.shape.id }),
    z.strictObject({ file: z.string() }).nullable(),
  ),
  'stock.chooseAndTakeTransfer': call(true, z.strictObject({ second }), transferSchema.nullable()),
  'stock.lose': call(true, z.strictObject({ serial: blankSerialSchema, second }), blankSchema),
  'stock.find': call(true, z.strictObject({ serial: blankSerialSchema, second }), envelopeSchema),
  'stock.explain': call(
    true,
    z.strictObject({
      number: z.int().min(1),
      cause: differenceCauseSchema,
      explanation: z.string().trim().min(3).max(500),
      second,
    }),
    nothing,
  ),
} as const;

export type StockView = z.infer<typeof stockViewSchema>;
