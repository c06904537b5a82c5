/** The same rules against a hand that writes straight into the database file: each is stopped by the database itself. */

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { migrations } from '../../electron/adapters/sqlite/migrations/all.ts';
import { requiredOf } from '../../shared/hand-over/kinds.ts';
import { kindOfIssueSchema } from '../../shared/model/approval.ts';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { dispatchCard, settleDispatch } from '../../electron/core/custody/dispatch.ts';
import { doStep, handedOver, takeOldCard } from './hand-over-steps.ts';
import { must } from './office.ts';
import { accepted, approval, notice, renewal, stored, walkOffice } from './walk-office.ts';
import { written } from '../support/hand.ts';

const leave = (id: string, by = 'officer2', at = '2026-03-02T08:00:00.000Z'): string =>
  `UPDATE card SET state = 'handedOver', safe = NULL, slot = NULL, handedOverBy = '${by}', handedOverAt = '${at}',
   revision = revision + 1 WHERE id = '${id}'`;

test('the database asks for the same steps as the program', () => {
  const db = new Database(':memory:');
  for (const { sql, after = '' } of migrations) db.exec(sql + after);
  const rows = db.prepare('SELECT kind, requirement FROM requiredStep ORDER BY kind, requirement').raw().all();
  const table = kindOfIssueSchema.options.flatMap((kind) => requiredOf[kind].map((requirement) => [kind, requirement]));

  expect(rows).toEqual(table.toSorted((one, other) => one.join().localeCompare(other.join())));
  db.close();
});

describe('a card does not leave', () => {
  test('without its steps', async () => {
    const walk = await walkOffice();
    const { id } = await stored(walk, approval(1));

    expect(written(walk, leave(id))).toContain('when every step of its kind is done');
  });

  test('by the reviewer, nor before it is valid', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    for (const step of ['identity', 'chip', 'holder', 'signature'] as const) must(await doStep(walk, card, step));
    const later = `UPDATE card SET validFrom = '2026-03-03'`;

    expect(written(walk, leave(card.id, 'officer1'))).toContain('never handed over by who accepted');
    expect(written(walk, `${later}; ${leave(card.id)}`)).toContain('before it is valid');
  });

  test('for steps of another day', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    for (const step of ['identity', 'chip', 'holder', 'signature'] as const) must(await doStep(walk, card, step));

    expect(written(walk, leave(card.id, 'officer2', '2026-03-03T08:00:00.000Z'))).toContain('every step of its kind');
    expect(written(walk, leave(card.id))).toBe('taken');
  });

  test('while its old card is with the holder, or only laid down', async () => {
    const walk = await walkOffice();
    must(await handedOver(walk, await stored(walk, approval(1))));
    const card = await stored(walk, renewal(1, 'expiry'));
    must(takeOldCard(walk, card));
    for (const step of ['identity', 'chip', 'holder', 'signature'] as const) must(await doStep(walk, card, step));
    const back = `UPDATE oldCard SET state = 'collected', cancelledBy = NULL, cancelledAt = NULL`;

    expect(written(walk, `${back}; ${leave(card.id)}`)).toContain('against the old card');
  });

  test('before the lost one is revoked', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, renewal(1, 'loss'));
    for (const step of ['identity', 'chip', 'holder', 'signature'] as const) must(await doStep(walk, card, step));
    const drop = `DROP TRIGGER revocationNoDelete; DELETE FROM revocation`;

    expect(written(walk, `${drop}; ${leave(card.id)}`)).toContain('revoked before another leaves');
  });
});

describe('rows of evidence', () => {
  async function withOldCard() {
    const walk = await walkOffice();
    must(await handedOver(walk, await stored(walk, approval(1))));
    const card = await stored(walk, renewal(1, 'expiry'));
    must(takeOldCard(walk, card));
    must(await doStep(walk, card, 'identity'));
    return { walk, card };
  }

  test.each([
    ['a step is not taken back', 'DELETE FROM handOverStep', 'never deleted'],
    ['a step is not ascribed to another', `UPDATE handOverStep SET doneBy = 'officer3'`, 'never changed'],
    [
      'a step is not the reviewer’s',
      `INSERT INTO handOverStep (cardId, step, doneBy, doneAt) SELECT id, 'chip', 'officer1', '2026-03-02T08:00:00Z' FROM card`,
      'whoever accepted the review',
    ],
    ['what a kind asks for is not eased', `DELETE FROM requiredStep WHERE kind = 'expiry'`, 'part of the program'],
    ['an old card does not vanish', 'DELETE FROM oldCard', 'never deleted'],
    [
      'an old card is not destroyed by one person',
      `UPDATE oldCard SET state = 'destroyed', destroyedBy = 'officer2', witness = 'officer2', approvalId = 'a', destroyedAt = '2026-03-02T08:00:00Z'`,
      'witness',
    ],
    [
      'an old card is not destroyed without an approval',
      `UPDATE oldCard SET state = 'destroyed', destroyedBy = 'officer2', witness = 'officer1', destroyedAt = '2026-03-02T08:00:00Z'`,
      'a witness who signed in',
    ],
    [
      'an old card is of one case',
      `UPDATE oldCard SET applicationId = (SELECT id FROM application WHERE id <> oldCard.applicationId)`,
      'stays whose it was',
    ],
  ])('%s', async (_name, sql, message) => {
    const { walk } = await withOldCard();

    expect(written(walk, sql)).toContain(message);
  });
});

describe('revocation', () => {
  test('is by a row of the list, names the card by its own serials, and is for good', async () => {
    const walk = await walkOffice();
    const card = must(await handedOver(walk, await stored(walk, approval(1)))).card;
    const revoke = `UPDATE card SET state = 'revoked' WHERE id = '${card.id}'`;
    const row = (blank: string): string =>
      `INSERT INTO revocation (applicationId, cardId, blankSerial, chipSerial, validFrom, reason, revokedAt)
       SELECT applicationId, id, '${blank}', chipSerial, validFrom, 'loss', '2026-03-02T08:00:00Z' FROM card`;

    expect(written(walk, revoke)).toContain('by a row of the revocation list');
    expect(written(walk, row('SC-00000099'))).toContain('its own serials');
    await accepted(walk, renewal(1, 'loss'));
    expect(written(walk, `UPDATE card SET state = 'returned' WHERE id = '${card.id}'`)).toContain('never comes back');
    expect(written(walk, 'DELETE FROM revocation')).toContain('never deleted');
  });

  test('has no place for a lifelong number', async () => {
    const walk = await walkOffice();
    const { number } = await stored(walk, approval(1));
    const sql = `INSERT INTO revocation (applicationId, formerNumber, reason, revokedAt)
      SELECT id, '${number}', 'loss', '2026-03-02T08:00:00Z' FROM application`;

    expect(written(walk, sql)).toContain('CHECK');
  });
});

test('two living cards of one number are stopped, whoever writes them', async () => {
  const walk = await walkOffice();
  const first = must(await handedOver(walk, await stored(walk, approval(1)))).card;
  const twin = await stored(walk, approval(2), '2');
  for (const step of ['identity', 'chip', 'holder', 'signature'] as const) must(await doStep(walk, twin, step));

  expect(
    written(
      walk,
      `UPDATE card SET numberDigest = (SELECT numberDigest FROM card WHERE id = '${first.id}') WHERE id = '${twin.id}';
       ${leave(twin.id)}`,
    ),
  ).toContain('UNIQUE constraint failed: card.numberDigest');
});

describe('a card at another office', () => {
  async function arrivedThere() {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    const signer = must(openSoftwareKeys(join(walk.folder, 'keys')).signer('results', 'ES256'));
    must(dispatchCard({ cardId: card.id, revision: 1, office: 'OTHER-02' }, walk.context(), signer));
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
    const next = await stored(walk, renewal(1, 'expiry'), '3');
    must(takeOldCard(walk, next));
    for (const step of ['identity', 'chip', 'holder', 'signature'] as const) must(await doStep(walk, next, step));
    return { walk, card, next };
  }

  test('is there by its dispatch alone', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));

    expect(written(walk, 'UPDATE card SET elsewhere = 1')).toContain('once its dispatch was received');
    expect(written(walk, `UPDATE card SET state = 'dispatched', elsewhere = 1 WHERE id = '${card.id}'`)).toContain(
      'dispatch',
    );
  });

  test('lives on until it is accounted for: no second one leaves, and diagnose finds one that did', async () => {
    const { walk, card, next } = await arrivedThere();
    const lives = `UPDATE card SET state = 'dispatched' WHERE id = '${card.id}'`;
    const drop = 'DROP TRIGGER cardLivesAlone; DROP TRIGGER cardDispatchedOnPaper;';
    const put = `DROP TRIGGER cardDispatchedOnPaper; ${lives};`;

    expect(written(walk, `BEGIN; ${put} ${leave(next.id)}`)).toContain('in use, here or at another office');
    expect(written(walk, `${drop} ${lives}; ${leave(next.id)}`)).toBe('taken');
    const found = walk.store.diagnose().filter(({ ok }) => !ok);
    expect(found.map(({ check }) => check)).toEqual(expect.arrayContaining(['structure', 'livingCards']));
  });

  test('that was revoked there does not come back into use', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const card = await stored(walk, record);
    const signer = must(openSoftwareKeys(join(walk.folder, 'keys')).signer('results', 'ES256'));
    must(dispatchCard({ cardId: card.id, revision: 1, office: 'OTHER-02' }, walk.context(), signer));
    await walk.take(notice('withdrawal', record));

    const back = `UPDATE card SET state = 'inCustody', safe = 'A', slot = '1' WHERE id = '${card.id}'`;
    expect(written(walk, back)).toContain('never comes back');
  });
});

test('what was written without the triggers is found by diagnose', async () => {
  const walk = await walkOffice();
  must(await handedOver(walk, await stored(walk, approval(1))));
  const card = await stored(walk, renewal(1, 'expiry'), '2');
  must(await handedOver(walk, card));
  const checks = () =>
    walk.store
      .diagnose()
      .filter(({ ok }) => !ok)
      .map(({ check }) => check);
  const sound = checks();
  const drop = ['handOverStepNoDelete', 'oldCardNoDelete', 'requiredStepNoDelete'].map(
    (name) => `DROP TRIGGER ${name};`,
  );

  written(
    walk,
    `${drop.join('')} DELETE FROM handOverStep WHERE step = 'chip'; DELETE FROM oldCard; DELETE FROM requiredStep WHERE requirement = 'oldCardRead'`,
  );

  expect(sound).toEqual([]);
  expect(checks()).toEqual(expect.arrayContaining(['structure', 'handOvers', 'oldCards', 'requiredSteps']));
});
