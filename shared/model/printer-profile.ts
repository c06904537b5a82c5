/** What composition must know of one printer: its panels, its measured error, how it turns a card. Data, not code. */

import * as z from 'zod';

/** The plates of a face. `uv` shines under an ultraviolet lamp, `overlay` is a clear panel over everything. */
export const layers = ['visible', 'uv', 'overlay'] as const;
export type Layer = (typeof layers)[number];

/**
 * How a plate besides the four inks reaches the printer: as a spot colour over the face, on a page of its own in black,
 * or not at all where the device has no panel for it.
 */
const plateSchema = z.enum(['separation', 'pages', 'none']);

/** Millimetres by which this device prints too far to the left and too high; found with a proof sheet. */
const offsetSchema = z.strictObject({ xMm: z.number().min(-3).max(3), yMm: z.number().min(-3).max(3) }).readonly();

export const offsetsSchema = z.strictObject({ portrait: offsetSchema, emblem: offsetSchema }).readonly();

/**
 * What proves that a side was printed (docs/formats.md "Evidence"). `impressionsPerCard`: what the device counts for one
 * finished card, 2 unless it counts a plate as an impression too.
 */
const evidenceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('impressions'), impressionsPerCard: z.int().min(2).max(12) }).readonly(),
  z.strictObject({ kind: z.literal('counter'), impressionsPerCard: z.int().min(2).max(12) }).readonly(),
  z.strictObject({ kind: z.literal('presented') }).readonly(),
]);

const cardsSchema = z.int().min(1).max(100_000).nullable();

export const printerProfileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{2,40}$/),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }).readonly(),
  dpi: z.number().int().min(150).max(4800),
  uv: plateSchema,
  overlay: plateSchema,
  /** About which edge the device turns the card over; about the long one, the emblem face is sent upside down. */
  flipEdge: z.enum(['short', 'long']),
  offsets: offsetsSchema,
  /** Where plates that are pages stand: after both faces, or each behind its own face. */
  plateOrder: z.enum(['afterFaces', 'afterEachFace']),
  /** Unprinted millimetres at each edge; 0 where the device prints over the edge. */
  edgeMm: z.number().min(0).max(5),
  evidence: evidenceSchema,
  /**
   * True where the chip is written in the printer itself: the card comes from its hopper, so which blank it is is known at
   * first contact only, and nothing can be written while a card is printed.
   */
  inlineEncoder: z.boolean().default(false),
  /** Cards that a full supply is enough for; null where the device has none of it. */
  cardsPerSupply: z
    .strictObject({
      ribbon: cardsSchema,
      film: cardsSchema,
      overlay: cardsSchema,
      cleaning: cardsSchema,
      /** Spoilt cards that the reject tray holds; null where there is none. */
      rejects: cardsSchema.default(null),
    })
    .readonly(),
});

export type PrintEvidence = z.infer<typeof evidenceSchema>;
export type PrinterProfile = Readonly<z.infer<typeof printerProfileSchema>>;

/**
 * Names of the optional-content groups of a card's PDF (ISO 32000-1 section 8.11). Viewers show them to a person, so they
 * say both languages; the first word is the plate and never changes.
 */
export const layerGroupNames: Readonly<Record<Layer, string>> = {
  visible: 'visible 可见图文 / visible print',
  uv: 'uv 紫外荧光 / ultraviolet',
  overlay: 'overlay 覆膜 / overlay panel',
};

/** The plate that an optional-content group holds, by the group's name; undefined for a group that is not ours. */
export function layerOfGroup(name: string): Layer | undefined {
  return layers.find((layer) => layerGroupNames[layer] === name);
}
