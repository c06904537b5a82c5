/** The ways of a blank and of a card: every place and state with every event, against the tables. */

import { describe, expect, test } from 'vitest';
import { blankPlaces, nextBlank, type BlankEvent } from '../../../electron/core/stock/blank-state.ts';
import { cardStates, nextCard, type CardEvent } from '../../../electron/core/stock/card-state.ts';
import type { BlankPlace, CardState } from '../../../shared/model/stock.ts';

const blankTable: Readonly<Record<BlankEvent, Partial<Record<BlankPlace, BlankPlace>>>> = {
  loaded: { boxed: 'inTray' },
  unloaded: { inTray: 'boxed' },
  assigned: { inTray: 'inWork' },
  released: { inWork: 'inTray' },
  suspended: { inWork: 'suspended' },
  resumed: { suspended: 'inWork' },
  setAside: { inWork: 'setAside', suspended: 'setAside', finished: 'setAside', boxed: 'setAside', inTray: 'setAside' },
  finished: { inWork: 'finished' },
  handedOver: { finished: 'handedOver' },
  dispatched: { finished: 'transferred' },
  cameBack: { transferred: 'finished' },
  returned: { finished: 'returned', handedOver: 'returned', transferred: 'returned' },
  destroyed: { setAside: 'destroyed', returned: 'destroyed', test: 'destroyed' },
  sentBack: { boxed: 'transferred', setAside: 'transferred' },
  takenForTest: { boxed: 'test', inTray: 'test' },
  transferred: { boxed: 'transferred' },
  lost: {
    boxed: 'lost',
    inTray: 'lost',
    inWork: 'lost',
    suspended: 'lost',
    setAside: 'lost',
    finished: 'lost',
    test: 'lost',
    returned: 'lost',
  },
  found: { lost: 'setAside' },
};

const cardTable: Readonly<Record<CardEvent, Partial<Record<CardState, CardState>>>> = {
  dispatched: { inCustody: 'dispatched' },
  received: { dispatched: 'inCustody' },
  handedOver: { inCustody: 'handedOver' },
  returned: { inCustody: 'returned', dispatched: 'returned', handedOver: 'returned', revoked: 'revoked' },
  revoked: { inCustody: 'revoked', dispatched: 'revoked', handedOver: 'revoked' },
  destroyed: { returned: 'destroyed', revoked: 'destroyed' },
};

describe('a blank', () => {
  test.each(blankPlaces)('%s goes where the table says, and nowhere else', (place) => {
    const events = Object.keys(blankTable) as BlankEvent[];
    const found = events.map((event) => {
      const next = nextBlank(place, event);
      return [event, next.ok ? next.value : next.error];
    });

    expect(found).toEqual(
      events.map((event) => [
        event,
        blankTable[event][place] ?? { kind: 'stock.wrongPlace', data: { place, action: event } },
      ]),
    );
  });
});

describe('a card', () => {
  test.each(cardStates)('%s goes where the table says, and nowhere else', (state) => {
    const events = Object.keys(cardTable) as CardEvent[];
    const found = events.map((event) => {
      const next = nextCard(state, event);
      return [event, next.ok ? next.value : next.error];
    });

    expect(found).toEqual(
      events.map((event) => [
        event,
        cardTable[event][state] ?? { kind: 'card.wrongState', data: { state, action: event } },
      ]),
    );
  });
});
