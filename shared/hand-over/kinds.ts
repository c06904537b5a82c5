/**
 * What each kind of work asks for before a card leaves, in one table (docs/design.md section 5). The database holds the
 * same rows in `requiredStep`; a test compares the two.
 */

import type { KindOfIssue } from '../model/approval.ts';

/** In the order in which they are done at the desk. */
export const requirements = [
  /** The former card is taken out of use: by its serials, or a 15-character number as a number. */
  'revocation',
  /** The old card lies in the office, checked against the record, and is cancelled or held as evidence. */
  'oldCard',
  /** Its chip was read and its number leads to the new one; for a card that is still valid the eye is not enough. */
  'oldCardRead',
  /** Passport number and face of whoever collects. */
  'identity',
  /** The new chip, inspected in front of the holder. */
  'chip',
  /** The holder's own look at both faces and at what the chip says. */
  'holder',
  /** Under the receipt. */
  'signature',
] as const;

export type Requirement = (typeof requirements)[number];

const always: readonly Requirement[] = ['identity', 'chip', 'holder', 'signature'];

export const requiredOf: Readonly<Record<KindOfIssue, readonly Requirement[]>> = {
  firstIssue: always,
  expiry: ['oldCard', ...always],
  changeOfData: ['oldCard', ...always],
  // A damaged chip may be silent: then the eye has to do.
  damage: ['oldCard', ...always],
  loss: ['revocation', ...always],
  voluntaryExchange: ['oldCard', 'oldCardRead', ...always],
};

export function requires(kind: KindOfIssue, requirement: Requirement): boolean {
  return requiredOf[kind].includes(requirement);
}
