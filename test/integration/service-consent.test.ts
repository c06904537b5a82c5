/** The holder's consent to a service: asked, on record, and of the one change that was made of it. */

import { expect, test } from 'vitest';
import { addService } from '../../electron/core/service/change-services.ts';
import { askConsent } from '../../electron/core/service/consent.ts';
import type { ServiceChange } from '../../electron/core/service/service-change.ts';
import { fail, type Result } from '../../shared/result.ts';
import { kindOf, must } from './office.ts';
import { insertApproved, second, service, serviceOffice, type ServiceOffice } from './service-office.ts';
import { officer2 } from './walk-office.ts';

const kind = async (answer: Result<unknown> | Promise<Result<unknown>>): Promise<string> => kindOf(await answer);

test('a service is not given without the holder, on another day, in other terms, or on a consent used before', async () => {
  const office = await serviceOffice();
  const { card, context, walk } = office;
  const terms = { act: 'add', service: service('tax') } as const;
  const add = (listNumber = 0, change: Parameters<typeof service>[1] = {}) =>
    kind(addService({ cardId: card.id, listNumber, second, service: service('tax', change) }, context()));
  const asked = { cardId: card.id, request: terms, language: 'zh' } as const;

  const answers = [await add()];
  answers.push(await kind(askConsent({ ...asked, agrees: false }, context())), await add());
  const consent = must(askConsent({ ...asked, agrees: true }, context()));
  answers.push(await add(0, { endpoint: 'https://elsewhere.example/' }));
  walk.clock.set('2026-03-03T02:00:00.000Z');
  answers.push(await add());
  must(await office.change({ add: service('tax') }));
  must(await office.change({ withdraw: 'tax' }));
  answers.push(await add(2));

  expect(answers).toEqual([
    'service.consentMissing',
    'service.holderDeclines',
    'service.consentMissing',
    'service.consentMissing',
    'service.consentMissing',
    'service.consentMissing',
  ]);
  expect(consent).toMatchObject({ language: 'zh', askedBy: 'officer1', askedAt: '2026-03-02T08:00:00.000Z' });
  const onRecord = walk.store.auditEntries({ action: 'service.consent', subjectId: card.id, limit: 10 });
  expect(onRecord.map(({ outcome, actor, detail }) => [outcome, actor, detail['language']])).toEqual([
    ['ok', 'officer1', 'en'],
    ['ok', 'officer1', 'zh'],
    ['refused', 'officer1', 'zh'],
  ]);
});

test('the database takes no service without a consent, nor two on one', async () => {
  const office = await serviceOffice();
  must(await office.change({ add: service('tax') }));
  const [done] = office.walk.store.serviceChanges(office.card.id);
  if (done === undefined) throw new Error('no change');
  const next: ServiceChange = {
    ...done,
    id: '1'.repeat(32),
    listNumber: 2,
    state: 'begun',
    settledAt: null,
    approvalId: '2'.repeat(32),
  };

  for (const consentId of [null, '9'.repeat(32)]) expect(unasked(office, { ...next, consentId })).toContain('consent');
  expect(unasked(office, { ...next, consentId: done.consentId })).toContain('serviceChange.consentId');
});

/** The same for a row that names a consent which is none of its own. */
function unasked(office: ServiceOffice, change: ServiceChange): string {
  try {
    office.walk.store.commit(officer2, (tx) => {
      insertApproved(tx, change, false);
      return fail('notFound', { what: 'a reason to keep it' });
    });
    return '';
  } catch (thrown) {
    return String(thrown);
  }
}
