/** Template + person + card -> the drawing list of both faces. Pure: the same input gives the same list. */

import { countryOf } from '../../../shared/card/countries.ts';
import type { CardData } from '../../../shared/model/approval.ts';
import type { Person } from '../../../shared/model/person.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import {
  CARD_HEIGHT_MM,
  CARD_WIDTH_MM,
  type ElementOf,
  type Template,
  type TemplateElement,
} from '../../../shared/model/template.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';
import type { TypefaceMetrics } from '../ports.ts';
import type { SealSymbol } from '../seal/symbol.ts';
import {
  composeEmblemSlot,
  composeGround,
  composeGuilloche,
  composeLandscape,
  composeRule,
  composeStars,
} from './artwork.ts';
import { composeGhost, composePattern, composeRelief, composeSeal } from './features.ts';
import { chanceFrom } from './chance.ts';
import type { Drawing, Face, Layer, Point, Shape } from './drawing.ts';
import { withinCard } from './edge.ts';
import { composeMicrotext } from './microtext.ts';
import { composePhoto, type Photo } from './photo.ts';
import { specimenMark } from './specimen.ts';
import { composeText, type TextContext } from './text.ts';

export interface CompositionInput {
  readonly template: Template;
  readonly person: Person;
  readonly card: CardData;
  /** The holder's photo as approved; its dimensions come from decoding it (`PhotoCodec`). */
  readonly photo: Photo;
  /** The job's signed seal; null before there is one, and then its place stays empty. */
  readonly seal: SealSymbol | null;
  readonly profile: Pick<Profile, 'live' | 'issuingAuthority'>;
  /** Measured offsets of the printer profile, per face; zero where nothing was measured. */
  readonly offsets: { readonly portrait: Point; readonly emblem: Point };
  readonly metrics: TypefaceMetrics;
  /** `show`: to look at a card that exists, as the layout of old cards is; nothing of it is ever printed on a blank. */
  readonly purpose?: 'issue' | 'show';
}

/**
 * Lays out both faces in millimetres. Fails with `composition.layoutRetired` for a layout that is only shown, and with
 * `composition.glyphMissing`, `.doesNotFit`, `.offCard`, `.nationalityUnknown` or `.sealTooSmall`, before any blank is touched.
 */
export function compose(input: CompositionInput): Result<Drawing> {
  const { template, person, card, profile, metrics } = input;
  if (!template.issuable && input.purpose !== 'show')
    return fail('composition.layoutRetired', { template: template.id });
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
  const elements = input.template.faces[name];
  const composed = new Map<TemplateElement, readonly Shape[]>();
  // Texts first: a name that cannot be printed is refused as the name, not as the microtext that repeats it.
  for (const element of [...elements.filter(isText), ...elements.filter((one) => !isText(one))]) {
    // Each element has a chance of its own, so that another one added to a template leaves this one as it was.
    const chance = chanceFrom(`${name} ${elements.indexOf(element)} ${ownNumber(input)}`);
    const drawn = composeElement(element, input, context, chance);
    if (!drawn.ok) return drawn;
    composed.set(element, drawn.value);
  }
  // Nothing is ever drawn over the seal but the mark that makes a card worthless, and that only where it must.
  const order = [...elements.filter((one) => !isSeal(one)), ...elements.filter(isSeal)];
  const shapes = order.flatMap((element) => composed.get(element) ?? []);
  if (!input.profile.live || !input.template.issuable) {
    for (const layer of layersOf(shapes)) {
      const mark = specimenMark(layer, elements.find(isSeal)?.box ?? null, input.metrics);
      if (!mark.ok) return mark;
      shapes.push(...mark.value);
    }
  }
  return ok({ name, offset: input.offsets[name], shapes });
}

function isText(element: TemplateElement): boolean {
  return element.kind === 'text';
}

function isSeal(element: TemplateElement): element is ElementOf<'seal'> {
  return element.kind === 'seal';
}

/** The number that stands on the card: a layout that is only shown is that of the former one, where there is one. */
function ownNumber({ template, card }: CompositionInput): string {
  return template.issuable ? card.number : (card.formerNumber ?? card.number);
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
    case 'pattern':
      return ok(composePattern(element, template));
    case 'relief':
      return ok(composeRelief(element, template, ownNumber(input)));
    case 'ghost':
      return ok(composeGhost(element, template, input.photo, chance));
    case 'microtext':
      return composeMicrotext(element, context);
    case 'seal':
      return composeSeal(element, template, input.seal);
    case 'photo':
      return ok(composePhoto(element, template, input.photo));
    case 'rule':
      return ok(composeRule(element, template));
    case 'text': {
      const runs = composeText(element, context);
      const within = runs.ok ? withinCard(runs.value, input.metrics) : runs;
      return within.ok ? runs : within;
    }
    default:
      return assertNever(element);
  }
}
