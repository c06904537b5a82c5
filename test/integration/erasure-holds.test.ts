// What still needs a person's data holds it, whoever asks: cards that live, wait or are on their way, old cards, complaints.

import { describe, expect, test } from 'vitest';
import { takeBack } from '../../electron/core/custody/come-back.ts';
import { openComplaint } from '../../electron/core/custody/complain.ts';
import { dispatchCard, settleDispatch } from '../../electron/core/custody/dispatch.ts';
import { cancelJob } from '../../electron/core/issue/cancel.ts';
import { listDue } from '../../electron/core/person/due.ts';
import { erasePerson } from '../../electron/core/person/erase.ts';
import { showPerson } from '../../electron/core/person/show-person.ts';
import type { Card } from '../../shared/model/stock.ts';
import { asked, office } from './erasing.ts';
import { handedOver } from './hand-over-steps.ts';
import { altering, kindOf, must } from './office.ts';
import {
  accepted,
  approval,
  composed,
  notice,
  officer2,
  on,
  renewal,
  replaced,
  signerOf,
  stored,
} from './walk-office.ts';

describe('erasing is refused', () => {
  test('while a card of it is at another office, and may live there', async () => {
    const { walk, context } = await office();
    const card = await stored(walk, approval(3));
    const input = { cardId: card.id, revision: 1, office: 'OTHER-02' };
    must(dispatchCard(input, walk.context(), signerOf(walk)));
    const erase = () => erasePerson(asked(card.applicationId, { revision: 2 }), context);

    const underWay = await erase();
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
    const there = await erase();

    expect(underWay).toMatchObject({ error: { kind: 'person.stillNeeded', data: { by: 'card' } } });
    expect(there).toMatchObject({ error: { kind: 'person.stillNeeded', data: { by: 'livingCard' } } });
  });

  test('while a revoked card lies in the safe, or is on its way: nobody could take it in', async () => {
    const { walk, context } = await office();
    const [kept, sent] = [approval(3), approval(4)];
    const cards = { inSafe: await stored(walk, kept), onItsWay: await stored(walk, sent, '2') };
    const input = { cardId: cards.onItsWay.id, revision: 1, office: 'OTHER-02' };
    must(dispatchCard(input, walk.context(), signerOf(walk)));
    await walk.take(notice('withdrawal', kept), notice('withdrawal', sent));
    altering(walk.store, (tx) => tx.acknowledgeResults(tx.pendingResults().map(({ result }) => result.resultId)));
    const erase = ({ applicationId }: Card) => erasePerson(asked(applicationId, { revision: 3 }), context);
    const held = { error: { kind: 'person.stillNeeded', data: { by: 'card' } } };

    expect([await erase(cards.inSafe), await erase(cards.onItsWay)]).toMatchObject([held, held]);
    must(takeBack({ cardId: cards.inSafe.id, revision: 2 }, walk.context()));
    must(settleDispatch({ cardId: cards.onItsWay.id, back: { safe: 'S1', slot: '9' } }, walk.context()));

    expect([await erase(cards.inSafe), await erase(cards.onItsWay)].map(kindOf)).toEqual(['ok', 'ok']);
    expect(walk.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
  });

  test('while a complaint is open, unless its card is out of use and may never be inspected again', async () => {
    const { walk, context } = await office();
    const { id: cardId, applicationId } = must(await handedOver(walk, await stored(walk, approval(3)))).card;
    must(openComplaint({ cardId, what: 'chip' }, walk.context(officer2)));
    const erase = () => {
      altering(walk.store, (tx) => tx.acknowledgeResults(tx.pendingResults().map(({ result }) => result.resultId)));
      return erasePerson(asked(applicationId, { revision: 2 }), context);
    };

    const open = await erase();
    await accepted(walk, renewal(3, 'loss'));

    expect(open).toMatchObject({ error: { kind: 'person.stillNeeded', data: { by: 'complaint' } } });
    expect(kindOf(await erase())).toBe('ok');
  });

  test('for as long as after a card that was used, where another office had it and it was revoked since', async () => {
    const { walk } = await office();
    const record = approval(3);
    const card = await stored(walk, record);
    must(dispatchCard({ cardId: card.id, revision: 1, office: 'OTHER-02' }, walk.context(), signerOf(walk)));
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
    await walk.take(notice('withdrawal', record));

    const supervisor = { account: 'supervisor1', role: 'supervisor' } as const;
    const view = must(showPerson({ applicationId: card.applicationId }, walk.context(supervisor)));

    expect(view.cases).toMatchObject([{ kind: 'cardIssued', keptUntil: '2041-03-01' }]);
  });

  test('while a card of an earlier job is with its holder, also after the case’s last job came to nothing', async () => {
    const { walk, context } = await office();
    const record = approval(3);
    const card = must(await handedOver(walk, await stored(walk, record))).card;
    await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
    must(cancelJob({ ...on(await composed(walk, record)), note: '' }, walk.context()));
    const { applicationId } = card;
    const revision = walk.store.application(applicationId)?.revision ?? 0;

    const refused = await erasePerson(asked(applicationId, { revision }), context);
    walk.clock.set('2028-06-02T08:00:00.000Z');
    const supervisor = { account: 's', role: 'supervisor' } as const;
    const due = must(listDue({ after: null, limit: 10 }, supervisor, walk.store, walk.context()));

    expect(refused).toMatchObject({ error: { kind: 'person.stillNeeded', data: { by: 'livingCard' } } });
    expect(due.map((one) => one.applicationId)).not.toContain(applicationId);
  });

  test('while the old card that was handed in is not destroyed', async () => {
    const { walk, id, context } = await office();
    const collected = { collectedBy: 'officer2', collectedAt: walk.clock.now().toISOString() };
    const ended = { cancelledBy: null, cancelledAt: null, destroyedBy: null, witness: null, destroyedAt: null };
    altering(walk.store, (tx) =>
      tx.insertOldCard({
        id: 'd'.repeat(32),
        applicationId: id,
        cardId: null,
        layout: '2017',
        readBy: 'eye',
        differences: '',
        state: 'evidence',
        evidenceReason: 'case 12',
        approvalId: null,
        revision: 1,
        ...collected,
        ...ended,
      }),
    );
    expect(await erasePerson(asked(id), context)).toMatchObject({
      error: { kind: 'person.stillNeeded', data: { by: 'oldCard' } },
    });
  });
});
