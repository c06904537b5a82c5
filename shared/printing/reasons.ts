/** Reading the reasons that printers give: their suffixes vary from device to device and say nothing about the card. */

import { conditions, jobReasons, printerReasons, units } from './reason-keywords.ts';

/** RFC 8011 section 5.4.12: how grave the printer thinks it is. */
const suffix = /-(?:error|warning|report)$/;

const known: ReadonlySet<string> = new Set([
  ...Object.keys(printerReasons),
  ...Object.keys(jobReasons),
  ...units.flatMap((unit) => Object.keys(conditions).map((condition) => `${unit}-${condition}`)),
]);

/** The keyword without its suffix; `media-jam-error` is `media-jam`, but `compression-error` is a keyword as it stands. */
export function plainReason(keyword: string): string {
  return known.has(keyword) ? keyword : keyword.replace(suffix, '');
}

/** Each once, without suffixes and without `none`. */
export function plainReasons(keywords: readonly string[]): readonly string[] {
  return [...new Set(keywords.map(plainReason))].filter((keyword) => keyword !== 'none' && keyword !== '');
}
