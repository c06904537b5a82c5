/** Issue 8, data protection: what is kept is sealed, a look is on record, and the end of a person's data takes two. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../office.ts';
import { approval, signed } from '../walk-office.ts';
import { by, caseOf, composed, fileIn, takenIn } from './rules-desk.ts';
import {
  forgedApproval,
  forgedId,
  foundBy,
  refused,
  rulesOffice,
  start,
  stopped,
  type RulesOffice,
} from './rules-office.ts';

let office: RulesOffice;
beforeAll(async () => {
  office = await rulesOffice();
  await takenIn(office, signed(approval(1)), signed(approval(2)));
});
afterAll(() => office.close());

const erase = (n: number, change: object = {}) => {
  const { id: applicationId, revision } = caseOf(office, approval(n));
  return { applicationId, revision, reason: 'requested' as const, second: by('super2'), ...change };
};

test('the data of a person ends by two people, and not while it is needed', async () => {
  await composed(office, approval(3));

  expect(await office.attempt('super1', 'person.erase', erase(1, { second: by('super1') }))).toEqual(
    refused('access.secondRefused'),
  );
  expect(await office.attempt('super1', 'person.erase', erase(1, { second: by('auditor1') }))).toEqual(
    refused('access.secondRefused', 'approval.given refused'),
  );
  expect(await office.attempt('auditor1', 'person.erase', erase(1))).toEqual(refused('access.forbidden'));
  expect(await office.attempt('super1', 'person.erase', erase(3))).toEqual(refused('person.stillNeeded'));
  expect(await office.attempt('super1', 'person.erase', erase(1, { reason: 'retentionOver' }))).toEqual(
    refused('person.retained'),
  );

  expect(await office.byHand('DELETE FROM application')).toEqual(stopped('never deleted'));
  const { id } = caseOf(office, approval(1));
  const row = `INSERT INTO erasure (id, state, reason, startedBy, approvedBy, approvalId, applicationId, startedAt)
    VALUES ('${'e'.repeat(32)}', 'begun', 'requested', 'super1', 'super2', '${forgedId}', '${id}', '${start}');`;
  expect(await office.byHand(row)).toMatchObject({ said: expect.not.stringMatching(/^taken$/) });
  expect(await office.byHand(forgedApproval('person.erase', id, 'super1', 'super2') + row)).toMatchObject({
    said: 'taken',
    found: expect.arrayContaining(['approvals']),
  });
});

test('what was erased is not read again', async () => {
  const { id: applicationId } = caseOf(office, approval(2));
  must(await office.call('super1', 'person.erase', erase(2)));

  expect(await office.attempt('officer1', 'application.open', { applicationId })).toMatchObject({
    kind: 'notFound',
    changed: [],
  });
  office.choose(fileIn(office, 'person.zip'));
  expect(await office.attempt('super1', 'person.chooseAndExport', { applicationId })).toMatchObject({
    kind: 'person.erased',
  });

  const undone = `UPDATE erasure SET state = 'begun', endedAt = NULL, certificate = NULL`;
  expect(await office.byHand(undone)).toMatchObject({ said: expect.not.stringMatching(/^taken$/) });
  expect(await office.byHand('DELETE FROM erasure')).toEqual(stopped('never deleted'));
});

test('every look at a person is on record', async () => {
  const { id: applicationId } = caseOf(office, approval(1));
  must(await office.call('auditor1', 'application.open', { applicationId }));

  expect(
    office.station.store.auditEntries({ action: 'application.viewed', subjectId: applicationId, limit: 1 }),
  ).toMatchObject([{ actor: 'auditor1', outcome: 'ok' }]);
  const forgotten = `DELETE FROM auditEntry WHERE action = 'application.viewed'`;
  expect(await office.byHand(forgotten)).toMatchObject({ said: expect.not.stringMatching(/^taken$/) });
  expect(await office.byHand(forgotten, 'dropped')).toMatchObject({ found: expect.arrayContaining(['audit']) });
});

test('a person lies in the file sealed, and under a key of their own', async () => {
  const { id } = caseOf(office, approval(1));
  const plain = `UPDATE application SET sealed = CAST('PRZYKŁADOWA' AS BLOB) WHERE id = '${id}'`;
  expect(await office.byHand(plain)).toMatchObject({ said: expect.not.stringMatching(/^taken$/) });
});

test('the keys of persons keep a way to open them, and two people change the ways', async () => {
  const change = (who: 'super1' | 'officer1', act: 'add' | 'remove', second = by('super2')) =>
    office.attempt(who, 'person.changeSlot', {
      act,
      slot: act === 'add' ? 'passphrase' : 'file',
      passphrase: 'a long passphrase of seven words here',
      second,
    });

  expect(await change('super1', 'remove')).toEqual(refused('storage.lastSlot'));
  expect(await change('officer1', 'add')).toEqual(refused('access.forbidden'));
  expect(await change('super1', 'add', by('super1'))).toEqual(refused('access.secondRefused'));
  expect(await office.byHand(forgedApproval('person.changeSlot', 'TRAINING-1', 'super1', 'super2'))).toEqual(
    foundBy('approvals'),
  );
});
