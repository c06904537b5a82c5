/** Issue 8, key use: the key that signs the log is changed by two people, whose approval is spent with the entry of it. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { kindOf, must } from '../office.ts';
import { by } from './rules-desk.ts';
import { forgedApproval, foundBy, rulesOffice, type Person, type RulesOffice } from './rules-office.ts';

let office: RulesOffice;
beforeAll(async () => {
  office = await rulesOffice();
});
afterAll(() => office.close());

/** As `starcard audit change-key` does; the window has no such call. */
function changed(who: Person, role: 'administrator' | 'supervisor' | 'officer', second: Person) {
  return office.station.changeAuditKey({ account: who, role }, { store: 'file' }, by(second));
}

test('the key of the log is changed by two people who look after it', async () => {
  const { store } = office.station;
  must(await office.call('admin', 'account.list', {}));
  const before = store.verifierKey;

  const refused = [
    await changed('admin', 'administrator', 'admin'),
    await changed('admin', 'administrator', 'officer1'),
    await changed('officer1', 'officer', 'super1'),
  ];

  expect(refused.map(kindOf)).toEqual(['access.secondRefused', 'access.secondRefused', 'access.forbidden']);
  expect([store.verifierKey, store.auditEntries({ action: 'audit.keyRotated', limit: 1 })]).toEqual([before, []]);

  const { verifierKey } = must(await changed('admin', 'administrator', 'super1'));

  expect([store.verifierKey, verifierKey === before]).toEqual([verifierKey, false]);
  expect(store.auditEntries({ action: 'audit.keyRotated', limit: 1 })).toMatchObject([
    { actor: 'admin', detail: { approvedBy: 'super1', formerKey: before } },
  ]);
  expect(store.verifyAudit().problem).toBeNull();
  expect(await office.byHand(forgedApproval('audit.changeKey', 'audit', 'admin', 'super1'))).toEqual(
    foundBy('approvals'),
  );
  const gone = `DELETE FROM spentApproval WHERE action = 'audit.changeKey'`;
  expect(await office.byHand(gone, 'dropped')).toEqual(foundBy('approvals'));
});
