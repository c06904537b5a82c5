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
  const living = new Map<string, string[]>();
  for (const result of all) {
    if (result.type !== 'issued' || over.has(result.chipSerial)) continue;
    const cards = living.get(result.applicationNumber) ?? [];
    cards.push(`${result.workstation} ${result.blankSerial}`);
    living.set(result.applicationNumber, cards);
  }
  return ok(
    [...living]
      .filter(([, cards]) => cards.length > 1)
      .map(([applicationNumber, cards]) => ({ applicationNumber, cards })),
  );
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
