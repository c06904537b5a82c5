// The queue: each case in the view where the desk would look for it, in order, and found by what is at hand.

import { describe, expect, test } from 'vitest';
import { application, blank, card, everyStep, file, firstDay, job } from './cases.ts';
import { altering, freshFolder, opened, optionsFor, withBlanks } from './office.ts';

describe('the queue', () => {
  test('shows each case where it stands on the desk', () => {
    const store = opened(optionsFor(freshFolder()));
    const reviewed = { state: 'accepted', reviewedBy: 'officer1' } as const;
    const view = () => {
      const { counts } = store.queue({ view: 'all', offset: 0, limit: 1 });
      return Object.entries(counts)
        .filter(([name, count]) => name !== 'all' && count > 0)
        .map(([name]) => name);
    };
    withBlanks(store);
    altering(store, (tx) => file(tx, application(1)));
    expect(view()).toEqual(['toReview']);
    altering(store, (tx) => {
      tx.updateApplication(application(1, { ...reviewed, revision: 2 }));
      const subject = { kind: 'application', id: application(1).id } as const;
      const detail = { recordDigest: 'a'.repeat(64), revision: 2, warnings: '' };
      tx.audit({ action: 'application.accepted', subject, outcome: 'ok', detail });
    });
    expect(view()).toEqual(['toIssue']);
    const at = (revision: number, more: Parameters<typeof job>[2]) => job(1, application(1), { revision, ...more });
    altering(store, (tx) => tx.insertJob(at(1, {})));
    expect(view()).toEqual(['inWork']);
    const withBlank = { blankSerial: blank(1).serial };
    altering(store, (tx) => tx.updateJob(at(2, { ...withBlank, state: 'suspended', suspendedIn: 'printing' })));
    expect(view()).toEqual(['attention']);
    altering(store, (tx) => tx.updateApplication(application(1, { state: 'withdrawn', revision: 3 })));
    expect(view()).toEqual(['attention']);
    altering(store, (tx) => tx.updateJob(at(3, { ...withBlank, state: 'setAside', setAsideReason: 'recordChanged' })));
    expect(view()).toEqual(['stopped']);
    altering(store, (tx) => tx.updateApplication(application(1, { ...reviewed, revision: 4 })));
    expect(view()).toEqual(['attention']);
    const second = { blankSerial: blank(2).serial, attempt: 2 };
    altering(store, (tx) => tx.updateJob(at(4, { ...second, state: 'verified' })));
    expect(view()).toEqual(['inWork']);
    const finished = card(1, application(1), at(4, second), blank(2));
    altering(store, (tx) => tx.insertCard(finished));
    expect(view()).toEqual(['custody']);
    altering(store, (tx) => {
      everyStep(tx, finished);
      tx.updateCard({
        ...finished,
        state: 'handedOver',
        handedOverAt: firstDay(finished),
        handedOverBy: 'officer2',
        revision: 2,
      });
    });
    expect(view()).toEqual(['done']);
    expect(store.diagnose().find(({ check }) => check === 'queue')?.ok).toBe(true);
  });

  test('comes urgent first, then oldest first, and page by page', () => {
    const store = opened(optionsFor(freshFolder()));
    altering(store, (tx) => {
      file(tx, application(1, { receivedAt: '2026-03-02T08:00:02.000Z' }));
      file(tx, application(2, { receivedAt: '2026-03-02T08:00:01.000Z' }));
      file(tx, application(3, { receivedAt: '2026-03-02T08:00:03.000Z', urgent: true }));
      file(tx, application(4, { receivedAt: '2026-03-02T08:00:02.000Z' }));
    });
    const pageAt = (offset: number) =>
      store.queue({ view: 'toReview', offset, limit: 3 }).rows.map((row) => row.number.at(-1));
    expect([pageAt(0), pageAt(3)]).toEqual([['3', '2', '1'], ['4']]);
  });

  test.each(['a-2026-000002', application(2).card.number, 'ep000002', 'kowalska2', 'zaneta', '柯安'])(
    'finds %s',
    (text) => {
      const store = opened(optionsFor(freshFolder()));
      const nobody = { ...application(1).person, latinName: 'OTHER, PERSON', chineseName: '别人' };
      altering(store, (tx) => {
        file(tx, application(1, { person: nobody }));
        file(tx, application(2));
      });
      const found = store.queue({ view: 'all', text, offset: 0, limit: 10 });
      expect([found.total, found.rows.map((row) => row.id)]).toEqual([1, [application(2).id]]);
      expect(store.queue({ view: 'toIssue', text, offset: 0, limit: 10 }).total).toBe(0);
    },
  );
});
