/** Cards between offices: closed here before they are opened there, sent back, and accounted for where nobody sees them. */

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { takeBack } from '../../electron/core/custody/come-back.ts';
import { dispatchCard, settleDispatch } from '../../electron/core/custody/dispatch.ts';
import { exportRevocations } from '../../electron/core/custody/revocation-list.ts';
import { takeInCard } from '../../electron/core/custody/take-in.ts';
import { listCustody, returnUncollected } from '../../electron/core/custody/wait.ts';
import { collectOldCard } from '../../electron/core/hand-over/old-card.ts';
import { setUpTray } from '../../electron/core/stock/set-up-tray.ts';
import { applicationOf, handedOver, oldRecord } from './hand-over-steps.ts';
import { freshFolder, kindOf, must } from './office.ts';
import { carried, here, otherOffice, sent } from './offices.ts';
import { byHand } from './resealed.ts';
import {
  accepted,
  approval,
  notice,
  officer1,
  officer2,
  renewal,
  renumbered,
  replaced,
  signed,
  signerOf,
  stored,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

const supervisor = { account: 'supervisor1', role: 'supervisor' } as const;

describe('a card for another office', () => {
  test('is closed here before it is opened there, and is handed over there', async () => {
    const walk = await walkOffice();
    const { card, arrived } = await sent(walk);
    const { other, context } = await otherOffice(walk);

    const late = await handedOver(walk, card);
    const taken = must(await takeInCard(here, arrived, context()));
    // Its reviewer there is nobody here, whatever the account is called.
    const given = await handedOver({ ...other, context }, taken, { actor: officer1 });

    expect([walk.store.card(card.id)?.state, kindOf(late)]).toEqual(['dispatched', 'card.wrongState']);
    expect(taken).toMatchObject({ id: card.id, state: 'inCustody', ...here, blankSerial: card.blankSerial });
    expect(must(given).card.state).toBe('handedOver');
    expect(other.store.verifyAudit()).toMatchObject({ problem: null });
  });

  test('leaves nothing for diagnose to find there, unless its reviewer is said to be somebody of that office', async () => {
    const walk = await walkOffice();
    const { card, arrived } = await sent(walk);
    const { other, context } = await otherOffice(walk);
    must(await takeInCard(here, arrived, context()));
    const unwell = () => other.store.diagnose().filter(({ ok }) => !ok);

    const before = unwell();
    byHand(other.folder, (_vault, db) =>
      db.prepare(`UPDATE application SET reviewedBy = 'officer2' WHERE id = ?`).run(card.applicationId),
    );

    expect(before).toEqual([]);
    expect(unwell().map(({ check }) => check)).toEqual(['reviews']);
  });

  test('is opened once, at that office, by a paper of the key that was named', async () => {
    const walk = await walkOffice();
    const { arrived } = await sent(walk);
    const { other, context } = await otherOffice(walk);
    const [header = '', payload = '', signature = ''] = arrived.paper.split('.');
    const edited = `${header}.${payload.slice(0, -4)}AAAA.${signature}`;
    const foreignKey = must(openSoftwareKeys(join(freshFolder(), 'keys')).signer('results', 'ES256')).publicKey();

    const answers = [
      await takeInCard(here, { ...arrived, paper: edited }, context()),
      await takeInCard(here, { ...arrived, publicKey: foreignKey }, context()),
      await takeInCard(here, arrived, other.context()),
      await takeInCard(here, arrived, context()),
      await takeInCard(here, arrived, context()),
    ];

    expect(answers.map(kindOf)).toEqual([
      'dispatch.untrusted',
      'dispatch.untrusted',
      'dispatch.otherOffice',
      'ok',
      'dispatch.notUnderWay',
    ]);
  });

  test('is not opened where a card of that number waits or lives', async () => {
    const walk = await walkOffice();
    const { arrived } = await sent(walk);
    const { other, context } = await otherOffice(walk);
    takeBlanks(other);
    await stored(other, approval(2, { card: { ...approval(2).card, number: approval(1).card.number } }));

    expect(kindOf(await takeInCard(here, arrived, context()))).toBe('card.livingAlready');
  });

  test('revoked meanwhile, comes back among what is destroyed, and ends there', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const { card } = await sent(walk, record);
    await walk.take(notice('withdrawal', record));

    const back = must(settleDispatch({ cardId: card.id, back: here }, walk.context()));
    const again = takeBack({ cardId: card.id, revision: back.revision }, walk.context());

    expect(back).toMatchObject({ state: 'revoked', safe: null, slot: null });
    expect(walk.store.blank(card.blankSerial)?.place).toBe('returned');
    expect(kindOf(again)).toBe('stock.wrongPlace');
    expect(walk.store.verifyAudit()).toMatchObject({ problem: null });
  });

  test('that arrived there keeps no renewal out of the safe, and is out of use before it is handed over', async () => {
    const walk = await walkOffice();
    const { card } = await sent(walk);
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));

    const next = await stored(walk, renewal(1, 'expiry'), '3');
    const early = await handedOver(walk, next, { without: ['oldCard'] });
    const given = must(await handedOver(walk, next));

    expect([kindOf(early), given.card.state]).toEqual(['handover.stepMissing', 'handedOver']);
    expect(walk.store.card(card.id)?.state).toBe('returned');
    expect(walk.store.livingCard(card.number)?.id).toBe(next.id);
  });

  test('that arrived there is revoked where the holder shows another one, or lost it', async () => {
    const walk = await walkOffice();
    const { card } = await sent(walk);
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
    const next = await stored(walk, renewal(1, 'expiry'), '3');
    const shown = oldRecord(applicationOf(walk, next), { validFrom: '2025-05-05' });
    const { applicationId, number } = next;
    const read = { applicationId, number, record: shown, face: null, faceMatches: true };
    const old = must(collectOldCard(read, walk.context(officer2)));

    expect(old.cardId).toBeNull();
    expect(walk.store.revocations()).toMatchObject([{ cardId: card.id, reason: 'superseded' }]);
    expect(walk.store.pendingResults().at(-1)?.result).toMatchObject({ type: 'revoked', reason: 'superseded' });

    const lost = await walkOffice();
    const other = await sent(lost);
    must(settleDispatch({ cardId: other.card.id, back: null }, lost.context()));
    await accepted(lost, renewal(1, 'loss'));
    expect(lost.store.revocations()).toMatchObject([{ cardId: other.card.id, reason: 'loss' }]);
  });

  test('made for a lost one, takes it out of use at the office that had handed it over', async () => {
    const walk = await walkOffice();
    const first = await sent(walk);
    must(settleDispatch({ cardId: first.card.id, back: null }, walk.context()));
    const { other, context } = await otherOffice(walk);
    must(await handedOver({ ...other, context }, must(await takeInCard(here, first.arrived, context()))));
    const next = await sent(walk, renewal(1, 'loss'));
    carried(walk, other);

    const taken = must(await takeInCard(here, next.arrived, context()));
    const [revoked] = other.store.revocations();
    const given = must(await handedOver({ ...other, context }, taken));

    expect(revoked).toMatchObject({ cardId: first.card.id, blankSerial: first.card.blankSerial, reason: 'loss' });
    expect(other.store.card(first.card.id)?.state).toBe('revoked');
    expect(given.card.state).toBe('handedOver');
    expect(other.store.diagnose().filter(({ ok }) => !ok)).toEqual([]);
  });

  test('made for a lost one, is handed over where nobody knew of that one, and stays good when its record is corrected', async () => {
    const walk = await walkOffice();
    const lost = must(await handedOver(walk, await stored(walk, approval(1)))).card;
    const record = renewal(1, 'loss');
    const next = await sent(walk, record);
    const { other, context } = await otherOffice(walk);
    const sound = () => other.store.diagnose().filter(({ ok }) => !ok);

    const taken = must(await takeInCard(here, next.arrived, context()));
    const told = other.store.revocations();
    const given = must(await handedOver({ ...other, context }, taken));
    const list = must(exportRevocations(context(), signerOf(other)));

    expect(told).toMatchObject([{ applicationId: taken.applicationId, cardId: null, reason: 'loss' }]);
    expect([given.card.state, walk.store.card(lost.id)?.state]).toEqual(['handedOver', 'revoked']);
    expect([list.entries, sound()]).toEqual([0, []]);
    await other.take(signed(renumbered(record)));
    await accepted(other, record);
    expect([other.store.card(taken.id)?.state, sound()]).toEqual(['handedOver', []]);
  });

  test('made for a lost one, is not opened where the holder has a later one', async () => {
    const walk = await walkOffice();
    const lost = await sent(walk, renewal(1, 'loss'));
    const { other, context } = await otherOffice(walk);
    takeBlanks(other);
    const { card } = approval(1);
    const later = { ...card, validFrom: '2026-03-02', validUntil: '2036-03-01' };
    must(await handedOver(other, await stored(other, approval(3, { card: later }))));

    expect(kindOf(await takeInCard(here, lost.arrived, context()))).toBe('card.livingAlready');
    expect(other.store.revocations()).toEqual([]);
  });

  test('that arrived there stays the only one of a first issue', async () => {
    const walk = await walkOffice();
    const { card } = await sent(walk);
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
    const again = approval(2, { card: { ...approval(2).card, number: card.number } });

    await expect(stored(walk, again, '3')).rejects.toThrow('card.livingAlready');
  });

  test('waits there from its arrival on, and goes back the set time after that', async () => {
    const walk = await walkOffice();
    const { card, arrived } = await sent(walk);
    const { other, context } = await otherOffice(walk);
    other.clock.set('2026-07-05T08:00:00.000Z');
    must(await takeInCard(here, arrived, context()));
    const counts = () => must(listCustody({ view: 'waiting', limit: 10 }, context())).counts;
    const back = () => returnUncollected({ cardId: card.id, revision: 1 }, context(supervisor));

    other.clock.set('2026-08-03T08:00:00.000Z');
    const before = counts();
    other.clock.set('2026-08-05T08:00:00.000Z');
    const after = counts();
    other.clock.set('2026-12-31T08:00:00.000Z');
    const [early, soon] = [counts(), back()];
    other.clock.set('2027-01-02T08:00:00.000Z');

    expect([before, after, early, counts()]).toMatchObject([
      { uncollected: 0, toReturn: 0 },
      { uncollected: 1, toReturn: 0 },
      { uncollected: 1, toReturn: 0 },
      { uncollected: 1, toReturn: 1 },
    ]);
    expect(soon).toMatchObject({ error: { kind: 'custody.tooSoon', data: { on: '2027-01-01' } } });
    expect(must(back()).state).toBe('returned');
  });

  test('is sent back by the other office with a paper of its own', async () => {
    const walk = await walkOffice();
    const { card, arrived } = await sent(walk);
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
    const { other, context } = await otherOffice(walk);
    const taken = must(await takeInCard(here, arrived, context()));
    const { office } = walk.context().profile;
    const input = { cardId: card.id, revision: taken.revision, office };
    const { paper } = must(dispatchCard(input, context(), signerOf(other)));
    const back = { paper, publicKey: signerOf(other).publicKey() };

    const home = must(await takeInCard(here, back, walk.context()));
    const twice = await takeInCard(here, back, walk.context());
    const again = await takeInCard(here, arrived, context());

    expect(home).toMatchObject({ id: card.id, state: 'inCustody', ...here });
    expect([twice, again].map(kindOf)).toEqual(['dispatch.notUnderWay', 'dispatch.notUnderWay']);
    expect(must(await handedOver(walk, home)).card.state).toBe('handedOver');
  });

  test('comes back among what is destroyed where its record was corrected meanwhile, and keeps no slot of the next one', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const { card, arrived } = await sent(walk, record);
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
    const { other, context } = await otherOffice(walk);
    const taken = must(await takeInCard(here, arrived, context()));
    await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
    const next = await stored(walk, record, '3');
    const { office } = walk.context().profile;
    const input = { cardId: card.id, revision: taken.revision, office };
    const { paper } = must(dispatchCard(input, context(), signerOf(other)));

    const home = must(await takeInCard(here, { paper, publicKey: signerOf(other).publicKey() }, walk.context()));

    expect([home.state, walk.store.blank(card.blankSerial)?.place]).toEqual(['revoked', 'returned']);
    expect(walk.store.revocations()).toMatchObject([{ cardId: card.id, reason: 'recordReplaced' }]);
    expect(must(await handedOver(walk, next)).card.state).toBe('handedOver');
    expect(walk.store.diagnose().filter(({ ok }) => !ok)).toEqual([]);
  });

  test('that nobody noted as arrived is sent back, and its dispatch is settled on record', async () => {
    const walk = await walkOffice();
    const { card, arrived } = await sent(walk);
    const { other, context } = await otherOffice(walk);
    const taken = must(await takeInCard(here, arrived, context()));
    const { office } = walk.context().profile;
    const input = { cardId: card.id, revision: taken.revision, office };
    const { paper } = must(dispatchCard(input, context(), signerOf(other)));
    must(await takeInCard(here, { paper, publicKey: signerOf(other).publicKey() }, walk.context()));

    expect(walk.store.openDispatch(card.id)).toBeUndefined();
    expect(walk.store.diagnose().filter(({ ok }) => !ok)).toEqual([]);
  });

  test('comes back into a free slot', async () => {
    const walk = await walkOffice();
    const { card } = await sent(walk);
    const back = must(settleDispatch({ cardId: card.id, back: here }, walk.context()));
    const again = settleDispatch({ cardId: card.id, back: null }, walk.context());

    expect(back).toMatchObject({ state: 'inCustody', ...here });
    expect(kindOf(again)).toBe('dispatch.notUnderWay');
  });

  test('does not go to the office that it is in', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    const { office } = walk.context().profile;

    const refused = dispatchCard({ cardId: card.id, revision: 1, office }, walk.context(), signerOf(walk));

    expect(kindOf(refused)).toBe('dispatch.ownOffice');
  });
});

function takeBlanks(walk: WalkOffice): void {
  must(setUpTray({ box: 'B', firstSerial: 100, count: 5 }, { store: walk.store, now: walk.clock.now() }));
}
