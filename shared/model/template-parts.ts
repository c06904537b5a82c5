/** What the elements of a card template are made of: places in millimetres, inks and blends, typefaces, rules of fitting. */

import * as z from 'zod';

/** ISO/IEC 7810 ID-1: 85.60 x 53.98 mm. */
export const CARD_WIDTH_MM = 85.6;
export const CARD_HEIGHT_MM = 53.98;

export const share = z.number().min(0).max(1);
export const cmykSchema = z.tuple([share, share, share, share]).readonly();

/** On the card or at most this far outside: backgrounds bleed over the cut and run out of sight. */
const BLEED_MM = 10;

export const pointSchema = z.strictObject({
  xMm: z
    .number()
    .min(-BLEED_MM)
    .max(CARD_WIDTH_MM + BLEED_MM),
  yMm: z
    .number()
    .min(-BLEED_MM)
    .max(CARD_HEIGHT_MM + BLEED_MM),
});

export const boxSchema = pointSchema.extend({
  widthMm: z
    .number()
    .positive()
    .max(CARD_WIDTH_MM + 2 * BLEED_MM),
  heightMm: z
    .number()
    .positive()
    .max(CARD_HEIGHT_MM + 2 * BLEED_MM),
});

/** From the least to the greatest value that a card's number may choose. */
export function rangeSchema(value: z.ZodNumber) {
  return z
    .strictObject({ least: value, most: value })
    .refine(({ least, most }) => least <= most, 'the least value is greater than the most');
}

/** The name of an ink in the template's palette. */
export const ink = z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/, 'is no name of an ink');

/**
 * One ink, or a blend of inks from left to right (or top to bottom) over the element's own box: rainbow printing. Two
 * inks run into each other on the press without an edge or a screen, which a copier breaks into dots.
 */
export const paintSchema = z.union(
  [
    ink,
    z.strictObject({
      direction: z.enum(['across', 'down', 'diagonal']),
      stops: z
        .array(z.strictObject({ at: share, ink }))
        .min(2)
        // ISO 32000-1 section 7.10.4: the bounds of a stitched function rise.
        .refine((stops) => stops.every(({ at }, index) => at > (stops[index - 1]?.at ?? -1)), 'stops have to rise'),
    }),
  ],
  'is neither the name of an ink nor a blend of at least two at rising places',
);

export const lineWidthMm = z.number().positive().max(0.5);

export const common = {
  /** Every element names its plate: printed ink, ink that glows under ultraviolet light, transparent overlay. */
  layer: z.enum(['visible', 'uv', 'overlay']).default('visible'),
  opacity: share.default(1),
};

export const sizePt = z.number().min(2).max(60);

export const typeface = {
  sizePt,
  weight: z.enum(['regular', 'medium', 'bold']).default('regular'),
  letterSpacingMm: z.number().min(-0.2).max(2).default(0),
  ink,
};

/** How a text that is too wide is made to fit, in this order: smaller, condensed, broken to two lines, refused. */
export const fitSchema = z.strictObject({
  minSizePt: sizePt,
  /** Narrowest horizontal scale that still reads well. */
  minCondense: z.number().min(0.5).max(1),
  /** Where two lines go and how far they may shrink in turn; null = never broken. */
  broken: z
    .strictObject({
      yMm: z.number(),
      lineHeightMm: z.number().positive(),
      sizePt,
      minSizePt: sizePt,
      minCondense: z.number().min(0.5).max(1),
    })
    .nullable()
    .default(null),
});

export type Box = z.infer<typeof boxSchema>;
export type TemplatePoint = z.infer<typeof pointSchema>;
export type TemplatePaint = z.infer<typeof paintSchema>;
export type Fit = z.infer<typeof fitSchema>;
