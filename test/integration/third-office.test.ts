/** A card made at one office waits at another, and goes on to a third: each has its part of the way, and the card is at one place. */

import { describe, expect, test } from 'vitest';
import { dispatchCard, settleDispatch } from '../../electron/core/custody/dispatch.ts';
import { signPaper } from '../../electron/core/papers/signed-paper.ts';
import { takeInCard } from '../../electron/core/custody/take-in.ts';
import type { Card } from '../../shared/model/stock.ts';
import { handedOver } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import { here, otherOffice, sent } from './offices.ts';
import { byHand } from './resealed.ts';
import { officer1, signerOf, walkOffice } from './walk-office.ts';

describe('a card that goes on to a third office', () => {
  const made = { safe: 'C', slot: '1' };

  /** Made at the first, waiting at the second; and a third one that has heard of neither. */
  async function waitingAtSecond() {
    const walk = await walkOffice();
    const { card, arrived } = await sent(walk);
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
    const second = await otherOffice(walk);
    const third = await otherOffice(walk, 'THIRD-03', 'WS-1');
    const taken = must(await takeInCard(here, arrived, second.context()));
    return { walk, second, third, taken };
  }

  /** From there to that office, by a paper of the key of whoever sends. */
  function sentOn({ other, context }: Awaited<ReturnType<typeof otherOffice>>, { id, revision }: Card, office: string) {
    const { paper } = must(dispatchCard({ cardId: id, revision, office }, context(), signerOf(other)));
    return { paper, publicKey: signerOf(other).publicKey() };
  }

  test('is handed over there, and every office has it in one place and its own part of the way', async () => {
    const { walk, second, third, taken } = await waitingAtSecond();
    const { office, workstation } = walk.context().profile;
    const arrived = sentOn(second, taken, 'THIRD-03');

    const late = await handedOver({ ...second.other, context: second.context }, taken);
    const there = must(await takeInCard(made, arrived, third.context()));
    const twice = await takeInCard(made, arrived, third.context());
    const given = must(await handedOver({ ...third.other, context: third.context }, there, { actor: officer1 }));

    expect([late, twice].map(kindOf)).toEqual(['card.wrongState', 'dispatch.notUnderWay']);
    const states = [walk, second.other].map(({ store }) => store.card(taken.id)?.state);
    expect([...states, given.card.state]).toEqual(['dispatched', 'dispatched', 'handedOver']);
    const [arrival] = third.other.store.auditEntries({ action: 'application.arrived', limit: 1 });
    expect(arrival?.detail).toMatchObject({ office: 'OTHER-02/WS-9', via: `${office}/${workstation}` });
    const reviewer = third.other.store.application(taken.applicationId)?.reviewedBy;
    expect(reviewer).toBe(`OTHER-02/WS-9:${office}/${workstation}:officer1`);
    for (const { store } of [walk, second.other, third.other]) {
      expect(store.diagnose().filter(({ ok }) => !ok)).toEqual([]);
    }
  });

  test('comes back by the way it went, or straight home', async () => {
    const { walk, second, third, taken } = await waitingAtSecond();
    const { office } = walk.context().profile;
    const there = must(await takeInCard(made, sentOn(second, taken, 'THIRD-03'), third.context()));

    const again = must(await takeInCard(here, sentOn(third, there, 'OTHER-02'), second.context()));
    const once = must(await takeInCard(made, sentOn(second, again, 'THIRD-03'), third.context()));
    const home = must(await takeInCard(here, sentOn(third, once, office), walk.context()));

    expect([again, once, home].map(({ state }) => state)).toEqual(['inCustody', 'inCustody', 'inCustody']);
    expect(must(await handedOver(walk, home)).card.state).toBe('handedOver');
    expect(walk.store.diagnose().filter(({ ok }) => !ok)).toEqual([]);
  });

  test('is refused where the way that the sender tells is not the one of the record', async () => {
    const { walk, second, third, taken } = await waitingAtSecond();
    const { office, workstation } = walk.context().profile;
    const { paper, publicKey } = sentOn(second, taken, 'THIRD-03');
    const told = JSON.parse(Buffer.from(paper.split('.')[1] ?? '', 'base64url').toString()) as object;
    const signer = signerOf(second.other);
    const lying = (via: unknown) => {
      const content = { ...told, via };
      const altered = must(signPaper('starcard-dispatch+jws', content, signer, walk.context().digest));
      return takeInCard(made, { paper: altered, publicKey }, third.context());
    };
    const maker = { office, workstation };

    const answers = [
      await lying(undefined),
      await lying([{ office: 'NOWHERE-09', workstation }]),
      await lying([maker, { office: 'THIRD-03', workstation: 'WS-1' }]),
      await lying([maker, maker]),
      await lying([]),
      await lying([maker]),
    ];

    expect(answers.map(kindOf)).toEqual([
      'intake.wrongOffice',
      'intake.wrongOffice',
      'dispatch.untrusted',
      'dispatch.untrusted',
      'dispatch.untrusted',
      'ok',
    ]);
  });

  test('is not put back by hand into the safe that it left', async () => {
    const { second, taken } = await waitingAtSecond();
    sentOn(second, taken, 'THIRD-03');
    const unwell = () => second.other.store.diagnose().filter(({ ok }) => !ok);
    const sound = unwell();

    byHand(second.other.folder, (_vault, db) => {
      db.prepare(`UPDATE card SET state = 'inCustody', safe = 'B', slot = '7' WHERE id = ?`).run(taken.id);
    });
    const given = await handedOver({ ...second.other, context: second.context }, taken);

    expect(sound).toEqual([]);
    expect(unwell().map(({ check }) => check)).toContain('cards');
    expect(kindOf(given)).not.toBe('ok');
  });
});
