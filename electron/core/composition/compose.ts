/** Template + person + card -> the drawing list of both faces. Pure: the same input gives the same list. */

import { countryOf } from '../../../shared/card/countries.ts';
import type { CardData } from '../../../shared/model/approval.ts';
import type { Person } from '../../../shared/model/person.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { CARD_HEIGHT_MM, CARD_WIDTH_MM, type Template, type TemplateElement } from '../../../shared/model/template.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';
import type { TypefaceMetrics } from '../ports.ts';
import {
  composeEmblemSlot,
  composeGround,
  composeGuilloche,
  composeLandscape,
  composeRule,
  composeStars,
} from './artwork.ts';
import { chanceFrom } from './chance.ts';
import type { Drawing, Face, Layer, Point, Shape } from './drawing.ts';
import { composePhoto, type Photo } from './photo.ts';
import { specimenMark } from './specimen.ts';
import { composeText, type TextContext } from './text.ts';

export interface CompositionInput {
  readonly template: Template;
  readonly person: Person;
  readonly card: CardData;
  /** The holder's photo as approved; its dimensions come from decoding it (`PhotoCodec`). */
  readonly photo: Photo;
  readonly profile: Pick<Profile, 'live' | 'issuingAuthority'>;
  /** Measured offsets of the printer profile, per face; zero where nothing was measured. */
  readonly offsets: { readonly portrait: Point; readonly emblem: Point };
  readonly metrics: TypefaceMetrics;
}

/**
 * Lays out both faces in millimetres. Fails with `composition.glyphMissing`, `composition.doesNotFit` or
 * `composition.nationalityUnknown`, before any blank is touched.
 */
export function compose(input: CompositionInput): Result<Drawing> {
  const { template, person, card, profile, metrics } = input;
  const country = countryOf(person.nationality);
  if (country === undefined) return fail('composition.nationalityUnknown', { code: person.nationality });
  const context: TextContext = {
    template,
    metrics,
    source: { person, card, profile, nationalityZh: country.zh },
  };
  const portrait = composeFace('portrait', input, context);
  if (!portrait.ok) return portrait;
  const emblem = composeFace('emblem', input, context);
  if (!emblem.ok) return emblem;
  return ok({
    widthMm: CARD_WIDTH_MM,
    heightMm: CARD_HEIGHT_MM,
    // No name and no number: a title is shown in window frames and spool queues.
    title: `${template.title.zh} / ${template.title.en}`,
    faces: [portrait.value, emblem.value],
  });
}

function composeFace(name: Face['name'], input: CompositionInput, context: TextContext): Result<Face> {
  const chance = chanceFrom(`${name} ${input.card.number}`);
  const shapes: Shape[] = [];
  for (const element of input.template.faces[name]) {
    const composed = composeElement(element, input, context, chance);
    if (!composed.ok) return composed;
    shapes.push(...composed.value);
  }
  if (!input.profile.live) {
    for (const layer of layersOf(shapes)) {
      const mark = specimenMark(layer, input.metrics);
      if (!mark.ok) return mark;
      shapes.push(...mark.value);
    }
  }
  return ok({ name, offset: input.offsets[name], shapes });
}

/** The visible layer always, and every other that something is drawn on. */
function layersOf(shapes: readonly Shape[]): ReadonlySet<Layer> {
  return new Set<Layer>(['visible', ...shapes.map((shape) => shape.layer)]);
}

function composeElement(
  element: TemplateElement,
  input: CompositionInput,
  context: TextContext,
  chance: () => number,
): Result<readonly Shape[]> {
  const { template } = input;
  switch (element.kind) {
    case 'ground':
      return ok(composeGround(element, template));
    case 'guilloche':
      return ok(composeGuilloche(element, template, chance));
    case 'landscape':
      return ok(composeLandscape(element, template));
    case 'stars':
      return ok(composeStars(element, template));
    case 'emblemSlot':
      return composeEmblemSlot(element, template, input.metrics);
    case 'photo':
      return ok(composePhoto(element, template, input.photo));
    case 'rule':
      return ok(composeRule(element, template));
    case 'text':
      return composeText(element, context);
    default:
      return assertNever(element);
  }
}
