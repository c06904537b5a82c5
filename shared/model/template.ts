/** A card template as data: both faces in millimetres from the top left corner, elements in the order they are drawn. */

import * as z from 'zod';

/** ISO/IEC 7810 ID-1: 85.60 x 53.98 mm. */
export const CARD_WIDTH_MM = 85.6;
export const CARD_HEIGHT_MM = 53.98;

const share = z.number().min(0).max(1);
const cmykSchema = z.tuple([share, share, share, share]).readonly();

/** On the card or at most this far outside: backgrounds bleed over the cut and run out of sight. */
const BLEED_MM = 10;
const pointSchema = z.strictObject({
  xMm: z
    .number()
    .min(-BLEED_MM)
    .max(CARD_WIDTH_MM + BLEED_MM),
  yMm: z
    .number()
    .min(-BLEED_MM)
    .max(CARD_HEIGHT_MM + BLEED_MM),
});
const boxSchema = pointSchema.extend({
  widthMm: z
    .number()
    .positive()
    .max(CARD_WIDTH_MM + 2 * BLEED_MM),
  heightMm: z
    .number()
    .positive()
    .max(CARD_HEIGHT_MM + 2 * BLEED_MM),
});

/** The name of an ink in the template's palette. */
const ink = z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/);
/** One ink, or a blend of inks from left to right (or top to bottom) over the element's own box. */
const paintSchema = z.union([
  ink,
  z.strictObject({
    direction: z.enum(['across', 'down', 'diagonal']),
    stops: z.array(z.strictObject({ at: share, ink })).min(2),
  }),
]);

const common = {
  /** Every element names its plate; `uv` and `overlay` are composed only where the printer profile has them. */
  layer: z.enum(['visible', 'uv', 'overlay']).default('visible'),
  opacity: share.default(1),
};

const fieldSchema = z.enum([
  'latinName',
  'chineseName',
  'sex',
  'birthDate',
  'nationality',
  'validity',
  'number',
  'issuingAuthorityZh',
  'issuingAuthorityEn',
]);

const sizePt = z.number().min(2).max(60);
const typeface = {
  sizePt,
  weight: z.enum(['regular', 'medium', 'bold']).default('regular'),
  letterSpacingMm: z.number().min(-0.2).max(2).default(0),
  ink,
};

/** How a text that is too wide is made to fit, in this order: smaller, condensed, broken to two lines, refused. */
const fitSchema = z.strictObject({
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

const photoSchema = z.strictObject({
  kind: z.literal('photo'),
  ...common,
  box: boxSchema,
  cornerMm: z.number().min(0).max(10),
  border: z.strictObject({ ink, widthMm: z.number().positive().max(1) }).nullable(),
});

/** Big star and four small ones by the published geometry of the flag; `unitMm` is one unit of its 15 x 10 grid. */
const starsSchema = z.strictObject({
  kind: z.literal('stars'),
  ...common,
  at: pointSchema,
  unitMm: z.number().positive().max(10),
  tint: paintSchema.nullable(),
  line: z.strictObject({
    paint: paintSchema,
    widthMm: z.number().positive().max(0.5),
    pitchMm: z.number().min(0.1).max(2),
  }),
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

const guillocheSchema = z.strictObject({
  kind: z.literal('guilloche'),
  ...common,
  figure: z.enum(['waves', 'rosette']),
  box: boxSchema,
  lines: z.int().min(1).max(120),
  paint: paintSchema,
  widthMm: z.number().positive().max(0.5),
});

/** Sun, hills, a wall and water in engraved lines, filling the box from its lower edge; `tint` fills the wall. */
const landscapeSchema = z.strictObject({
  kind: z.literal('landscape'),
  ...common,
  box: boxSchema,
  paint: paintSchema,
  tint: paintSchema,
  widthMm: z.number().positive().max(0.5),
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

export const elementSchema = z.discriminatedUnion('kind', [
  groundSchema,
  guillocheSchema,
  landscapeSchema,
  starsSchema,
  emblemSlotSchema,
  photoSchema,
  ruleSchema,
  textSchema,
]);

export const templateSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{2,40}$/),
    version: z.int().min(1),
    title: z.strictObject({ zh: z.string(), en: z.string() }),
    palette: z.record(ink, cmykSchema),
    faces: z.strictObject({ portrait: z.array(elementSchema), emblem: z.array(elementSchema) }),
  })
  .check((context) => {
    for (const [face, elements] of Object.entries(context.value.faces)) {
      elements.forEach((element, index) => {
        for (const name of inksOf(element)) {
          if (Object.hasOwn(context.value.palette, name)) continue;
          const path = ['faces', face, index];
          context.issues.push({ code: 'custom', input: name, path, message: `ink "${name}" is not in the palette` });
        }
      });
    }
  });

export type Template = z.infer<typeof templateSchema>;
export type TemplateElement = z.infer<typeof elementSchema>;
export type ElementOf<K extends TemplateElement['kind']> = Extract<TemplateElement, { readonly kind: K }>;
export type TemplatePaint = z.infer<typeof paintSchema>;
export type TemplateField = z.infer<typeof fieldSchema>;
export type Box = z.infer<typeof boxSchema>;
export type Fit = z.infer<typeof fitSchema>;

/** Every ink that an element names. */
function inksOf(element: TemplateElement): readonly string[] {
  switch (element.kind) {
    case 'ground':
    case 'guilloche':
    case 'rule':
      return inksOfPaint(element.paint);
    case 'landscape':
      return [...inksOfPaint(element.paint), ...inksOfPaint(element.tint)];
    case 'stars':
      return [...inksOfPaint(element.line.paint), ...(element.tint === null ? [] : inksOfPaint(element.tint))];
    case 'emblemSlot':
      return [element.line, element.tint];
    case 'photo':
      return element.border === null ? [] : [element.border.ink];
    case 'text':
      return element.label === null ? [element.ink] : [element.ink, element.label.ink];
  }
}

function inksOfPaint(paint: TemplatePaint): readonly string[] {
  return typeof paint === 'string' ? [paint] : paint.stops.map((stop) => stop.ink);
}
