/**
 * The relation item: three digits in the chip's reader record that lead from the new number back to the former one.
 *
 *     former = alpha-3 + new[2..3] + relation[1..2] + new[9..14] + relation[3] + check        (places counted from 1)
 *
 * `000` is a value; no former number = no relation. A nationality that was corrected since breaks the rule, hence three
 * answers and not two.
 */

import type { CardNumber, FormerNumber } from '../model/ids.ts';
import { formerNumberCheck, parseFormerNumber } from './former-number.ts';

/** `holds`; `otherNationality`: all but the nationality leads back; `broken`: it leads to another number. */
export type RelationVerdict = 'holds' | 'otherNationality' | 'broken';

/** The former number that number, nationality (alpha-3) and relation lead back to. */
export function formerNumberFrom(number: CardNumber, nationality: string, relation: string): string {
  const place = number.slice(1, 3) + relation.slice(0, 2);
  const first14 = nationality + place + number.slice(8, 14) + relation.slice(2, 3);
  return first14 + formerNumberCheck(first14);
}

/** The relation item that leads from the number to the former one, as far as it does (see `checkRelation`). */
export function relationTo(former: FormerNumber): string {
  return former.slice(5, 7) + former.slice(13, 14);
}

/** Whether number, nationality and relation lead back to the stated former number. */
export function checkRelation(
  number: CardNumber,
  nationality: string,
  relation: string,
  former: FormerNumber,
): RelationVerdict {
  if (formerNumberFrom(number, nationality, relation) === former) return 'holds';
  const parts = parseFormerNumber(former);
  if (!parts.ok) return 'broken';
  return formerNumberFrom(number, parts.value.nationality, relation) === former ? 'otherNationality' : 'broken';
}
