// What came back is plastic too: an old card is destroyed as one, a card that nobody called for with the blanks of the day.

import { describe, expect, test } from 'vitest';
import { takeBack } from '../../electron/core/custody/come-back.ts';
import { returnUncollected } from '../../electron/core/custody/wait.ts';
import { beginClose } from '../../electron/core/day/close-day.ts';
import { destroyOldCard, holdAsEvidence } from '../../electron/core/hand-over/old-card.ts';
import { destroyBlanks } from '../../electron/core/stock/destroy.ts';
import { setUpDay } from '../../electron/core/stock/set-up-tray.ts';
import { stockView } from '../../electron/core/stock/view.ts';
import { handedOver, takeOldCard } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import { second } from './service-office.ts';
import { diagnosed, serial, stockOffice, type StockOffice } from './stock-office.ts';
import { approval, notice, renewal, stored } from './walk-office.ts';

/** The first card of a person, handed in for its successor, which lies in the safe. */
async function handedIn() {
  const office = await stockOffice();
  const { walk } = office;
  const first = must(await handedOver(walk, await stored(walk, approval(1)))).card;
  const next = await stored(walk, renewal(1, 'expiry'), '2');
  const old = must(takeOldCard(walk, next));
  if (old === null) throw new Error('no old card');
  return { office, walk, first, old };
}

const supervisor = { account: 'supervisor1', role: 'supervisor' } as const;

function asBlank(office: StockOffice, blank: string) {
  const input = { serials: [serial(blank)], method: 'cut' as const, second };
  return destroyBlanks(input, office.context());
}

describe('an old card that was made here', () => {
  test('is not destroyed among the blanks, nor offered with them', async () => {
    const { office, walk, first, old } = await handedIn();
    must(holdAsEvidence({ oldCardId: old.id, revision: old.revision, reason: 'case 12' }, walk.context()));
    must(beginClose(office.context()));

    expect(walk.store.blank(first.blankSerial)?.place).toBe('returned');
    expect(stockView(office.context(), null).waiting).toEqual([]);
    expect(kindOf(await asBlank(office, first.blankSerial))).toBe('stock.oldCard');
    expect(diagnosed(office)).toEqual([]);
  });

  test('is destroyed with its plastic before a witness', async () => {
    const { office, walk, first, old } = await handedIn();

    must(await destroyOldCard({ oldCardId: old.id, revision: old.revision, second }, office.context()));

    expect(walk.store.blank(first.blankSerial)?.place).toBe('destroyed');
    expect(walk.store.card(first.id)?.state).toBe('destroyed');
    expect(diagnosed(office)).toEqual([]);
  });
});

test('a card that nobody called for ends with the blanks of the day', async () => {
  const office = await stockOffice();
  const { walk } = office;
  const card = await stored(walk, approval(1));
  walk.clock.set('2026-12-01T08:00:00.000Z');
  must(returnUncollected({ cardId: card.id, revision: card.revision }, walk.context(supervisor)));
  must(setUpDay({ store: walk.store, now: walk.clock.now() }));
  must(beginClose(office.context()));

  must(await asBlank(office, card.blankSerial));

  expect(walk.store.card(card.id)?.state).toBe('destroyed');
  expect(walk.store.blank(card.blankSerial)?.place).toBe('destroyed');
  expect(diagnosed(office)).toEqual([]);
});

describe('a revoked card', () => {
  test.each([
    ['in the safe', false],
    ['in its holder’s hands', true],
  ])('%s ends with the blanks of the day, once its plastic is back', async (_where, isOut) => {
    const office = await stockOffice();
    const { walk } = office;
    const record = approval(1);
    const card = await stored(walk, record);
    if (isOut) must(await handedOver(walk, card));
    const early = takeBack({ cardId: card.id, revision: isOut ? 2 : 1 }, walk.context());
    await walk.take(notice('withdrawal', record));
    const { revision } = walk.store.card(card.id) ?? card;

    const back = must(takeBack({ cardId: card.id, revision }, walk.context()));
    const twice = takeBack({ cardId: card.id, revision: back.revision }, walk.context());
    must(beginClose(office.context()));
    must(await asBlank(office, card.blankSerial));

    expect([early, twice].map(kindOf)).toEqual(['card.wrongState', 'stock.wrongPlace']);
    expect(back.state).toBe('revoked');
    expect(walk.store.card(card.id)?.state).toBe('destroyed');
    expect(diagnosed(office)).toEqual([]);
  });
});
