/**
 * One application taken in by two workstations can become two cards, each right by itself: no constraint of one database
 * sees that. Whoever gets the result files of both finds it here, as the authority does by the same rule.
 */

import { resultSchema, type IssueResult } from '../../../shared/model/results.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { contentOf } from '../intake/jws.ts';

export interface TwoCards {
  readonly applicationNumber: string;
  /** `workstation blank`, of each card that was issued and is not out of use. */
  readonly cards: readonly string[];
}

type Issued = Extract<IssueResult, { type: 'issued' }>;

/** Result files as texts. Signatures are the authority's to check; repeats of one result count once. */
export function twoCardsOfOne(files: readonly string[]): Result<readonly TwoCards[]> {
  const results = new Map<string, IssueResult>();
  for (const line of files.flatMap((file) => file.split('\n')).filter((text) => text.trim() !== '')) {
    const parsed = resultSchema.safeParse(contentOf(line));
    if (!parsed.success) return fail('file.unreadable', { path: 'results', reason: 'no result' });
    results.set(parsed.data.resultId, parsed.data);
  }
  const all = [...results.values()];
  const over = new Set(all.flatMap(endedCard));
  const issued = new Map<string, Issued[]>();
  for (const result of all) {
    if (result.type !== 'issued' || over.has(result.chipSerial)) continue;
    const cards = issued.get(result.applicationNumber) ?? [];
    cards.push(result);
    issued.set(result.applicationNumber, cards);
  }
  return ok(
    [...issued]
      .map(([applicationNumber, made]) => ({
        applicationNumber,
        cards: lastOfEach(made).map(({ workstation, blankSerial }) => `${workstation} ${blankSerial}`),
      }))
      .filter(({ cards }) => cards.length > 1),
  );
}

/**
 * Those of one application whose place no later one took. A card that had left when its record was corrected is collected
 * at the hand-over of the next, by its workstation, and no result ends it. Two of one record are two.
 */
function lastOfEach(issued: readonly Issued[]): readonly Issued[] {
  const made = issued.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return made.filter((card, index) => !made.slice(index + 1).some((later) => takesPlaceOf(later, card)));
}

function takesPlaceOf(later: Issued, card: Issued): boolean {
  const isOfOneDesk = later.office === card.office && later.workstation === card.workstation;
  return isOfOneDesk && later.recordHash !== card.recordHash;
}

/** The chip of a card that is out of use by that result. */
function endedCard(result: IssueResult): readonly string[] {
  switch (result.type) {
    case 'revoked':
      return result.card === null ? [] : [result.card.chipSerial];
    case 'uncollected':
      return [result.chipSerial];
    case 'complaint':
      return result.decision === 'productionFault' || result.decision === 'authorityError' ? [result.chipSerial] : [];
    case 'returned':
    case 'issued':
    case 'setAside':
    case 'handedOver':
      return [];
  }
}
