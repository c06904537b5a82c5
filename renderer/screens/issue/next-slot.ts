/** A guess at the slot for the next card: after the last one that was stored, and free. */

import type { Card } from '../../../shared/model/stock.ts';

export interface Slot {
  readonly safe: string;
  readonly slot: string;
}

const firstSlot: Slot = { safe: 'A', slot: '01' };

/** Counts up the digits at the end of the last slot; the first slot where nothing was stored yet. */
export function nextSlot(cards: readonly Pick<Card, 'state' | 'safe' | 'slot' | 'finishedAt'>[]): Slot {
  const inSafe = cards.filter((card) => card.state === 'inCustody' && card.safe !== null && card.slot !== null);
  const last = inSafe.toSorted((a, b) => b.finishedAt.localeCompare(a.finishedAt))[0];
  const safe = last?.safe ?? firstSlot.safe;
  const taken = new Set(inSafe.filter((card) => card.safe === safe).map((card) => card.slot));
  let slot = last?.slot ?? firstSlot.slot;
  for (let tries = 0; taken.has(slot) && tries <= taken.size; tries += 1) slot = countUp(slot);
  return { safe, slot };
}

/** `07` -> `08`, `B9` -> `B10`, `left` -> `left2`. */
function countUp(slot: string): string {
  const digits = /\d+$/.exec(slot)?.[0] ?? '';
  if (digits === '') return `${slot}2`;
  return slot.slice(0, -digits.length) + String(Number(digits) + 1).padStart(digits.length, '0');
}
