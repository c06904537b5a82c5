/** Template + person + card -> the drawing list of both faces. Pure: the same input gives the same list. */

import type { CardData } from '../../../shared/model/approval.ts';
import type { Person } from '../../../shared/model/person.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Template } from '../../../shared/model/template.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { TypefaceMetrics } from '../ports.ts';
import type { Drawing, Point } from './drawing.ts';

export interface CompositionInput {
  readonly template: Template;
  readonly person: Person;
  readonly card: CardData;
  /** The holder's photo as approved; its dimensions come from decoding it (`PhotoCodec`). */
  readonly photo: { readonly jpeg: Uint8Array; readonly widthPx: number; readonly heightPx: number };
  readonly profile: Pick<Profile, 'live' | 'issuingAuthority'>;
  /** Measured offsets of the printer profile, per face; zero where nothing was measured. */
  readonly offsets: { readonly portrait: Point; readonly emblem: Point };
  readonly metrics: TypefaceMetrics;
}

/**
 * Lays out both faces in millimetres.
 * Fails with `composition.glyphMissing`, `composition.doesNotFit`, `composition.nationalityUnknown` before anything is used.
 */
export function compose(input: CompositionInput): Result<Drawing> {
  return fail('composition.photoUnusable', { problem: input.template.id });
}
