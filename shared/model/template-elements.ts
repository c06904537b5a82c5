/** The elements of a card template, each with the forgery that it answers. */

import * as z from 'zod';
import {
  boxSchema,
  CARD_WIDTH_MM,
  common,
  fitSchema,
  ink,
  lineWidthMm,
  paintSchema,
  pointSchema,
  rangeSchema,
  typeface,
} from './template-parts.ts';

export const fieldSchema = z.enum([
  'latinName',
  'chineseName',
  'sex',
  'birthDate',
  'nationality',
  'validity',
  'number',
  'formerNumber',
  'issuingAuthorityZh',
  'issuingAuthorityEn',
]);

const textSchema = z.strictObject({
  kind: z.literal('text'),
  ...common,
  content: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fixed'), text: z.string().min(1) }),
    z.strictObject({ kind: z.literal('field'), field: fieldSchema }),
  ]),
  /** Printed above or beside the value, Chinese then English; also the name of the field in failures. */
  label: z
    .strictObject({ zh: z.string().min(1), en: z.string().min(1), at: pointSchema, ...typeface })
    .nullable()
    .default(null),
  /** Baseline; left end, middle or right end by `align`. */
  at: pointSchema,
  align: z.enum(['left', 'centre', 'right']).default('left'),
  widthMm: z.number().positive().max(CARD_WIDTH_MM),
  ...typeface,
  fit: fitSchema,
});

/** In the four inks only: a plate of one ink has no shades of a face. For such a plate there is the ghost. */
const photoSchema = z.strictObject({
  kind: z.literal('photo'),
  ...common,
  layer: z.literal('visible').default('visible'),
  box: boxSchema,
  cornerMm: z.number().min(0).max(10),
  border: z.strictObject({ ink, widthMm: z.number().positive().max(1) }).nullable(),
});

/**
 * The portrait once more, as lines whose width follows its tone. Whoever exchanges the photo has to match this one too,
 * and angle and pitch of its screen follow from the number: a ghost taken from another card shows it.
 */
const ghostSchema = z.strictObject({
  kind: z.literal('ghost'),
  ...common,
  box: boxSchema,
  paint: paintSchema,
  pitchMm: rangeSchema(z.number().min(0.12).max(1)),
  angleDegrees: rangeSchema(z.number().min(-80).max(80)),
  /** Width of a line where the portrait is darkest. */
  darkestMm: lineWidthMm,
});

/** Big star and four small ones by the published geometry of the flag; `unitMm` is one unit of its 15 x 10 grid. */
const starsSchema = z.strictObject({
  kind: z.literal('stars'),
  ...common,
  at: pointSchema,
  unitMm: z.number().positive().max(10),
  tint: paintSchema.nullable(),
  line: z.strictObject({ paint: paintSchema, widthMm: lineWidthMm, pitchMm: z.number().min(0.1).max(2) }),
});

/** The place of the emblem: a drawing of our own that says it is a slot; the genuine emblem is not in this program. */
const emblemSlotSchema = z.strictObject({
  kind: z.literal('emblemSlot'),
  ...common,
  centre: pointSchema,
  radiusMm: z.number().positive().max(20),
  line: ink,
  tint: ink,
});

/** Woven lines that follow from the number: a ground copied from another card does not fit, and scanners alias it. */
const guillocheSchema = z.strictObject({
  kind: z.literal('guilloche'),
  ...common,
  figure: z.enum(['waves', 'rosette']),
  box: boxSchema,
  lines: z.int().min(1).max(120),
  paint: paintSchema,
  widthMm: lineWidthMm,
});

/**
 * Level lines that bend over a hidden figure, so that it seems embossed when looked at along the lines. It can only be
 * printed by who can print the lines; a copy at 600 dpi or less drowns it. Digits tie it to the holder.
 */
const reliefSchema = z.strictObject({
  kind: z.literal('relief'),
  ...common,
  figure: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('stars') }),
    /** The last characters of the number. */
    z.strictObject({ kind: z.literal('digits'), count: z.int().min(1).max(6) }),
  ]),
  box: boxSchema,
  pitchMm: z.number().min(0.15).max(2),
  /** How far a line is lifted on the figure. */
  liftMm: z.number().positive().max(2),
  paint: paintSchema,
  widthMm: lineWidthMm,
});

/**
 * Text too small to copy, filled with whole copies of `text`, in which `{number}`, `{latinName}`, `{birthDate}` and
 * `{validity}` stand for the holder's own. To the naked eye it is a line; printers for offices print it as a blur, and a
 * forger who changes a value has to change every copy of it.
 */
const microtextSchema = z.strictObject({
  kind: z.literal('microtext'),
  ...common,
  text: z.string().min(1).max(200),
  course: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('line'), from: pointSchema, to: pointSchema }),
    z.strictObject({
      kind: z.literal('arc'),
      centre: pointSchema,
      radiusMm: z.number().positive().max(40),
      /** Clockwise from the top. */
      fromDegrees: z.number().min(-360).max(360),
      sweepDegrees: z.number().min(10).max(360),
    }),
    z.strictObject({
      kind: z.literal('wave'),
      from: pointSchema,
      widthMm: z.number().positive().max(CARD_WIDTH_MM),
      swingMm: z.number().positive().max(10),
      waves: z.number().min(0.5).max(10),
    }),
    /** Clockwise around a box, from its upper left corner, outside its edge. */
    z.strictObject({ kind: z.literal('frame'), box: boxSchema, gapMm: z.number().min(0).max(3) }),
  ]),
  sizePt: z.number().min(0.7).max(3),
  weight: z.enum(['regular', 'medium', 'bold']).default('medium'),
  ink,
});

/** Small stars in rows. On the overlay: a pattern of varnish that a laminate peeled off and put back no longer meets. */
const patternSchema = z.strictObject({
  kind: z.literal('pattern'),
  ...common,
  box: boxSchema,
  pitchMm: z.number().min(0.5).max(20),
  radiusMm: z.number().positive().max(10),
  paint: paintSchema,
  widthMm: lineWidthMm,
});

/**
 * The place of the digital seal (Doc 9303-13): signed data that nobody without the seal's key can make. Paper of its own
 * behind it; the engine draws it above all other ink and puts SPECIMEN beside it, so that it always reads.
 */
const sealSchema = z.strictObject({
  kind: z.literal('seal'),
  layer: z.literal('visible').default('visible'),
  box: boxSchema.refine((box) => box.widthMm === box.heightMm, 'a seal is a square'),
  ink,
  paper: ink,
});

/** Sun, hills, a wall and water in engraved lines, filling the box from its lower edge; `tint` fills the wall. */
const landscapeSchema = z.strictObject({
  kind: z.literal('landscape'),
  ...common,
  box: boxSchema,
  paint: paintSchema,
  tint: paintSchema,
  widthMm: lineWidthMm,
});

const ruleSchema = z.strictObject({
  kind: z.literal('rule'),
  ...common,
  from: pointSchema,
  to: pointSchema,
  widthMm: z.number().positive().max(2),
  paint: paintSchema,
});

const groundSchema = z.strictObject({ kind: z.literal('ground'), ...common, box: boxSchema, paint: paintSchema });

export const elementSchema = z.discriminatedUnion(
  'kind',
  [
    groundSchema,
    guillocheSchema,
    landscapeSchema,
    starsSchema,
    emblemSlotSchema,
    photoSchema,
    ghostSchema,
    reliefSchema,
    microtextSchema,
    patternSchema,
    sealSchema,
    ruleSchema,
    textSchema,
  ],
  'is of no kind that this program draws',
);

export type TemplateElement = z.infer<typeof elementSchema>;
export type ElementOf<K extends TemplateElement['kind']> = Extract<TemplateElement, { readonly kind: K }>;
export type TemplateField = z.infer<typeof fieldSchema>;
