/** Where the person is: a screen, and the case that review and issue work on. */

import { createContext, useContext } from 'react';
import type { CallName } from '../shared/contract.ts';
import type { ApplicationId } from '../shared/model/ids.ts';
import type { QueueRow, QueueView } from '../shared/model/queue.ts';

export const screens = [
  'queue',
  'review',
  'issue',
  'custody',
  'audit',
  'devices',
  'batch',
  'stock',
  'day',
  'accounts',
  'persons',
] as const;
export type Screen = (typeof screens)[number];

export interface Place {
  readonly screen: Screen;
  /** The view of the queue that was last looked at. */
  readonly view: QueueView;
  /** The case under review; null = take the next one of the queue. */
  readonly reviewing: ApplicationId | null;
  /** The case being issued; null = take the next one of the queue. */
  readonly issuing: ApplicationId | null;
  /** The application number whose card custody opens; null = the list. */
  readonly collecting: string | null;
}

export const firstPlace: Place = {
  screen: 'queue',
  view: 'toReview',
  reviewing: null,
  issuing: null,
  collecting: null,
};

/** Which permission makes a screen useful at all. */
export const screenNeeds: Readonly<Record<Screen, CallName>> = {
  queue: 'queue.list',
  review: 'application.open',
  issue: 'job.compose',
  custody: 'custody.list',
  audit: 'audit.list',
  devices: 'device.status',
  batch: 'batch.run',
  stock: 'stock.view',
  day: 'day.view',
  accounts: 'account.list',
  persons: 'person.erasures',
};

export interface Navigation {
  readonly place: Place;
  go(part: Partial<Place>): void;
}

export const NavigationContext = createContext<Navigation | null>(null);

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error('useNavigation outside of NavigationContext');
  return navigation;
}

/** Where the work on a case goes on: review it, make its card, or hand the card over. */
export function placeOfCase(
  row: Pick<QueueRow, 'id' | 'number' | 'state' | 'card' | 'job' | 'view'>,
  mayIssue: boolean,
  mayHandOver: boolean,
): Partial<Place> {
  // Once its record was replaced the case is reviewed first, whatever lies in the safe.
  const waits = row.card?.state === 'inCustody' && row.state !== 'received';
  if (mayHandOver && waits) return { screen: 'custody', collecting: row.number };
  const cardIsMade = row.card !== null && row.job?.state === 'verified' && row.view !== 'toIssue';
  if (mayIssue && row.state === 'accepted' && !cardIsMade) return { screen: 'issue', issuing: row.id };
  return { screen: 'review', reviewing: row.id };
}
