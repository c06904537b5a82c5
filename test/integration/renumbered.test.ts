/** A replacement record may give the case another number: the card made under the former one is still found and revoked. */

import { expect, test } from 'vitest';
import { dispatchCard, settleDispatch } from '../../electron/core/custody/dispatch.ts';
import type { Card } from '../../shared/model/stock.ts';
import { handedOver } from './hand-over-steps.ts';
import { must } from './office.ts';
import {
  accepted,
  approval,
  notice,
  renumbered,
  signed,
  signerOf,
  stored,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

const places = {
  'the safe': () => undefined,
  'the way to another office': sendAway,
  'another office': (walk: WalkOffice, card: Card) => {
    sendAway(walk, card);
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
  },
  'its holder': async (walk: WalkOffice, card: Card) => void must(await handedOver(walk, card)),
} as const;

function sendAway(walk: WalkOffice, { id: cardId }: Card): void {
  must(dispatchCard({ cardId, revision: 1, office: 'OTHER-02' }, walk.context(), signerOf(walk)));
}

async function afterRenumbering(place: keyof typeof places, then: 'accept' | 'withdraw') {
  const first = approval(1);
  const walk = await walkOffice();
  const card = await stored(walk, first);
  await places[place](walk, card);
  const record = renumbered(first);
  await walk.take(signed(record));
  if (then === 'withdraw') await walk.take(notice('withdrawal', record));
  else await accepted(walk, first);
  expect(walk.store.application(card.applicationId)?.card.number).not.toBe(card.number);
  const ends = walk.store.revocations().filter(({ cardId }) => cardId === card.id);
  return [walk.store.card(card.id)?.state, ...ends.map(({ reason }) => reason)];
}

test.each(['the safe', 'the way to another office', 'another office'] as const)(
  'accepted, it takes the card at %s out of use',
  async (place) => {
    expect(await afterRenumbering(place, 'accept')).toEqual(['revoked', 'recordReplaced']);
  },
);

test.each([
  ['the safe', 'withdrawn'],
  ['another office', 'withdrawn'],
  ['its holder', 'withdrawnAfterHandOver'],
] as const)('withdrawn, it takes the card at %s out of use', async (place, reason) => {
  expect(await afterRenumbering(place, 'withdraw')).toEqual(['revoked', reason]);
});
