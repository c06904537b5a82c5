/** How a card is asked for: ID-1, both sides of one card, not scaled, nothing left to the device's habits. */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { PrinterProfile } from '../../../../shared/model/printer-profile.ts';
import type { Description } from './description.ts';
import type { IppAttributes } from './message.ts';
import { attributes, boolean, integer, keyword, mimeType, name } from './values.ts';

/** PWG 5101.1: the self-describing name of ID-1 stock; makers write the class and the name before the size as they like. */
export const cardMedia = 'oe_card-cr80_53.98x85.6mm';
const cardMediaPattern = /^[a-z]+_[a-z0-9.-]+_(?:53\.9[78]x85\.60?mm|54x86mm|2\.125x3\.37[05]?in)$/;

/** What the job is to the printer or queue. */
export interface CardFormat {
  readonly format: string;
  readonly media: string;
  readonly sides: 'two-sided-short-edge' | 'two-sided-long-edge';
  readonly scaling: 'none' | null;
}

/** Fails with `printer.unfit` and what is lacking: a card that would come out scaled or one-sided is not sent. */
export function formatFor(description: Description, profile: PrinterProfile): Result<CardFormat> {
  const { formats, media, sides, scalings } = description;
  if (!formats.includes('application/pdf')) return fail('printer.unfit', { lack: 'application/pdf' });
  const size = media.includes(cardMedia) ? cardMedia : media.find((candidate) => cardMediaPattern.test(candidate));
  if (size === undefined) return fail('printer.unfit', { lack: cardMedia });
  const wanted = sidesOf(profile);
  if (!sides.includes(wanted)) return fail('printer.unfit', { lack: wanted });
  const scaling = scalings.includes('none') ? 'none' : null;
  return ok({ format: 'application/pdf', media: size, sides: wanted, scaling });
}

export function sidesOf({ flipEdge }: PrinterProfile): CardFormat['sides'] {
  return flipEdge === 'short' ? 'two-sided-short-edge' : 'two-sided-long-edge';
}

/** Of the operation group; what cannot be had is refused, not replaced (RFC 8011 section 4.2.1.1). */
export function jobOperation(jobName: string, withFormat: CardFormat | null): IppAttributes {
  return attributes(
    ['job-name', name(jobName)],
    ['ipp-attribute-fidelity', boolean(true)],
    ...(withFormat === null ? [] : [['document-format', mimeType(withFormat.format)] as const]),
  );
}

export function jobTemplate({ media, sides, scaling }: CardFormat): IppAttributes {
  return attributes(
    ['copies', integer(1)],
    ['media', keyword(media)],
    ['sides', keyword(sides)],
    ...(scaling === null ? [] : [['print-scaling', keyword(scaling)] as const]),
  );
}
