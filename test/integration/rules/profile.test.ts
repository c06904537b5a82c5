/** Issue 8, the second person: the issuance profile is changed by two, and the keys of a live one are opened by two. */

import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signTrainingProfile } from '../../../electron/core/profile/sign-training.ts';
import { must } from '../office.ts';
import { by, fileIn } from './rules-desk.ts';
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
let jws: string;
beforeAll(async () => {
  office = await rulesOffice();
  const { profile } = office.station;
  const staffing = { ...profile.staffing, idleLockSeconds: 90 };
  jws = signTrainingProfile({
    version: 1,
    serial: 3,
    validFrom: '2026-03-01T00:00:00Z',
    profile: { ...profile, staffing },
  });
});
afterAll(() => office.close());

test('the profile is changed by two people who look after it, by a signed file, and never back', async () => {
  writeFileSync(fileIn(office, 'next.profile'), `${jws}\n`);
  office.choose(fileIn(office, 'next.profile'));
  const digest = must(await office.call('admin', 'profile.chooseAndCheck', {}))?.digest ?? '';
  const change = { jws, second: by('super1') };

  expect(await office.attempt('officer1', 'profile.change', change)).toEqual(refused('access.forbidden'));
  expect(await office.attempt('admin', 'profile.change', { jws, second: by('admin') })).toEqual(
    refused('access.secondRefused'),
  );
  expect(await office.attempt('admin', 'profile.change', { jws, second: by('officer1') })).toEqual(
    refused('access.secondRefused', 'approval.given refused'),
  );
  const altered = { ...change, jws: jws.replace(/.{4}$/, 'AAAA') };
  expect(await office.attempt('admin', 'profile.change', altered)).toEqual(refused('profile.notProven'));

  const row = (
    approvalId: string,
  ): string => `INSERT INTO profileChange (serial, jws, digest, changedBy, approvedBy, approvalId,
    changedAt) VALUES (4, '${jws}', '${digest}', 'admin', 'super1', '${approvalId}', '${start}');`;
  expect(await office.byHand(row(forgedId))).toEqual(stopped('needs the approval of a second person'));
  expect(await office.byHand(forgedApproval('profile.change', digest, 'admin', 'super1') + row(forgedId))).toEqual(
    foundBy('approvals', 'profile'),
  );

  must(await office.call('admin', 'profile.change', change));
  expect(await office.attempt('admin', 'profile.change', change)).toEqual(refused('profile.older'));
  expect(await office.byHand('DELETE FROM profileChange')).toEqual(stopped('never deleted'));
});

test('the keys of a live profile are opened by two people, for the working day that is open', async () => {
  // No live profile is proven here: what two people are asked is held against the use cases.
  expect(await office.attempt('officer1', 'keys.open', { second: by('officer2') })).toEqual(refused('keys.notAsked'));
  expect(await office.attempt('auditor1', 'keys.open', { second: by('officer2') })).toEqual(
    refused('access.forbidden'),
  );

  const row = `INSERT INTO keySession (approvalId, day, openedBy, approvedBy, openedAt)
    VALUES ('${forgedId}', '2026-03-02', 'officer1', 'officer2', '${start}');`;
  expect(await office.byHand(row)).toEqual(stopped('keys are opened by two people'));
  expect(await office.byHand(forgedApproval('keys.open', '2026-03-02', 'officer1', 'officer2') + row)).toEqual(
    foundBy('approvals', 'keySessions'),
  );
});
