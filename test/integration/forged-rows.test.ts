/** Rows that keep every rule of the database, and that no entry of the signed log speaks of: `diagnose` finds each. */

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { replacementOf } from '../../electron/core/sample/sign-record.ts';
import { cells } from '../../electron/adapters/sqlite/cells.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { exportRevocations } from '../../electron/core/custody/revocation-list.ts';
import { askConsent } from '../../electron/core/service/consent.ts';
import { doStep, handedOver } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import { byHand, resealed } from './resealed.ts';
import { service, serviceOffice } from './service-office.ts';
import {
  accepted,
  approval,
  exchange,
  renewal,
  signed,
  signerOf,
  stored,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';
import { written } from '../support/hand.ts';

const leave = (id: string, by = 'officer2', at = '2026-03-02T08:00:00.000Z'): string =>
  `UPDATE card SET state = 'handedOver', safe = NULL, slot = NULL, handedOverBy = '${by}', handedOverAt = '${at}',
   revision = revision + 1 WHERE id = '${id}'`;

describe('a row that keeps every rule, and that nobody is on record for, is found by diagnose', () => {
  const found = (walk: WalkOffice): readonly string[] =>
    walk.store
      .diagnose()
      .filter(({ ok }) => !ok)
      .map(({ check }) => check);

  test('a card that left', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    for (const step of ['identity', 'chip', 'holder', 'signature'] as const) must(await doStep(walk, card, step));
    const sound = found(walk);

    expect(written(walk, leave(card.id))).toBe('taken');
    expect(sound).toEqual([]);
    expect(found(walk)).toContain('cards');
  });

  test('other days of a card than its record gives, by which it would be revoked', async () => {
    const walk = await walkOffice();
    const { id } = await stored(walk, approval(1));
    const sound = found(walk);

    expect(
      written(
        walk,
        `UPDATE card SET validFrom = date(validFrom, '-1 day'), validUntil = date(validUntil, '-1 day') WHERE id = '${id}'`,
      ),
    ).toBe('taken');
    expect([sound, found(walk)]).toEqual([[], ['records']]);
  });

  test('a step of a hand-over', async () => {
    const walk = await walkOffice();
    const { id } = await stored(walk, approval(1));
    const step = `INSERT INTO handOverStep (cardId, step, doneBy, doneAt) VALUES ('${id}', 'chip', 'officer2', '2026-03-02T08:00:00Z')`;

    expect(written(walk, step)).toBe('taken');
    expect(found(walk)).toEqual(['steps']);
  });

  test.each([
    [
      'an old card',
      `INSERT INTO oldCard (id, applicationId, layout, readBy, differences, state, collectedBy, collectedAt, cancelledBy, cancelledAt, revision)
       SELECT '0123456789abcdef0123456789abcdef', applicationId, '2017', 'eye', '', 'cancelled', 'officer2', '2026-03-02T08:00:00Z',
         'officer2', '2026-03-02T08:00:00Z', 1 FROM card`,
    ],
    [
      'a dispatch',
      `INSERT INTO dispatch (id, cardId, office, dispatchedBy, dispatchedAt, digest)
       SELECT '0123456789abcdef0123456789abcdef', id, 'OTHER-02', 'officer2', '2026-03-02T08:00:00Z', hex(zeroblob(32)) FROM card`,
    ],
    [
      'a complaint',
      `INSERT INTO complaint (id, cardId, what, recordHash, openedBy, openedAt)
       SELECT '0123456789abcdef0123456789abcdef', id, 'print', hex(zeroblob(32)), 'officer2', '2026-03-02T08:00:00Z' FROM card`,
    ],
    [
      'a revocation',
      `INSERT INTO revocation (applicationId, cardId, blankSerial, chipSerial, validFrom, reason, revokedAt)
       SELECT applicationId, id, blankSerial, chipSerial, validFrom, 'loss', '2026-03-02T08:00:00Z' FROM card`,
    ],
    [
      'a number that is retired for a case of no loss',
      `INSERT INTO revocation (applicationId, formerNumber, reason, revokedAt)
       SELECT id, 'FRA123456789012', 'loss', '2026-03-02T08:00:00.000Z' FROM application`,
    ],
  ])('%s', async (_name, sql) => {
    const walk = await walkOffice();
    await stored(walk, approval(1));

    expect(written(walk, sql)).toBe('taken');
    expect(found(walk)).toContain('custodyPapers');
  });

  test('a number beside the one that a loss retired', async () => {
    const walk = await walkOffice();
    const { id } = await accepted(walk, exchange(1, {}, 'loss'));
    const sound = found(walk);
    const another = `INSERT INTO revocation (applicationId, formerNumber, reason, revokedAt)
      SELECT applicationId, 'FRA123456789012', reason, revokedAt FROM revocation WHERE applicationId = '${id}'`;

    expect(written(walk, another)).toBe('taken');
    expect([sound, found(walk)]).toEqual([[], ['custodyPapers']]);
  });

  test('a number retired by a loss whose card was on file, another number than the record gives, and none of it is signed', async () => {
    const walk = await walkOffice();
    must(await handedOver(walk, await stored(walk, approval(1))));
    const onFile = await accepted(walk, renewal(1, 'loss'));
    const { id } = await accepted(walk, exchange(2, {}, 'loss'));
    const sound = [found(walk), kindOf(exportRevocations(walk.context(), signerOf(walk)))];
    const forged = (
      of: string,
      at: string,
    ): string => `INSERT INTO revocation (applicationId, formerNumber, reason, revokedAt)
      SELECT applicationId, 'POL110091050410', reason, revokedAt FROM revocation WHERE applicationId = '${of}' ${at}`;

    expect(written(walk, forged(onFile.id, ''))).toBe('taken');
    expect(found(walk)).toEqual(['custodyPapers']);
    expect(kindOf(exportRevocations(walk.context(), signerOf(walk)))).toBe('revocation.notOnRecord');
    const other = `DROP TRIGGER revocationNoDelete; DROP TRIGGER revocationNoUpdate;
      DELETE FROM revocation WHERE applicationId = '${onFile.id}' AND cardId IS NULL;
      UPDATE revocation SET formerNumber = 'POL110091050410' WHERE applicationId = '${id}'`;
    expect(written(walk, other)).toBe('taken');
    expect(found(walk)).toContain('custodyPapers');
    expect(sound).toEqual([[], 'ok']);
  });

  test('a loss whose record is none any more is not signed, and stops no other check', async () => {
    const walk = await walkOffice();
    await accepted(walk, exchange(1, {}, 'loss'));
    const place = ({ hash, applicationId }: Record<string, unknown>) => ({
      person: String(applicationId),
      cell: cells.record(String(hash)),
    });
    byHand(
      walk.folder,
      resealed('record', place, () => Buffer.from('e30.bm90IEpTT04.c2ln')),
    );

    expect(found(walk)).toEqual(['records', 'custodyPapers']);
    expect(kindOf(exportRevocations(walk.context(), signerOf(walk)))).toBe('revocation.notOnRecord');
  });

  test('but a loss whose record says something else by now is well', async () => {
    const walk = await walkOffice();
    const record = exchange(1, {}, 'loss');
    await accepted(walk, record);
    const change = { kind: 'changeOfData' } as const;
    await walk.take(signed(replacementOf(record, signed(record).hash, systemRandom.uuid(), change)));

    expect(found(walk)).toEqual([]);
    expect(kindOf(exportRevocations(walk.context(), signerOf(walk)))).toBe('ok');
  });

  test('but a first card whose record is of another kind by now is well', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    must(await handedOver(walk, await stored(walk, record)));
    const change = { kind: 'expiry', card: { ...record.card, renewalCount: 1 } } as const;
    await walk.take(signed(replacementOf(record, signed(record).hash, systemRandom.uuid(), change)));

    expect(found(walk)).toEqual([]);
  });

  test('a consent to other terms than the holder was asked about', async () => {
    const office = await serviceOffice();
    const terms = { act: 'add', service: service('tax') } as const;
    must(askConsent({ cardId: office.card.id, request: terms, language: 'zh', agrees: true }, office.context()));
    const sound = found(office.walk);
    const other = `DROP TRIGGER serviceConsentNoUpdate; UPDATE serviceConsent SET termsDigest = lower(hex(zeroblob(32)))`;

    expect(written(office.walk, other)).toBe('taken');
    expect([sound, found(office.walk)]).toEqual([[], ['structure', 'consents']]);
  });

  test('a consent to a service', async () => {
    const walk = await walkOffice();
    await stored(walk, approval(1));
    const sound = found(walk);
    const consent = `INSERT INTO serviceConsent (id, cardId, act, serviceId, termsDigest, language, askedBy, askedAt)
      SELECT '0123456789abcdef0123456789abcdef', id, 'add', 'tax', lower(hex(zeroblob(32))), 'zh', 'officer1',
        '2026-03-02T08:00:00.000Z' FROM card`;

    expect(written(walk, consent)).toBe('taken');
    expect([sound, found(walk)]).toEqual([[], ['consents']]);
  });

  test('an application', async () => {
    const walk = await walkOffice();
    const { id } = await accepted(walk, approval(1));
    const columns = new Database(join(walk.folder, 'starcard.db')).pragma(`table_info('application')`);
    // A copy under another name, as a hand with the sqlite3 shell would make it.
    const copied = z
      .array(z.object({ name: z.string() }))
      .parse(columns)
      .map(({ name }) => name)
      .filter((name) => !['ordinal', 'view'].includes(name));
    const values = copied.map((name) =>
      name === 'id' ? `'0123456789abcdef0123456789abcdef'` : name === 'numberDigest' ? `'another'` : name,
    );
    const sql = `INSERT INTO application (${copied.join()}) SELECT ${values.join()} FROM application WHERE id = '${id}'`;

    expect(written(walk, `PRAGMA foreign_keys = OFF; ${sql}`)).toBe('taken');
    expect(found(walk)).toContain('cases');
  });
});
