/**
 * Every case of one person, by the numbers that lead from one to the next: the lifelong number, the 15-character one that an
 * approval names beside it, and what a record said until it was replaced. Followed both ways and as far as they lead.
 */

import type { Application } from '../../../shared/model/application.ts';
import type { Reader } from '../ports.ts';

/**
 * The case itself first, erased ones left out. A number that both cases bear now is for life, and nobody else's. One that
 * a replacement took away may have been a mistake, and somebody else's from the beginning: it leads on only where the two
 * cases tell of one person besides.
 */
export function casesOfPerson(
  reader: Pick<Reader, 'application' | 'casesSharingNumber'>,
  asked: Application,
): readonly Application[] {
  const found = new Map([[asked.id, asked]]);
  // A map is gone through in the order in which it grows: what is found is asked in its turn, once.
  for (const known of found.values()) {
    for (const id of reader.casesSharingNumber(known.id)) {
      const other = found.has(id) ? undefined : reader.application(id);
      if (other !== undefined && (shareNumber(known, other) || isSamePerson(known, other))) found.set(id, other);
    }
  }
  return [...found.values()];
}

/** As both records say that are in force: what led here is a digest in a row of its own, and no more than a hint. */
function shareNumber({ card: one }: Application, { card: other }: Application): boolean {
  return one.number === other.number || (one.formerNumber !== undefined && one.formerNumber === other.formerNumber);
}

/** The passport tells by itself; name and day only together, for twins share the day and namesakes the name. */
function isSamePerson({ person: one }: Application, { person: other }: Application): boolean {
  const isPassport =
    one.passport.number === other.passport.number && one.passport.issuingState === other.passport.issuingState;
  return isPassport || (one.latinName === other.latinName && one.birthDate === other.birthDate);
}
