// One person under several numbers: a 15-character one, a lifelong one, and one that a replacement corrected. What is decided
// of one of their cases is decided of all, and of nobody else's.

import SqliteDatabase from 'better-sqlite3';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cells } from '../../electron/adapters/sqlite/cells.ts';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { casesOfPerson } from '../../electron/core/person/cases-of-person.ts';
import { listDue } from '../../electron/core/person/due.ts';
import { erasePerson } from '../../electron/core/person/erase.ts';
import { exportPerson } from '../../electron/core/person/export-person.ts';
import { composeCardNumber } from '../../shared/card/number.ts';
import { formerNumberFrom } from '../../shared/card/relation.ts';
import { lastValidDay } from '../../shared/card/validity.ts';
import { approvalSchema, type ApprovalRecord } from '../../shared/model/approval.ts';
import { applicationNumberSchema } from '../../shared/model/ids.ts';
import { employ, hasher, password } from '../support/people.ts';
import { handedOver } from './hand-over-steps.ts';
import { intoTheClear } from './in-the-clear.ts';
import { freshFolder, must, opened, optionsFor } from './office.ts';
import { byHand, openVault, resealed } from './resealed.ts';
import {
  approval,
  idOf,
  officer1,
  renewal,
  renumbered,
  signed,
  stored,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

const second = { account: 'supervisor1', password };

/** Another approval for the person of `approval(1)` as their birth date was corrected, whose 2017 card leads to this number. */
function underFormer(n: number, sequence: string): ApprovalRecord {
  const birthDate = '1991-05-14';
  const first = approval(1);
  const number = composeCardNumber({ place: '11', nationality: '616', birthDate, sequence });
  const validUntil = lastValidDay(birthDate, first.card.validFrom);
  const former = { formerNumber: formerNumberFrom(number, 'POL', '012'), relation: '012' };
  return approvalSchema.parse({
    ...first,
    applicationNumber: applicationNumberSchema.parse(`C-2026-${String(n).padStart(6, '0')}`),
    recordId: first.recordId.replace(/^.{8}/, String(n).padStart(8, '0')),
    kind: 'expiry',
    // Another passport by now, so that nothing but the numbers tells.
    person: { ...first.person, birthDate, latinName: `OTHERWISE, ${'ABCDEFGH'[n % 8] ?? ''}` },
    card: { ...first.card, number, validUntil, renewalCount: 1, ...former },
  });
}

/**
 * Four cases of one person. `first` came with a number that its replacement corrected to 500; `damage` still bears the old
 * one. `expiry` bears 500 and a former number, `other` the same former number and another lifelong one.
 */
async function office() {
  const walk = await walkOffice();
  await employ(walk.store, [[second.account, 'supervisor']]);
  const first = approval(1);
  const [damage, expiry, other] = [renewal(1, 'damage'), underFormer(3, '500'), underFormer(4, '700')];
  await walk.take(signed(first), signed(damage), signed(expiry), signed(other), signed(approval(2)));
  await walk.take(signed(renumbered(first)));
  const ids = [first, damage, expiry, other].map((record) => idOf(walk, record));
  return { walk, ids, stranger: idOf(walk, approval(2)), context: contextOf(walk) };
}

function contextOf(walk: WalkOffice) {
  const certificateSigner = () => openSoftwareKeys(join(walk.folder, 'keys')).signer('results', 'ES256');
  return { ...walk.context(officer1), hasher, personKeys: walk.store.personKeys, certificateSigner };
}

function casesOf(walk: WalkOffice, id: ReturnType<typeof idOf>): readonly string[] {
  const asked = walk.store.application(id);
  if (asked === undefined) throw new Error('no such case');
  return casesOfPerson(walk.store, asked).map((one) => one.id);
}

test('every case of a person is found from each of them, over several numbers and both ways', async () => {
  const { walk, ids, stranger } = await office();

  expect(ids.map((id) => casesOf(walk, id).toSorted())).toEqual(ids.map(() => ids.toSorted()));
  expect(casesOf(walk, stranger)).toEqual([stranger]);
});

test('a number that was somebody else’s by mistake leads to nobody once it is corrected', async () => {
  const { walk } = await office();
  const twin = approval(5);
  const wrong = approval(6, {
    person: { ...approval(6).person, latinName: 'PRZYKŁADOWA, ANNA' },
    card: { ...approval(6).card, number: twin.card.number },
  });
  await walk.take(signed(twin), signed(wrong));
  expect(casesOf(walk, idOf(walk, twin))).toHaveLength(2);

  await walk.take(signed(renumberedTo(wrong, '012')));

  expect(casesOf(walk, idOf(walk, twin))).toEqual([idOf(walk, twin)]);
  expect(casesOf(walk, idOf(walk, wrong))).toEqual([idOf(walk, wrong)]);
});

test('a database of an earlier version knows them all once it is upgraded', async () => {
  const { walk, ids, stranger } = await office();
  const elsewhere = freshFolder();
  cpSync(join(walk.folder, 'keys'), elsewhere, { recursive: true });
  walk.store.close();
  intoTheClear(walk.folder);

  const signer = must(openSoftwareKeys(elsewhere).signer('audit', 'Ed25519'));
  const upgraded = opened(optionsFor(walk.folder, { signer }));

  const asked = [...ids, stranger].map((id) => upgraded.application(id)).filter((one) => one !== undefined);
  expect(asked.map((one) => casesOfPerson(upgraded, one).length)).toEqual([4, 4, 4, 4, 1]);
  expect(upgraded.diagnose().filter((finding) => !finding.ok)).toEqual([]);
});

describe('a number that somebody wrote beside a case', () => {
  test('leads to nobody, and is found by diagnose; one that is missing is too', async () => {
    const { walk, ids, stranger } = await office();
    const [first] = ids;
    if (first === undefined) throw new Error('no case');
    const forged = `INSERT INTO caseNumber SELECT '${stranger}', digest, 1 FROM caseNumber
      WHERE applicationId = '${first}' AND inForce = 1`;
    const shell = new SqliteDatabase(join(walk.folder, 'starcard.db'));
    shell.exec(forged);
    shell.close();

    expect(casesOf(walk, stranger)).toEqual([stranger]);
    expect(brokenNumbers(walk)).toMatch(/^1 /);

    byHand(walk.folder, (_vault, db) => {
      db.exec(`DELETE FROM caseNumber WHERE applicationId = '${first}'`);
    });
    expect(brokenNumbers(walk)).toMatch(/^2 /);
  });

  test('of a case whose content says nothing is found, and stops no other check', async () => {
    const { walk } = await office();
    const place = ({ id, revision }: Record<string, unknown>) => ({
      person: String(id),
      cell: cells.application(String(id), Number(revision)),
    });
    byHand(
      walk.folder,
      resealed('application', place, () => Buffer.from('not JSON'), `id = '${idOf(walk, approval(2))}'`),
    );
    expect(brokenNumbers(walk)).toMatch(/^1 /);
  });

  test('is neither taken away nor changed past the program', async () => {
    const { walk } = await office();
    const shell = new SqliteDatabase(join(walk.folder, 'starcard.db'));
    expect(() => shell.exec('DELETE FROM caseNumber')).toThrow('goes with its person');
    expect(() => shell.exec(`UPDATE caseNumber SET digest = '${'0'.repeat(64)}'`)).toThrow('never rewritten');
    shell.close();
  });
});

function brokenNumbers({ store }: WalkOffice): string | undefined {
  return store.diagnose().find(({ check, ok }) => check === 'numbers' && !ok)?.note;
}

describe('erasing', () => {
  test('ends all of them and no other, by a certificate that names nobody', async () => {
    const { walk, ids, stranger, context } = await office();
    const [, , , applicationId] = ids;
    if (applicationId === undefined) throw new Error('no case');

    const input = { applicationId, revision: 1, reason: 'requested', second } as const;
    const erased = must(await erasePerson(input, context));

    expect(erased.cases).toBe(4);
    const statement: unknown = JSON.parse(Buffer.from(erased.certificate.split('.')[1] ?? '', 'base64url').toString());
    expect(statement).toMatchObject({ cases: ids });
    expect(ids.map((id) => walk.store.application(id))).toEqual(ids.map(() => undefined));
    expect(destroyed(walk, ids)).toEqual(ids.map(() => true));
    expect(walk.store.application(stranger)?.person).toEqual(approval(2).person);
    expect(walk.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
    expect(numbersOnDisk(walk)).toEqual([stranger]);
  });

  test('waits while a card lives that was made under another number', async () => {
    const { walk, context } = await office();
    const card = must(await handedOver(walk, await stored(walk, underFormer(4, '700')))).card;
    const id = idOf(walk, approval(1));
    const input = { applicationId: id, revision: 2, reason: 'requested', second } as const;

    const refused = await erasePerson(input, context);

    expect(card.applicationId).not.toBe(id);
    expect(refused).toMatchObject({ error: { kind: 'person.stillNeeded', data: { by: 'livingCard' } } });
    expect(walk.store.application(id)).toBeDefined();
  });
});

test('what a person takes away is about all of their cases', async () => {
  const { walk, ids } = await office();
  const [first] = ids;
  if (first === undefined) throw new Error('no case');
  const { bytes } = must(exportPerson(first, officer1, walk.store));
  const text = Buffer.from(bytes).toString('latin1');
  const numbers = [approval(1), renewal(1, 'damage'), underFormer(3, '500'), underFormer(4, '700')];
  expect(numbers.filter(({ applicationNumber }) => !text.includes(applicationNumber))).toEqual([]);
  expect(text).not.toContain(approval(2).applicationNumber);
});

test('the case that is kept longest keeps all of them', async () => {
  const { walk, ids, stranger } = await office();
  must(await handedOver(walk, await stored(walk, underFormer(4, '700'))));
  walk.clock.set('2027-06-02T08:00:00.000Z');
  const supervisor = { account: 's', role: 'supervisor' } as const;
  const due = must(listDue({ after: null, limit: 10 }, supervisor, walk.store, walk.context()));
  expect(due.map(({ applicationId }) => applicationId)).toEqual([stranger]);
  expect(ids).not.toContain(stranger);
});

test('cases are found by the former number, and cards by the number that is printed on them', async () => {
  const walk = await walkOffice();
  const record = approval(1);
  const card = must(await handedOver(walk, await stored(walk, record))).card;
  await walk.take(signed(renumbered(record)), signed(underFormer(3, '500')));
  const found = (text: string) => walk.store.queue({ view: 'all', text, offset: 0, limit: 9 }).rows.map(({ id }) => id);

  expect(found(underFormer(3, '500').card.formerNumber ?? '')).toEqual([idOf(walk, underFormer(3, '500'))]);
  expect(found(record.card.number)).toEqual([card.applicationId]);
  expect(walk.store.cards({ text: record.card.number, limit: 9 }).map(({ id }) => id)).toEqual([card.id]);
});

function destroyed({ folder }: WalkOffice, ids: readonly string[]): readonly boolean[] {
  const vault = openVault(folder);
  const gone = ids.map((id) => vault.isDestroyed(id));
  vault.close();
  return gone;
}

/** Whose numbers are still on file, keyed as they are. */
function numbersOnDisk({ folder }: WalkOffice): unknown {
  const file = new SqliteDatabase(join(folder, 'starcard.db'), { readonly: true });
  const cases = file.prepare('SELECT DISTINCT applicationId FROM caseNumber').pluck().all();
  file.close();
  return cases;
}

function renumberedTo(earlier: ApprovalRecord, sequence: string) {
  const number = composeCardNumber({ place: '11', nationality: '616', birthDate: '1991-05-04', sequence });
  const replacement = renumbered(earlier);
  return { ...replacement, person: earlier.person, card: { ...earlier.card, number } };
}
